import { describe, expect, it } from 'vitest';
import { sentenceBefore } from '../../src/articles/sentence-before.ts';
import { splitSentences } from '../../src/articles/sentences.ts';
import type { Article, Passage } from '../../src/model.ts';

/** An article of paragraphs, each `section: text`, and its passages: one a paragraph. */
function written(language: string | null, ...lines: readonly (readonly [string | null, string])[]) {
  const text = lines.map(([, line]) => line).join('\n\n');
  let at = 0;
  const passages = lines.map(([section, line], index): Passage => {
    const start = text.indexOf(line, at);
    at = start + line.length;
    const sentences = splitSentences(line, language).map((span) => ({
      start: span.start + start,
      end: span.end + start,
    }));
    return { id: '', paragraph: index + 1, section, start, end: at, sentences };
  });
  const article: Article = {
    ...{ title: 'Dams', author: null, publisher: null, published: null, url: null, language },
    ...{ id: 'a', file: 'a.md', part: 1, text, hash: '' },
    headings: [],
    blocks: passages.map(({ start, end, section, paragraph: number }) => ({
      ...{ kind: 'paragraph', start, end, section, number },
    })),
  };
  return { article, passages };
}

function standsOn(
  language: string | null,
  ...lines: readonly (readonly [string | null, string])[]
) {
  const { article, passages } = written(language, ...lines);
  return passages.map((passage) => sentenceBefore(article, passage));
}

describe('the sentence before a passage', () => {
  it('is the one that names what the passage calls “it”', () => {
    const dam = 'The valley is steep. The Mooser dam closes it.';
    expect(standsOn('en', [null, dam], [null, 'It is 107 m high.'])).toEqual([
      null,
      'The Mooser dam closes it.',
    ]);
  });

  it('is passed over where it points further back itself', () => {
    const dam = 'The Mooser dam closes the valley. It was built in 1955.';
    expect(standsOn('en', [null, dam], [null, 'Its crest is 494 m long.'])[1]).toBe(
      'The Mooser dam closes the valley.',
    );
  });

  it('is of the same section, and only where the passage needs it', () => {
    expect(standsOn('en', ['A', 'The dam holds.'], ['B', 'It is high.'])).toEqual([null, null]);
    expect(standsOn('en', ['A', 'The dam holds.'], ['A', 'Itaipu is high.'])).toEqual([null, null]);
    expect(standsOn('en', [null, 'It is high.'])).toEqual([null]);
  });

  it.each([
    ['en', 'Two dams hold it: Mooser and Drossen.', 'The latter is 112 m high.'],
    ['de', 'Die Staumauer heißt Mooser.', 'Sie ist 107 m hoch.'],
    ['fr', 'Le barrage ferme la vallée.', 'Celui-ci mesure 107 m.'],
    ['ru', 'Плотина перекрывает долину.', 'Она построена в 1955 году.'],
  ])('is found in %s', (language, first, second) => {
    expect(standsOn(language, [null, first], [null, second])[1]).toBe(first);
  });

  it('is found inside a paragraph that was cut', () => {
    const { article, passages } = written('en', [null, 'The dam holds. It is high.']);
    const [whole] = passages;
    const [, last] = whole?.sentences ?? [];
    if (!whole || !last) throw new Error('no sentences');
    const cut = { ...whole, start: last.start, sentences: [last] };
    expect(sentenceBefore(article, cut)).toBe('The dam holds.');
  });

  it('is none that is longer than what is looked at', () => {
    const long = `The dam ${'and the lake '.repeat(200)}holds.`;
    expect(standsOn('en', [null, long], [null, 'It is high.'])[1]).toBeNull();
  });
});
