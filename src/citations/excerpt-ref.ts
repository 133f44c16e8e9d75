/** A pointer to an excerpt as one word: `k3m9ta-x7q2vd`, or `k3m9ta-x7q2vd#2` for another sentence. */
import type { ExcerptRef } from '../model.ts';
import { isCitationId } from './citation-id.ts';

/** Passages have fewer sentences by far. */
const SENTENCE = /^\d{1,4}$/;

/** Writes a pointer; the first sentence goes without saying. */
export function formatExcerptRef({ id, sentence }: ExcerptRef): string {
  return sentence === 0 ? id : `${id}#${sentence}`;
}

/** Reads what `formatExcerptRef` wrote; null for anything else. */
export function parseExcerptRef(text: string): ExcerptRef | null {
  const [id = '', sentence = '0', ...rest] = text.split('#', 3);
  if (rest.length > 0 || !isCitationId(id) || !SENTENCE.test(sentence)) return null;
  return { id, sentence: Number(sentence) };
}
