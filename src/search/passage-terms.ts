/** A passage's text as an index is told it: its terms in order, their shapes, where sentences end. */
import type { PassageTerms } from '../index/passage-index.ts';
import { languageOfScript, scriptOf } from '../languages/detect.ts';
import { languageCode } from '../languages/languages.ts';
import type { Span } from '../model.ts';
import { abbreviationsIn } from './abbreviations.ts';
import { shapesOf } from './answer-shapes.ts';
import { tokenize } from './terms.ts';

/** What is told of a passage before it is taken apart. */
export interface IndexedText {
  readonly text: string;
  /** Offsets into `text`. */
  readonly sentences: readonly Span[];
  readonly title: string;
  readonly section: string | null;
  /** What it is not understood without, such as what heads a row or the sentence before; never quoted. */
  readonly context: string | null;
  readonly articleId: string;
  /** BCP 47 tag: as the article says, else as the passage or the article looks; else null. */
  readonly language: string | null;
}

/** Takes a passage apart. */
export function passageTerms(
  told: Pick<IndexedText, 'text' | 'sentences' | 'title' | 'section' | 'context' | 'language'>,
): PassageTerms {
  const { text, sentences, title, section, context } = told;
  const language = languageCode(told.language ?? '');
  const found = tokenize(text, language);
  const sentenceEnds = new Uint32Array(Math.max(1, sentences.length)).fill(found.length);
  let sentence = 0;
  for (const [index, token] of found.entries()) {
    while (token.start >= (sentences[sentence + 1]?.start ?? Number.POSITIVE_INFINITY)) {
      sentenceEnds[sentence++] = index;
    }
  }
  const script = scriptOf(text);
  const headings = [title, section ?? ''].map((heading) => ({
    heading,
    tokens: tokenize(heading, language),
  }));
  const abbreviations = [
    ...headings.flatMap(({ heading, tokens }) => abbreviationsIn(heading, tokens)),
    ...abbreviationsIn(text, found),
  ];
  return {
    terms: found.map(({ term }) => term),
    shapes: shapesOf(text, found, sentenceEnds, language),
    sentenceEnds,
    context: [...headings.map(({ tokens }) => tokens), tokenize(context ?? '', language)].flatMap(
      (tokens) => tokens.flatMap(({ term }) => (term === '' ? [] : [term])),
    ),
    // A language without a file of its own is read as the one that stands for its script.
    language: language ?? (script && languageOfScript(script)),
    ...(abbreviations.length > 0 && { abbreviations }),
  };
}
