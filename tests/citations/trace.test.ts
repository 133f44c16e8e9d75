/** Every fate of a citation is told from where its passage and its article are now. */
import { describe, expect, it } from 'vitest';
import type { FormerPassage } from '../../src/citations/former-passages.ts';
import { traceCitation } from '../../src/citations/trace.ts';
import type { ArticleSummary } from '../../src/model.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';

const article = makeArticle({ title: 'The kiln', body: ['The kiln burns. It is hot.'] });
const [paragraph] = article.blocks;
if (!paragraph) throw new Error('No paragraph');
const place = makeExcerpt(article, paragraph);
const { citation } = place;
const { text: _text, hash: _hash, headings: _headings, blocks: _blocks, ...rest } = article;
const summary: ArticleSummary = { ...rest, paragraphs: 1 };
const former: FormerPassage = {
  id: citation.id,
  text: 'The kiln burned.',
  title: 'The kiln',
  paragraph: 1,
  goneAt: 0,
};
const nowhere = {
  current: () => null,
  byWords: () => null,
  article: () => null,
  former: () => null,
};

describe('traceCitation', () => {
  it('finds the passage by its id, in any spelling', async () => {
    const asked: string[] = [];
    const source = {
      ...nowhere,
      current: (id: string) => {
        asked.push(id);
        return place;
      },
    };
    const trace = await traceCitation(` [${citation.id.toUpperCase()}] `, source);
    expect(trace).toMatchObject({ state: 'current', excerpt: { citation } });
    expect(asked).toEqual([citation.id]);
  });

  it('finds the same words elsewhere by the second half', async () => {
    const [, words] = citation.id.split('-');
    const source = { ...nowhere, byWords: (half: string) => (half === words ? place : null) };
    expect(await traceCitation(`000000-${words}`, source)).toMatchObject({
      state: 'moved',
      excerpt: { text: 'The kiln burns. It is hot.' },
    });
  });

  it('tells an edited article from one that is gone, with what is remembered', async () => {
    const known = (id: string) => (id === article.id ? summary : null);
    expect(await traceCitation(citation.id, { ...nowhere, article: known })).toEqual({
      state: 'changed',
      article: summary,
      former: null,
    });
    const remembered = { ...nowhere, former: () => former };
    expect(await traceCitation(citation.id, { ...remembered, article: known })).toMatchObject({
      state: 'changed',
      former,
    });
    expect(await traceCitation(citation.id, remembered)).toEqual({ state: 'gone' });
    expect(await traceCitation(citation.id, nowhere)).toEqual({ state: 'unknown' });
  });

  it('has no words of what was taken out of an article that stays', async () => {
    const known = (id: string) => (id === article.id ? summary : null);
    const { id, goneAt } = former;
    const silent = { ...nowhere, former: () => ({ id, goneAt }) };
    expect(await traceCitation(citation.id, { ...silent, article: known })).toEqual({
      state: 'changed',
      article: summary,
      former: null,
    });
    expect(await traceCitation(citation.id, silent)).toEqual({ state: 'gone' });
  });

  it('knows nothing of what is no id', async () => {
    const source = { ...nowhere, current: () => place, byWords: () => place };
    expect(await traceCitation('not an id', source)).toEqual({ state: 'unknown' });
  });
});
