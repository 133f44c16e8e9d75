/** Answers of several parts, judged with the bundled models: what is found is what is asserted. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { highlightText } from '../../src/citations/quote.ts';
import type { OpenLibrary } from '../../src/library/library.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import type { Answer } from '../../src/model.ts';
import { projectRoot } from '../../src/project-root.ts';
import { silentReporter } from '../../src/reporter.ts';
import { writeFiles } from '../support/library.ts';

const DAM = `---
title: The Kolmbach dam
---

The valley had been farmed for six hundred years before anybody thought of closing it.

The Kolmbach dam is 107 metres high. Its crest is wide enough for a road.

Construction took eight years, and the lake was filled in the summer of 1955.

The Kolmbach dam was built by the engineer Hedwig Sailer and two thousand workers.

Today the lake is known for its trout, and for the ferry that crosses it in July.
`;

const BEES = `---
title: The bees of Karst Island
---

The island keeps four hundred hives, and every one of them is painted blue.

Orla Venn sells the honey at the harbour on Saturdays.

Winters are mild, so the colonies fly from February on.
`;

const POWER = `---
title: Power from the mountains
---

Engineers still argue about which valley was the better choice.

The Kolmbach dam is 112 m high.

The Kolmbach dam was built by the engineer Sailer.

Orla Venn sells the honey at the harbour on Saturdays.
`;

const FERRIES = `---
title: Getting about on Lake Orrin
---

The lake is eleven kilometres long, and the road on its northern shore is closed from November on.

## Ferries

Four ferries cross Lake Orrin in summer:

- The Anna, from Weil to the island
- The Berta, from Weil to Sand
- The Clara, for bicycles
- The Dora, at night

Tickets are sold on board, and dogs travel free of charge when they are carried.

## What to bring on the island walk

- Shoes with a firm sole
- Two litres of water
- A hat against the sun

## Rules

Whoever walks on the island keeps to three rules.

1. Fires are not lit anywhere.
2. Dogs stay on the leash.
3. Nests are left alone.
`;

const CLUB = `---
title: The Weil chess club
---

The club was founded by a baker in 1921 and has met in his cellar ever since.

## Officers of the club

- Chair: Ines Moor
- Treasurer: Paul Rieder
- Secretary: Jana Holm

The club offers courses on openings, endgames and blindfold play, each of them on a Tuesday.
`;

const folder = mkdtempSync(join(tmpdir(), 'footnote-several-'));
let library: OpenLibrary;
beforeAll(async () => {
  writeFiles(join(folder, 'articles'), {
    'dam.md': DAM,
    'bees.md': BEES,
    'power.md': POWER,
    'ferries.md': FERRIES,
    'club.md': CLUB,
  });
  library = openLibrary({
    articlesDir: join(folder, 'articles'),
    dataDir: join(folder, 'data'),
    watch: false,
    reporter: silentReporter,
    embedding: {
      model: 'footnote-encoder-v1',
      reader: 'footnote-reader-v1',
      bundledDir: join(projectRoot(), 'embeddings/models'),
      cacheDir: join(folder, 'models'),
    },
  });
  await library.whenReady();
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

const texts = ({ excerpts }: Answer) => excerpts.map(({ text }) => text);

describe('a question for two things', () => {
  it('gets the best passage of each, in their order', async () => {
    const answer = await library.ask('how high is the kolmbach dam and who built it', { count: 3 });
    expect(texts(answer)[0]).toMatch(/107 metres|112 m/);
    expect(texts(answer)[1]).toContain('Sailer');
    expect(answer.answered).toBe(true);
    expect(answer.parts).toMatchObject([
      { text: 'how high is the kolmbach dam', excerpt: { id: answer.excerpts[0]?.citation.id } },
      { text: 'who built it', excerpt: { id: answer.excerpts[1]?.citation.id } },
    ]);
  });

  it('has no passage twice, and scores that fall', async () => {
    const answer = await library.ask('who sells the honey and when', { count: 5 });
    expect(new Set(texts(answer)).size).toBe(answer.excerpts.length);
    expect(answer.parts?.[0]?.excerpt?.id).toBe(answer.parts?.[1]?.excerpt?.id);
    const scores = answer.excerpts.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('names the part that is not answered', async () => {
    const answer = await library.ask(
      'how high is the kolmbach dam and what is the capital of mongolia',
      { count: 3 },
    );
    expect(texts(answer)[0]).toMatch(/107 metres|112 m/);
    expect(answer.answered).toBe(true);
    expect(answer.parts?.[1]).toEqual({
      text: 'what is the capital of mongolia',
      judgement: 'no-answer',
      excerpt: null,
    });
  });

  it('is judged by its best part, and has no answer where no part has one', async () => {
    const answer = await library.ask('who is the mayor of paris and what is the price of tin', {
      count: 3,
    });
    expect(answer.judgement).toBe('no-answer');
    expect(answer.parts?.map(({ excerpt }) => excerpt)).toEqual([null, null]);
    expect(answer.excerpts.length).toBeGreaterThan(0);
  });
});

it('says nothing of parts where one thing is asked', async () => {
  const answer = await library.ask('How high is the Kolmbach dam?', { count: 3 });
  expect(answer).not.toHaveProperty('parts');
});

describe('where other articles say something of the same', () => {
  it('names the one that differs, with both values as they stand', async () => {
    const { excerpts } = await library.ask('How high is the Kolmbach dam?', { count: 3 });
    const [first] = excerpts;
    const [difference, ...others] = first?.differsIn ?? [];
    if (!first || !difference) throw new Error('nothing differs');
    expect(others).toEqual([]);
    const article = await library.article({ id: first.articleId });
    const other = await library.excerpt(difference);
    const theirs = other && (await library.article({ id: other.articleId }));
    expect([difference.own.text, difference.value.text].sort()).toEqual(['107 metres', '112 m']);
    expect(article?.text.slice(difference.own.start, difference.own.end)).toBe(difference.own.text);
    expect(theirs?.text.slice(difference.value.start, difference.value.end)).toBe(
      difference.value.text,
    );
    expect(first).not.toHaveProperty('alsoIn');
  });

  it('names the one that agrees', async () => {
    const { excerpts } = await library.ask('Who built the Kolmbach dam?', { count: 3 });
    const [first] = excerpts;
    expect(first?.alsoIn).toHaveLength(1);
    expect(first).not.toHaveProperty('differsIn');
    const other = await library.excerpt({ id: first?.alsoIn?.[0]?.id ?? '' });
    expect(other?.text).toContain('Sailer');
    expect(other?.articleId).not.toBe(first?.articleId);
  });

  it('names the one that has the same words', async () => {
    const { excerpts } = await library.ask('Who sells the honey?', { count: 3 });
    expect(excerpts[0]?.alsoIn).toHaveLength(1);
  });

  it('says it of each part of a question', async () => {
    const { excerpts } = await library.ask('how high is the kolmbach dam and who built it', {
      count: 3,
    });
    expect(excerpts[0]?.differsIn).toHaveLength(1);
    expect(excerpts[1]?.alsoIn).toHaveLength(1);
  });

  it('says nothing of what is no answer', async () => {
    const { answered, excerpts } = await library.ask('What is the price of tin?', { count: 3 });
    expect(answered).toBe(false);
    for (const excerpt of excerpts) expect(excerpt).not.toHaveProperty('alsoIn');
  });
});

describe('a question for several things gets the list', () => {
  it.each([
    [
      'Which ferries cross Lake Orrin?',
      ['Four ferries cross', 'The Anna', 'The Berta', 'The Clara', 'The Dora'],
    ],
    [
      'What things should I bring on the island walk?',
      ['Shoes with a firm sole', 'Two litres of water', 'A hat against the sun'],
    ],
    ['Who are the officers of the chess club?', ['Ines Moor', 'Paul Rieder', 'Jana Holm']],
    ['Which courses does the chess club offer?', ['openings, endgames and blindfold play']],
  ])('%s', async (question, expected) => {
    const { answered, excerpts } = await library.ask(question, { count: 5 });
    expect(answered).toBe(true);
    const shown = excerpts.map(({ text }) => text);
    for (const item of expected) {
      expect(shown.slice(0, expected.length + 1).some((text) => text.includes(item))).toBe(true);
    }
  });

  it('in the order of the article, behind what was found', async () => {
    const { excerpts, further } = await library.ask('Which ferries cross Lake Orrin?', {
      count: 5,
    });
    const [best, ...rest] = excerpts.slice(0, 5);
    const starts = rest.map(({ start }) => start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(best?.text).toMatch(/ferries|The /);
    const ids = [...excerpts.map(({ citation }) => citation.id), ...further.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('but not yet where it is of sentences that no colon leads in', async () => {
    const { excerpts } = await library.ask('What are the rules on the island?', { count: 1 });
    expect(excerpts[0]?.citation.section).toBe('Rules');
  });

  // An item is weighed with the one before it as if that were the sentence before.
  it.fails('and marks the item that a question for one thing is answered by', async () => {
    const { excerpts } = await library.ask('Who is the treasurer of the chess club?', { count: 1 });
    expect(excerpts.map(highlightText)).toEqual(['Treasurer: Paul Rieder']);
  });

  it('and a question for one thing does not', async () => {
    const { excerpts } = await library.ask('Who is the treasurer of the chess club?', { count: 1 });
    expect(excerpts.map(({ text }) => text)).toEqual([
      expect.stringContaining('Treasurer: Paul Rieder'),
    ]);
  });
});
