/** What the index remembers of each passage: its terms in order, their shapes, its sentences. */
import type { Span } from '../model.ts';
import { shapesOf } from './answer-shapes.ts';
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
  /** Term numbers of the title and the section. */
  readonly context: Uint32Array;
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
  },
): IndexedPassage {
  const found = tokenize(entry.text);
  const sentenceEnds = new Uint32Array(Math.max(1, entry.sentences.length)).fill(found.length);
  let sentence = 0;
  for (const [index, token] of found.entries()) {
    while (token.start >= (entry.sentences[sentence + 1]?.start ?? Number.POSITIVE_INFINITY)) {
      sentenceEnds[sentence++] = index;
    }
  }
  const numbered = (tokens: typeof found) =>
    Uint32Array.from(tokens, ({ term }) => (term === '' ? 0 : internTerm(vocabulary, term)));
  return {
    slot: entry.slot,
    articleId: entry.articleId,
    tokens: numbered(found),
    shapes: shapesOf(entry.text, found, sentenceEnds),
    sentenceEnds,
    context: numbered(tokenize(`${entry.title}\n${entry.section ?? ''}`)).filter((id) => id > 0),
  };
}
