/** The sentence before a passage that opens with “it” or “this”: the one that names what is meant. */
import { detectLanguage, languageOfScript, scriptOf } from '../languages/detect.ts';
import { LANGUAGES, languageCode } from '../languages/languages.ts';
import type { Article, Passage } from '../model.ts';
import { splitSentences } from './sentences.ts';

/** UTF-16 units before a passage that are looked at: a sentence that is longer explains nothing. */
const LOOKED_AT = 800;
/** A note's number, or a mark, names nothing. */
const NAMES = /\p{L}\s+\p{L}/u;
/** What may stand in front of a passage's first word. */
const OPENING = /^["“„«‘'‹([*_\-–—•\s]{0,8}/u;

/**
 * The last sentence before a passage that does not itself point further back, where the passage
 * opens with a word that stands for something said before, in the same section.
 * @returns a slice of the article's text; null where the passage stands by itself.
 */
export function sentenceBefore(article: Article, passage: Passage): string | null {
  const { text, blocks } = article;
  const opening = text.slice(passage.start, Math.min(passage.end, passage.start + LOOKED_AT));
  const own = article.language ?? detectLanguage(opening);
  if (!pointsBack(opening, own)) return null;
  const block = blocks[passage.paragraph - 1];
  const isFirst = block === undefined || passage.start <= block.start;
  const before = isFirst ? blocks[passage.paragraph - 2] : block;
  if (before === undefined || before.section !== passage.section) return null;
  if (before.kind === 'table' || before.kind === 'code') return null;
  const end = isFirst ? before.end : passage.start;
  const from = Math.max(before.start, end - LOOKED_AT);
  const tail = text.slice(from, end);
  const sentences = splitSentences(tail, own).map((span) => tail.slice(span.start, span.end));
  // What is cut off at its beginning is no sentence.
  if (from > before.start) sentences.shift();
  return sentences.findLast((each) => NAMES.test(each) && !pointsBack(each, own)) ?? null;
}

/** Whether a text opens with a word that stands for something said before it. */
function pointsBack(text: string, language: string | null): boolean {
  const bare = text.slice(0, 60).replace(OPENING, '').toLowerCase();
  const [, first, second] = /^([\p{L}\p{M}]+)[’'\s]*([\p{L}\p{M}]*)/u.exec(bare) ?? [];
  if (first === undefined) return false;
  const code =
    language === null ? languageOfScript(scriptOf(text) ?? 'Latin') : languageCode(language);
  if (code === null) return false;
  const words: ReadonlySet<string> = LANGUAGES[code].prose.pointingBack;
  return words.has(first) || words.has(`${first}-${second}`);
}
