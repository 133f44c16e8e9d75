/** What the index remembers of each passage: its terms in order, their shapes, its sentences. */
import { languageCode } from '../languages/languages.ts';
import type { Span } from '../model.ts';
import { shapesOf } from './answer-shapes.ts';
import { languageMarks } from './searched-languages.ts';
import { tokenize } from './terms.ts';
import { internTerm, type Vocabulary } from './vocabulary.ts';

/** A passage as numbers. */
export interface IndexedPassage {
  readonly slot: number;
  readonly articleId: string;
  /** Term numbers in the order of the text; 0 is a stop word. */
  readonly tokens: Uint32Array;
  /** By token: a set of `Shape` bits. */
  readonly shapes: Uint8Array;
  /** By sentence: the index after its last token; the last one is `tokens.length`. */
  readonly sentenceEnds: Uint32Array;
  /** Term numbers of the title and the section, and the mark of the passage's language. */
  readonly context: Uint32Array;
  /** The distinct numbers in `tokens` without 0, in the order of first use; not saved. */
  readonly terms: Uint32Array;
  /** How often each of `terms` occurs, 255 at most; not saved. */
  readonly counts: Uint8Array;
}

const MOST_OCCURRENCES = 255;
/** By term number: 1 + its place in `terms` while one passage is counted, otherwise 0. */
let places = new Uint32Array(1024);

/** The `terms` and `counts` of a passage. */
export function countTerms(tokens: Uint32Array): Pick<IndexedPassage, 'terms' | 'counts'> {
  const terms = new Uint32Array(tokens.length);
  const counts = new Uint8Array(tokens.length);
  let distinct = 0;
  for (const term of tokens) {
    if (term === 0) continue;
    if (term >= places.length) {
      const grown = new Uint32Array(2 * term);
      grown.set(places);
      places = grown;
    }
    const place = places[term] as number;
    if (place === 0) {
      terms[distinct] = term;
      counts[distinct] = 1;
      places[term] = ++distinct;
    } else if ((counts[place - 1] as number) < MOST_OCCURRENCES) {
      counts[place - 1] = (counts[place - 1] as number) + 1;
    }
  }
  for (let place = 0; place < distinct; place++) places[terms[place] as number] = 0;
  return { terms: terms.slice(0, distinct), counts: counts.slice(0, distinct) };
}

/** Turns a passage into numbers; its terms enter the vocabulary, without being counted yet. */
export function indexPassage(
  vocabulary: Vocabulary,
  entry: {
    readonly slot: number;
    readonly text: string;
    readonly sentences: readonly Span[];
    readonly title: string;
    readonly section: string | null;
    readonly articleId: string;
    readonly language: string | null;
  },
): IndexedPassage {
  const language = languageCode(entry.language ?? '');
  const found = tokenize(entry.text, language);
  const sentenceEnds = new Uint32Array(Math.max(1, entry.sentences.length)).fill(found.length);
  let sentence = 0;
  for (const [index, token] of found.entries()) {
    while (token.start >= (entry.sentences[sentence + 1]?.start ?? Number.POSITIVE_INFINITY)) {
      sentenceEnds[sentence++] = index;
    }
  }
  const numbered = (tokens: typeof found) =>
    Uint32Array.from(tokens, ({ term }) => (term === '' ? 0 : internTerm(vocabulary, term)));
  const tokens = numbered(found);
  return {
    slot: entry.slot,
    articleId: entry.articleId,
    tokens,
    ...countTerms(tokens),
    shapes: shapesOf(entry.text, found, sentenceEnds, language),
    sentenceEnds,
    context: Uint32Array.of(
      ...numbered(tokenize(`${entry.title}\n${entry.section ?? ''}`, language)).filter(
        (id) => id > 0,
      ),
      ...languageMarks(entry.text, language).map((mark) => internTerm(vocabulary, mark)),
    ),
  };
}
