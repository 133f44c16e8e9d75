/** What is remembered of passages that are gone, and that no word is kept of what was taken out. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Citable, FormerPassages, hasWords } from '../../src/citations/former-passages.ts';
import type { Article } from '../../src/model.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';

let root: string;
let file: string;
let formers: FormerPassages;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'footnote-former-'));
  file = join(root, 'state', 'former-passages.jsonl');
  formers = await opened();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function opened(): Promise<FormerPassages> {
  const opened = new FormerPassages(diskState(join(root, 'state')));
  await opened.load();
  return opened;
}

/** All that can be cited of these articles. */
function citable(...articles: Article[]): Citable {
  const citations = articles.flatMap((article) =>
    article.blocks.map((paragraph) => {
      const { citation, sentences = [] } = makeExcerpt(article, paragraph);
      const passage = { ...paragraph, paragraph: paragraph.number, id: citation.id, sentences };
      return [citation.id, { article, passage }] as const;
    }),
  );
  return {
    articles: new Map(articles.map((article) => [article.id, article])),
    citations: new Map(citations),
    formerly: new Map(),
  };
}

const kiln = (...body: string[]) => makeArticle({ title: 'The kiln', body });
const BURNS = 'The kiln burns at twelve hundred degrees.';
const BETTER = 'The kiln burns at thirteen hundred degrees.';
const POTTER = 'Its potter is Ines Okafor of Mill Lane.';
const nothing = citable();

function idOf({ citations }: Citable, words: string): string {
  for (const [id, { article, passage }] of citations) {
    if (article.text.slice(passage.start, passage.end) === words) return id;
  }
  throw new Error(`Nobody says: ${words}`);
}

async function stored(): Promise<string> {
  await formers.settled();
  return readFileSync(file, 'utf8');
}

describe('FormerPassages', () => {
  it('remembers what was reworded, and of what was taken out only that it was', async () => {
    const before = citable(kiln(BURNS, POTTER));
    const after = citable(kiln(BETTER));
    await formers.note(before, after);
    const reworded = { text: BURNS, title: 'The kiln', paragraph: 1 };
    const [burns, potter] = [idOf(before, BURNS), idOf(before, POTTER)];
    expect(formers.get(burns)).toMatchObject(reworded);
    expect(formers.get(potter)).toEqual({ id: potter, goneAt: expect.any(Number) });
    expect(await stored()).not.toMatch(/Ines|Okafor|Mill/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await opened();
    // Nobody knows yet whether that is still so.
    expect(again.get(burns)).toEqual({ id: burns, goneAt: expect.any(Number) });
    await again.note(after, after);
    await again.settled();
    expect(again.get(burns)).toMatchObject(reworded);
    expect(again.get(potter)).toEqual(formers.get(potter));
  });

  it('keeps not a word of an article that goes, whenever it was reworded', async () => {
    const [first, second] = [citable(kiln(BURNS, POTTER)), citable(kiln(BETTER, POTTER))];
    await formers.note(first, second);
    expect(await stored()).toContain('twelve hundred');
    await formers.note(second, nothing);
    expect(await stored()).not.toMatch(/kiln|burns|degrees|potter/i);
    for (const id of [...first.citations.keys(), ...second.citations.keys()]) {
      expect(formers.get(id)).toEqual({ id, goneAt: expect.any(Number) });
    }
  });

  it('forgets a former wording when the passage is taken out at last', async () => {
    const loom = makeArticle({ title: 'The loom', body: ['The loom has forty shafts.'] });
    const other = makeArticle({ title: 'The loom', body: ['The loom has sixty shafts.'] });
    const first = citable(kiln(BURNS, POTTER), loom);
    await formers.note(first, citable(kiln(BETTER, POTTER), other));
    await formers.note(citable(kiln(BETTER, POTTER), other), citable(kiln(POTTER), other));
    expect(await stored()).not.toMatch(/burns/);
    expect(formers.get(idOf(first, BURNS))).not.toHaveProperty('text');
    // The other article has not changed: what is told of it stays.
    expect(formers.get(idOf(first, 'The loom has forty shafts.'))).toHaveProperty('text');
  });

  it('forgets what an older version has written of articles that are gone', async () => {
    const before = citable(kiln(BURNS, POTTER));
    await formers.note(before, citable(kiln(BETTER)));
    await formers.settled();
    const [id, old] = [idOf(before, POTTER), 'kkkkkk-mmmmmm'];
    const line = (id: string) =>
      JSON.stringify({ id, text: POTTER, title: 'The kiln', paragraph: 2, goneAt: 1 });
    writeFileSync(file, `${readFileSync(file, 'utf8')}${line(id)}\n${line(old)}\nnot JSON\n`);
    formers = await opened();
    // Nothing has changed since: the first look tells all the same.
    const now = citable(kiln(BETTER));
    await formers.note(now, now);
    expect(await stored()).not.toContain('Okafor');
    expect(formers.get(old)).toEqual({ id: old, goneAt: 1 });
    expect(formers.get(idOf(before, BURNS))).toHaveProperty('text', BURNS);
  });

  it('knows an article again that comes back', async () => {
    const before = citable(kiln(BURNS));
    await formers.note(before, nothing);
    await formers.note(nothing, before);
    await formers.note(before, citable(kiln(BETTER)));
    expect(formers.get(idOf(before, BURNS))).toMatchObject({ text: BURNS });
  });

  it('remembers that the ids of an earlier release led somewhere', async () => {
    const id = 'kkkkkk-mmmmmm';
    const before = { ...citable(kiln(BURNS)), formerly: new Map([[id, {}]]) };
    await formers.note(before, before);
    expect(formers.get(id)).toBeNull();
    await formers.note(before, nothing);
    expect(formers.get(id)).toEqual({ id, goneAt: expect.any(Number) });
  });

  it('costs nothing but the memory where nothing can be written', async () => {
    writeFileSync(join(root, 'state'), 'no folder');
    const before = citable(kiln(BURNS, POTTER));
    await formers.note(before, citable(kiln(BETTER, POTTER)));
    await formers.settled();
    const former = formers.get(idOf(before, BURNS));
    expect(former && hasWords(former)).toBe(true);
  });
});
