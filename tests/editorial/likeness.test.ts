/**
 * Which questions a pin is for, with the bundled encoder: the questions that the thresholds were set with, and
 * others that were written down before they were measured. Of plain paraphrases 16 of 20 were hit then, twice
 * (`held-out`, `plain`), of freer ones 6 of 20 (in `free`), of what is near one, none and one. What was learnt
 * from the first and the last is among the rules now, so that they are no measure any more; `plain` is.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scaled } from '../../embeddings/cosine-scale.ts';
import type { Embedder } from '../../embeddings/embedder.ts';
import { asksTheSame, comparedQuestion, differing } from '../../src/search/question-likeness.ts';
import { synonymsOf } from '../../src/search/synonyms.ts';
import { bundledEmbedding } from '../support/embedding.ts';
import { sharedEmbedder, temporaryFolder } from '../support/library.ts';

interface Case {
  readonly pinned: string;
  readonly same: string | readonly string[];
  readonly near: string | readonly string[];
}

function casesOf(name: string): readonly Case[] {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as Case[];
}

function likenessOf(embedder: Embedder) {
  const known = new Map<string, Float32Array | null>();
  const vectorOf = async (text: string) => {
    const vector = known.get(text) ?? (await embedder.embedQuery(text));
    known.set(text, vector);
    return vector;
  };
  const nearness = async (one: string, other: string) => {
    const [a, b] = await Promise.all([vectorOf(one), vectorOf(other)]);
    if (a === null || b === null) return null;
    return scaled(
      a.reduce((sum, each, i) => sum + each * (b[i] ?? 0), 0),
      embedder.cosines,
    );
  };
  return async (own: string, asked: string): Promise<boolean> => {
    const difference = differing(comparedQuestion(own), comparedQuestion(asked));
    if (difference === null) return false;
    const near = await nearness(own, asked);
    // As where there is no model: other words are other words.
    if (near === null)
      return [...difference.lost, ...difference.gained].every((one) => one.isLight);
    return asksTheSame(difference, near, nearness);
  };
}

/** Least shares that are hit; of what is near none may be. */
const FIT = 0.9;
const HELD_OUT = 0.85;
const PLAIN = 0.75;
/** Freely worded, often by other words throughout. */
const FREE = 0.5;

describe('questions that ask for the same', () => {
  it.each([
    ['pins-fit.json', FIT],
    ['pins-held-out.json', HELD_OUT],
    ['pins-plain.json', PLAIN],
    ['pins-free.json', FREE],
  ])('of %s', { timeout: 60_000 }, async (name, least) => {
    const isAlike = likenessOf(await sharedEmbedder(bundledEmbedding(temporaryFolder())));
    const asked: { readonly wanted: boolean; readonly found: boolean; readonly text: string }[] =
      [];
    for (const { pinned, same, near } of casesOf(name)) {
      for (const [wanted, questions] of [
        [true, same],
        [false, near],
      ] as const) {
        for (const question of [questions].flat()) {
          const found = await isAlike(pinned, question);
          asked.push({ wanted, found, text: `${pinned} <- ${question}` });
        }
      }
    }
    expect(asked.filter(({ wanted, found }) => found && !wanted).map(({ text }) => text)).toEqual(
      [],
    );
    const same = asked.filter(({ wanted }) => wanted);
    expect(same.filter(({ found }) => found).length / same.length).toBeGreaterThanOrEqual(least);
  });

  it('are told apart without a model where a name, a number, a day or a “not” differs', () => {
    const tells = (own: string, asked: string) =>
      differing(comparedQuestion(own), comparedQuestion(asked)) === null;
    expect(tells('How high is the Nurek dam?', 'how high is the rogun dam')).toBe(true);
    expect(tells('Who won in 1998?', 'Who won in 1989?')).toBe(true);
    expect(tells('Who won in 1998?', 'Who won?')).toBe(true);
    expect(tells('Is it open on Monday?', 'Is it open on Tuesday?')).toBe(true);
    expect(tells('Is it open?', 'Is it not open?')).toBe(true);
    expect(tells('Ist es offen?', 'Ist es nicht offen?')).toBe(true);
    expect(tells('Est-ce ouvert ?', "N'est-ce pas ouvert ?")).toBe(true);
    expect(tells('Это открыто?', 'Это не открыто?')).toBe(true);
    expect(tells('Is it free?', 'is it free or not')).toBe(false);
    expect(tells('When was the dam built?', 'Where was the dam built?')).toBe(true);
    expect(tells('How far is it from Oslo to Bergen?', 'How far is it from Bergen to Oslo?')).toBe(
      true,
    );
    expect(tells('How high is the Nurek dam?', 'nurek dam: how high is it?')).toBe(false);
    expect(tells('How do I turn off the light?', 'How do I turn on the light?')).toBe(true);
    expect(tells('How do I get from the inn to the pier?', 'How do I get to the inn?')).toBe(true);
    expect(tells('How do I apply?', 'When do I apply?')).toBe(true);
    expect(tells('Wie komme ich vom Hafen zur Burg?', 'Wie komme ich zum Hafen?')).toBe(true);
    expect(tells('What is the date of the fair?', 'What is the location of the fair?')).toBe(true);
  });

  it('may say the same in other words, of each language', () => {
    for (const [own, asked] of [
      ['How do I turn the sounds off?', 'How do I disable the sounds?'],
      ['What is the price of a kayak?', 'How much does a kayak cost?'],
      ['Who is the architect of the bridge?', 'Who designed the bridge?'],
      ['Why is it so narrow?', 'How come it is so narrow?'],
      ['Um wie viel Uhr öffnet das Museum?', 'Wann öffnet das Museum?'],
      ['Wer ist der Eigentümer der Mühle?', 'Wem gehört die Mühle?'],
      ['Quel est le prix du billet ?', 'Combien coûte le billet ?'],
      ['Где расположена мельница?', 'Где находится мельница?'],
    ] as const) {
      const difference = differing(comparedQuestion(own), comparedQuestion(asked));
      const heavy = [...(difference?.lost ?? []), ...(difference?.gained ?? [])];
      expect(difference, own).not.toBeNull();
      expect(
        heavy.flatMap(({ isLight, word }) => (isLight ? [] : [word])),
        own,
      ).toEqual([]);
    }
    // What both questions have stands for itself alone.
    const own = comparedQuestion('Who may vote in the election?');
    expect(differing(own, comparedQuestion('Who may bet in the election?'))?.lost).toHaveLength(1);
  });

  it('may be written with what editors say means the same', () => {
    const synonyms = synonymsOf([['nato', 'alliance']]);
    const own = comparedQuestion('When was NATO founded?');
    expect(differing(own, comparedQuestion('When was the alliance founded?'))).toBeNull();
    const asked = comparedQuestion('When was the alliance founded?', synonyms);
    expect(differing(own, asked)).toMatchObject({ lost: [], gained: [] });
  });

  it('take a few microseconds to compare', () => {
    const own = casesOf('pins-fit.json').map(({ pinned }) => comparedQuestion(pinned));
    const asked = comparedQuestion('How many people work at the mill by the river in the summer?');
    const rounds = 50;
    for (const one of own) differing(one, asked);
    const started = process.cpuUsage();
    for (let round = 0; round < rounds; round++) for (const one of own) differing(one, asked);
    const { user } = process.cpuUsage(started);
    const perHundredMs = (user / (rounds * own.length) / 1_000) * 100;
    expect(perHundredMs).toBeLessThan(2);
  });
});
