/** Points out in an excerpt of one sentence which part of it answers. */
import type { Excerpt } from '../model.ts';
import { answeringPart } from '../search/answering-part.ts';

/** The excerpt with `answering`, where it is a single sentence and that is known. */
export function withAnsweringPart(excerpt: Excerpt, question: string): Excerpt {
  const { text, start, highlight, sentences = [] } = excerpt;
  if (sentences.length > 1) return excerpt;
  const sentence = text.slice(highlight.start - start, highlight.end - start);
  const part = answeringPart(question, sentence);
  if (part === null) return excerpt;
  const answering = { start: highlight.start + part.start, end: highlight.start + part.end };
  return { ...excerpt, answering };
}
