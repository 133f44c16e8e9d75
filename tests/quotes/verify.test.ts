import { beforeAll, describe, expect, it } from 'vitest';
import type { QuoteCorpus } from '../../src/quotes/corpus.ts';
import type { Verdict } from '../../src/quotes/verdict.ts';
import { findExact, verifyQuote } from '../../src/quotes/verify.ts';
import { corpusOf, quotable, RUSSIAN } from './corpora.ts';

const ENGLISH = `# The dam

The minister did not say that the dam was safe. “It holds,” she said, “and that’s all I know.” Non-violent protests went on—for 3.5 years—until 1990. Did anyone listen? Nobody did.

Its turbines run at 50% of what they could; the rest is lost. The cost rose by -5 dollars.

## Later

The valley was flooded in spring. A re-sign of the contract followed.

The valley was flooded in spring. A new village was built on the hill above the water.
`;

let corpus: QuoteCorpus;
let dam: Awaited<ReturnType<typeof quotable>>;
beforeAll(async () => {
  dam = await quotable(ENGLISH, 'dam.md');
  corpus = await corpusOf([dam, await quotable(RUSSIAN, 'talks.md')]);
});

const verdict = (quote: string): Verdict => verifyQuote(quote, corpus);
const shown = (quote: string): string => {
  const found = verdict(quote);
  if (found.kind !== 'altered') return found.kind;
  const marks = { same: ['', ''], 'left-out': ['[-', '-]'], 'put-in': ['{+', '+}'] } as const;
  return found.diff.map(({ op, text }) => marks[op][0] + text + marks[op][1]).join('');
};

describe('a verbatim quote', () => {
  it.each([
    ['The minister did not say that the dam was safe.', []],
    ['“The minister did not say that the dam was safe.”', []],
    ['THE MINISTER did not say', ['case']],
    ['"It holds," she said, "and that\'s all I know."', ['quotation marks', 'apostrophes']],
    ['It holds, she said, and that’s all I know', ['quotation marks']],
    ['protests went on - for 3.5 years - until 1990', ['dashes', 'spaces']],
    ['protests went on -- for 3.5 years -- until 1990', ['dashes', 'spaces']],
    ['did not\n  say that\u00a0the dam', ['spaces']],
    ['the dam was safe,', ['final punctuation']],
    ['did not say that.', ['final punctuation']],
    ['run at 50 % of what', ['spaces']],
    ['the d\u200bam was safe', ['invisible characters']],
    ['The valley was ﬂooded in spring.', ['letter forms']],
    ['**The valley** was [flooded](https://example.org) in _spring_.', ['formatting']],
    ['> The valley was flooded\n> in spring.', ['spaces', 'formatting']],
    ['[t]he valley was flooded', ['case']],
    ['Второй раунд начался позже... и длился', ['ellipses']],
    ['МИНИСТР НЕ СКАЗАЛ, что война окончена', ['case']],
    ['Он лишь заметил: "Мы готовы говорить"', ['quotation marks']],
  ])('%j', (quote, differences) => {
    const found = verdict(quote);
    expect(found.kind).toBe('verbatim');
    expect(new Set(found.kind === 'verbatim' ? found.differences : null)).toEqual(
      new Set(differences),
    );
  });

  it('says exactly where it stands', () => {
    const found = verdict('DID ANYONE LISTEN?');
    if (found.kind !== 'verbatim') throw new Error(found.kind);
    const [{ articleId, citationId, start, end }] = found.parts;
    expect(dam.article.text.slice(start, end)).toBe('Did anyone listen?');
    expect([articleId, citationId]).toEqual([dam.article.id, dam.passages[0]?.id]);
    expect(found.places).toBe(1);
  });

  it('counts the places it stands in and takes the one that differs least', () => {
    const found = verdict('The valley was flooded in spring.');
    expect(found).toMatchObject({ places: 2, differences: [] });
  });
});

describe('ellipses', () => {
  it.each(['…', '...', '[…]', '[...]', '(…)', '<...>', '. . .', '[ … ]'])(
    '%s stands for words left out',
    (ellipsis) => {
      const found = verdict(`The minister did not say ${ellipsis} was safe`);
      if (found.kind !== 'verbatim') throw new Error(found.kind);
      expect(found.parts).toHaveLength(2);
      expect(
        found.omissions.map(({ start, end }) => dam.article.text.slice(start, end).trim()),
      ).toEqual(['that the dam']);
    },
  );

  it('may stand at the ends and reach into another passage', () => {
    expect(verdict('… did not say that […] the rest is lost …')).toMatchObject({
      kind: 'verbatim',
      joined: false,
      parts: [{ citationId: dam.passages[0]?.id }, { citationId: dam.passages[1]?.id }],
    });
  });

  it('keep the order, the article, and the words around them', () => {
    expect(verdict('the rest is lost … did not say that').kind).toBe('altered');
    expect(verdict('did not say that … война окончена').kind).not.toBe('verbatim');
    expect(shown('The minister did … say that the dam is safe')).toBe(
      'The minister did … say that the dam [-was-] {+is+} safe',
    );
    expect(verdict('un…believable').kind).toBe('not-found');
  });

  it('do not let single words be collected from everywhere', () => {
    expect(verdict('minister … village').kind).not.toBe('verbatim');
    expect(verdict('minister … hill').kind).not.toBe('verbatim');
    expect(verdict('Did anyone … ?').kind).toBe('verbatim');
    expect(verdict('The valley was flooded … ?').kind).not.toBe('verbatim');
  });
});

describe('an altered quote', () => {
  it.each([
    ['The minister did say that the dam was safe.', 'did [-not-] say'],
    ['The minister did not say that the dam is safe.', 'dam [-was-] {+is+} safe'],
    ['The minister did not ever say that the dam was safe', 'not {+ever+} say'],
    ['“It holds” she said', 'holds[-,-]” she'],
    ['until 1991. Did anyone listen?', '[-1990-] {+1991+}'],
    ['on—for 35 years—until', '[-3.5-] {+35+}'],
    ['Nobody did listen.', '{+listen+}'],
    ['Did anyone listen. Nobody did', 'listen[-?-]{+.+} Nobody'],
    ['Did anyone listen!', 'listen[-?-]{+!+}'],
    ['violent protests went on', '[-Non--]violent protests'],
    ['cost rose by 5 dollars', 'by [--] {+5+}'],
    ['the dam was sa', '[-safe-] {+sa+}'],
    ['the dаm was safe', '[-dam-] {+dаm+} was safe'],
    ['the minister [of energy] did not say', '{+[of energy]+}'],
    ['A resign of the contract followed', '[-re-sign-] {+resign+}'],
    ['Министр сказал, что война окончена.', 'Министр [-не-] сказал'],
    ['Все ещё идут бои, но жители', '[-Всё-] {+Все+} ещё'],
    ['Через три дня, 15 мая, стороны', '[-14-] {+15+} мая'],
  ])('%j', (quote, part) => {
    if (quote.includes('5 dollars')) expect(verdict(quote).kind).toBe('altered');
    else expect(shown(quote)).toContain(part);
  });

  it('tells how close it is, never all', () => {
    const near = verdict('The minister did not say that the dam was very safe.');
    const far = verdict('The minister did not say that a dam will ever be quite safe.');
    if (near.kind !== 'altered' || far.kind !== 'altered') throw new Error('not altered');
    expect(near.similarity).toBeLessThan(1);
    expect(near.similarity).toBeGreaterThan(far.similarity);
    expect(far.similarity).toBeGreaterThan(0);
  });

  it('gives the source back when what was put in is taken out again', () => {
    const found = verdict('The minister never said that the big dam was safe.');
    if (found.kind !== 'altered') throw new Error(found.kind);
    const source = found.diff.filter(({ op }) => op !== 'put-in').map(({ text }) => text);
    expect(source.join('').replace(/\s+/g, ' ').trim()).toBe(
      'The minister did not say that the dam was safe.',
    );
    const { start, end } = found.nearest;
    expect(dam.article.text.slice(start, end)).toContain('did not say that the dam was safe');
  });
});

describe('a quote that joins passages', () => {
  it('is verbatim where they follow each other, and said to be joined', () => {
    expect(verdict('Nobody did. Its turbines run at 50%')).toMatchObject({
      kind: 'verbatim',
      joined: true,
      parts: [{ citationId: dam.passages[0]?.id }, { citationId: dam.passages[1]?.id }],
    });
  });

  it('is altered where they do not, and its pieces are named', () => {
    const found = verdict(
      'The minister did not say that the dam was safe. A new village was built on the hill.',
    );
    expect(found).toMatchObject({
      kind: 'altered',
      pieces: [{ citationId: dam.passages[0]?.id }, { citationId: dam.passages[3]?.id }],
    });
  });

  it('is altered where it changes the order of sentences', () => {
    const found = verdict('Nobody did. Did anyone listen?');
    expect(found.kind).toBe('altered');
  });
});

describe('what is in no article', () => {
  it.each([
    '',
    '   ',
    '…',
    '?!',
    '“”',
    'The bridge over the river fell down in the great storm.',
    'Президент подписал новый закон о налогах.',
  ])('%j is not found', (quote) => expect(verdict(quote)).toEqual({ kind: 'not-found' }));

  it('is not found in an empty corpus', async () => {
    expect(verifyQuote('Nobody did.', await corpusOf([]))).toEqual({ kind: 'not-found' });
  });
});

describe('findExact', () => {
  it('finds what stands in one passage and nothing else', () => {
    expect(findExact('nobody did', corpus)?.citationId).toBe(dam.passages[0]?.id);
    expect(findExact('Nobody did. Its turbines run', corpus)).toBeNull();
    expect(findExact('The minister … safe', corpus)).toBeNull();
    expect(findExact('Somebody did', corpus)).toBeNull();
  });
});

describe('hostile quotes', () => {
  it.each([
    ['brackets', '['.repeat(9000)],
    ['stars', '*a'.repeat(4500)],
    ['backticks', '`'.repeat(9000)],
    ['dots', '. '.repeat(4500)],
    ['one word', 'the '.repeat(2400)],
    ['invisible', '\u200b'.repeat(9000)],
    ['links', '[a]('.repeat(2200)],
    ['apostrophes', "a'".repeat(4500)],
    ['digits', '1,'.repeat(4500)],
    ['ellipses', 'the … '.repeat(1500)],
  ])('of %s are answered', (_, quote) => {
    expect(verdict(quote).kind).not.toBe('verbatim');
  });
});
