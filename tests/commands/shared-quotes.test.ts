/** What the bot shared is verified as it stands in the channel: every kind, with context, as a picture, of before. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCards } from '../../src/cards/cards.ts';
import { SENTENCE_ONLY } from '../../src/citations/quote.ts';
import { widen } from '../../src/citations/widen.ts';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import { wholeQuote } from '../../src/discord/fitted-quote.ts';
import type { Excerpt } from '../../src/model.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import type { NotedIds } from '../released/noted-ids.ts';
import { answerTo, type BotPair, expectGoodRequests, startBotPair } from '../support/bot.ts';
import { openSharedLibrary } from '../support/open-library.ts';
import { buttonsIn, textsOf } from '../support/shown.ts';

const RELEASED = join(import.meta.dirname, '..', 'released');
const noted: NotedIds = JSON.parse(readFileSync(join(RELEASED, 'ids.json'), 'utf8'));

/** The bot over articles with blocks of every kind, which makes cards, and every passage of theirs. */
async function open() {
  const folder = join(RELEASED, 'articles');
  const { library, remove } = await openSharedLibrary(
    Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    ),
  );
  await library.quotes.ready();
  const cards = openCards();
  expect(await cards.known).toBe(true);
  const pair = await startBotPair(library, { quotes: library.quotes, cards });
  const traces = await Promise.all(noted.cited.map(({ id }) => library.trace({ id })));
  const excerpts = new Map(
    traces.flatMap((trace) =>
      trace.state === 'current' ? [[trace.excerpt.citation.id, trace.excerpt] as const] : [],
    ),
  );
  const close = async (): Promise<void> => {
    await pair.close();
    await cards.close();
    await remove();
  };
  return { library, pair, excerpts: [...excerpts.values()], close };
}

type Opened = Awaited<ReturnType<typeof open>>;
let opened: Opened;
beforeAll(async () => {
  opened = await open();
});
afterAll(() => opened.close());

/** A message of the bot's on which any of its buttons may be pressed. */
async function aMessage(): Promise<APIMessage> {
  const {
    pair,
    excerpts: [first],
  } = opened;
  const options = { id: first?.citation.id ?? '' };
  return (await answerTo(pair.newcomer().runCommand({ name: 'cite', options }))).message;
}

/** The first and the last of those that are made of the same kinds of pieces. */
function someOf(excerpts: readonly Excerpt[]): Excerpt[] {
  const kindsOf = ({ pieces }: Excerpt) => pieces.map(({ kind }) => kind).join(' ');
  const byKinds = new Map<string, Excerpt[]>();
  for (const one of excerpts)
    byKinds.set(kindsOf(one), [...(byKinds.get(kindsOf(one)) ?? []), one]);
  return [...byKinds.values()].flatMap((all) =>
    [...new Set([all[0], all.at(-1)])].flatMap((one) => one ?? []),
  );
}

/** What "Verify quotes" says of a message: its first lines, of each verdict. */
async function verdictsOn(who: Actor, { id }: Pick<APIMessage, 'id'>): Promise<string[]> {
  const { message, ephemeral } = await answerTo(who.runMessageCommand('Verify quotes', id));
  expect(ephemeral).toBe(true);
  return textsOf(message).flatMap((text) => text.match(/^(?:✅|⚠️|❌|No quotation).*$/gmu) ?? []);
}

/** Puts a message into the channel as it was in a release of before, or as somebody forges it. */
async function stands(pair: BotPair, fields: object): Promise<APIMessage> {
  const { id } = await pair.member.sendMessage(CHANNELS.general, 'x');
  const stored = pair.standIn.world.messages.get(id);
  if (!stored) throw new Error('Just written');
  stored.data = { ...stored.data, content: '', ...fields };
  return stored.data;
}

const VERBATIM = '✅ Verbatim: these words are in the articles.';

describe('what the bot shared', () => {
  it('is verbatim: sentences, rows, lists, code, quotations, definitions, alone and with context', async () => {
    const { pair, excerpts } = opened;
    const posted = await aMessage();
    const wrong: string[] = [];
    expect(excerpts.length).toBeGreaterThan(20);
    const kinds = new Set(excerpts.flatMap(({ pieces }) => pieces.map(({ kind }) => kind)));
    expect([...kinds]).toEqual(expect.arrayContaining(['item', 'row', 'code', 'speaker', 'term']));
    for (const excerpt of someOf(excerpts)) {
      const ref = { id: excerpt.citation.id, sentence: excerpt.sentence };
      for (const steps of [SENTENCE_ONLY, 0, 3]) {
        const id = encodeCustomId({ name: 'share', ref, steps });
        const who = pair.newcomer();
        const shared = await (await who.click(posted.id, id, { forged: true })).followUp();
        const said = await verdictsOn(who, shared);
        if (said.length === 1 && said[0]?.startsWith('✅ Verbatim')) continue;
        wrong.push(`${said.join(' ')}: ${textsOf(shared)[0]}`);
      }
    }
    expect(wrong).toEqual([]);
    expectGoodRequests(pair.standIn);
  });

  it('is verbatim in what it was forwarded with, too, and in an answer of several', async () => {
    const { pair, excerpts } = opened;
    const posted = await aMessage();
    const row = excerpts.find(({ pieces }) => pieces.some(({ kind }) => kind === 'row'));
    const ref = { id: row?.citation.id ?? '', sentence: 0 };
    const id = encodeCustomId({ name: 'share', ref, steps: 4 });
    const who = pair.newcomer();
    const shared = await (await who.click(posted.id, id, { forged: true })).followUp();
    const { components, flags, type, timestamp } = shared;
    const snapshot = { message: { content: '', embeds: [], components, flags, type, timestamp } };
    const forwarded = await stands(pair, { message_snapshots: [snapshot] });
    expect(await verdictsOn(who, forwarded)).toEqual([VERBATIM]);
    const options = { question: 'How deep is the lake?', count: 3, visible: true };
    const { message } = await answerTo(who.runCommand({ name: 'ask', options }));
    const verdicts = await verdictsOn(who, message);
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.every((line) => line.startsWith('✅'))).toBe(true);
  });

  it('is altered where somebody imitates it with other words, whatever its buttons lead to', async () => {
    const { pair, excerpts } = opened;
    const posted = await aMessage();
    const deep = excerpts.find(({ text }) => text.includes('95 metres'));
    if (!deep) throw new Error('The article says so');
    const sentence = deep.sentences?.findIndex(({ start, end }) =>
      deep.text.slice(start - deep.start, end - deep.start).includes('95'),
    );
    const ref = { id: deep.citation.id, sentence: sentence ?? 0 };
    const id = encodeCustomId({ name: 'share', ref, steps: SENTENCE_ONLY });
    const who = pair.newcomer();
    const shared = await (await who.click(posted.id, id, { forged: true })).followUp();
    expect(await verdictsOn(who, shared)).toEqual([VERBATIM]);
    const forge = (from: string, to: string) =>
      stands(pair, {
        flags: shared.flags,
        components: JSON.parse(JSON.stringify(shared.components).replaceAll(from, to)),
      });
    expect(await verdictsOn(who, await forge('95', '59'))).toEqual([
      expect.stringMatching(/^⚠️ Altered/),
    ]);
    // Words beside the quote that are quoted as well are read as well.
    const beside = '**He said “the lake is deeper than the sea itself is”**';
    const title = JSON.stringify(`**${deep.citation.article}**`);
    expect(JSON.stringify(shared.components)).toContain(title);
    const said = await verdictsOn(who, await forge(title, JSON.stringify(beside)));
    expect(said).toHaveLength(2);
    expect(said).toContain(VERBATIM);
  });
});

describe('what it shared in earlier releases', () => {
  /** As release 0.1 did, and the one that gave quotes their kinds. */
  const legacy = (excerpt: Excerpt, quote: string, buttons: readonly object[]) => ({
    content: 'Shared by <@1300000000000000010>',
    embeds: [
      {
        type: 'rich',
        title: excerpt.citation.article,
        description: quote,
        footer: { text: `Plans · ¶ 3 · ${excerpt.citation.publisher} · ${excerpt.citation.id}` },
        author: { name: 'Ada Hale' },
      },
    ],
    components: buttons.length === 0 ? [] : [{ type: 1, components: buttons }],
  });

  it('is verbatim, too', async () => {
    const { library, pair, excerpts } = opened;
    const wrong: string[] = [];
    for (const excerpt of someOf(excerpts)) {
      const article = await library.article({ id: excerpt.articleId });
      if (!article) throw new Error('It has just been read');
      for (const steps of [0, 3]) {
        const ref = { id: excerpt.citation.id, sentence: excerpt.sentence };
        const custom_id = encodeCustomId({ name: 'copy', ref, steps });
        const copy = { type: 2, style: 2, label: 'Copy', custom_id };
        const quote = wholeQuote(widen(article, excerpt, steps));
        const message = await stands(pair, legacy(excerpt, quote, [copy]));
        const said = await verdictsOn(pair.newcomer(), message);
        if (said.length !== 1 || !said[0]?.startsWith('✅')) wrong.push(`${said}: ${quote}`);
      }
      // Release 0.1 had no buttons under what it shared, and drew a row as the text that it is.
      const plain = excerpt.text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
      const said = await verdictsOn(
        pair.newcomer(),
        await stands(pair, legacy(excerpt, plain, [])),
      );
      if (!said[0]?.startsWith('✅')) wrong.push(`${said}: ${plain}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a quote card', () => {
  it('is verified by the description of the picture, altered words of it are altered', async () => {
    const { pair, excerpts } = opened;
    const posted = await aMessage();
    const ofKind = (wanted: string) =>
      excerpts.find(({ pieces }) => pieces.some(({ kind }) => kind === wanted));
    const kinds = ['prose', 'item', 'row', 'code', 'speaker', 'term', 'line'].flatMap(
      (kind) => ofKind(kind) ?? [],
    );
    expect(kinds.length).toBeGreaterThan(4);
    const who = pair.newcomer();
    const cardOf = async (excerpt: Excerpt): Promise<APIMessage> => {
      const ref = { id: excerpt.citation.id, sentence: excerpt.sentence };
      const id = encodeCustomId({ name: 'picture', theme: 'light', ref, steps: 0 });
      return (await who.click(posted.id, id, { forged: true })).followUp();
    };
    for (const excerpt of kinds) {
      expect(await verdictsOn(who, await cardOf(excerpt)), excerpt.text).toEqual([
        expect.stringMatching(/^✅ Verbatim/),
      ]);
    }
    const deep = excerpts.find(({ text }) => text.includes('95 metres'));
    if (!deep) throw new Error('The article says so');
    const card = await cardOf(deep);
    const components = JSON.parse(JSON.stringify(card.components).replaceAll('95 met', '59 met'));
    const forged = await stands(pair, { flags: card.flags, components });
    expect(await verdictsOn(who, forged)).toEqual([expect.stringMatching(/^⚠️ Altered/)]);
    const { message } = await answerTo(who.runMessageCommand('Verify quotes', card.id));
    expect(textsOf(message)[0]).toBe(`${VERBATIM}\n-# In the description of the picture`);
    expect(buttonsIn(message).map(({ label }) => label)).toContain('Context');
    expectGoodRequests(pair.standIn);
  });
});
