/** Tells a question in a language that none of the passages is in. */
import type { CollectionStatistics } from '../index/passage-index.ts';
import type { LanguageCode } from '../languages/languages.ts';
import type { ForeignQuestion } from '../model.ts';
import { plainLanguageOf } from './question.ts';

/** Null where some passage is in its language, or where it does not plainly look like one. */
export function foreignQuestion(
  question: string,
  { languages, passagesIn }: Pick<CollectionStatistics, 'languages' | 'passagesIn'>,
): (ForeignQuestion & { readonly asked: LanguageCode }) | null {
  if (languages.length === 0) return null;
  const asked = plainLanguageOf(question);
  if (asked === null || languages.includes(asked)) return null;
  const most = languages.map((language, at) => ({ language, passages: passagesIn[at] ?? 0 }));
  most.sort((one, other) => other.passages - one.passages);
  return { asked, passages: most.map(({ language }) => language) };
}
