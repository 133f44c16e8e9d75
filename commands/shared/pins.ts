/** The passage that somebody names for a pinned answer: by its id, or by words of a sentence. */
import type { APIApplicationCommandOptionChoice } from 'discord.js';
import { parseCitationId } from '../../src/citations/citation-id.ts';
import { formatExcerptRef, parseExcerptRef } from '../../src/citations/excerpt-ref.ts';
import { excerptOf } from '../../src/citations/look-up.ts';
import { isSameCollection } from '../../src/citations/refs.ts';
import type { Completion, Turn } from '../../src/discord/command.ts';
import { oneLine } from '../../src/discord/escape.ts';
import { cutLabel } from '../../src/discord/fit.ts';
import { CHOICE_NAME_MAX, CHOICES_MAX } from '../../src/discord/limits.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import type { Answers } from '../../src/editorial/editorial.ts';
import type { Excerpt, ExcerptRef } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';
import { articlesToChange } from './articles.ts';
import { quotesOf } from './services.ts';

/** The share of the typed words that a sentence has to hold. */
const LEAST_SHARE = 0.6;

/** A passage, and the words of it that are kept beside its id. */
export interface NamedPassage {
  readonly excerpt: Excerpt;
  readonly words: string;
}

/** @throws Refusal `noArticles` before there is anything to pin. */
export function answersOf({ answers }: Pick<Turn, 'answers'>): Answers {
  if (!answers) throw new Refusal('noArticles');
  return answers;
}

/**
 * The passage of what may be changed here that somebody means.
 * @throws Refusal `pinNoPassage`, `pinElsewhere`, or that nothing is read yet.
 */
export async function namedPassage(typed: string, turn: Turn): Promise<NamedPassage> {
  const { library, access } = turn;
  const collection = access.changes?.key ?? '';
  await untilReadable(turn, 'privately', quotesOf(turn));
  const id = parseCitationId(typed);
  const ref = parseExcerptRef(typed) ?? (id === null ? null : { id, sentence: 0 });
  if (ref !== null) {
    if (ref.collection !== undefined && !isSameCollection(ref, { collection })) {
      throw new Refusal('pinElsewhere');
    }
    const excerpt = await excerptOf(library, { ...ref, collection });
    if (excerpt !== null) {
      return { excerpt, words: ref.sentence > 0 ? sentenceIn(excerpt) : excerpt.text };
    }
    const isElsewhere = (await excerptOf(library, { ...ref })) !== null;
    throw new Refusal(isElsewhere ? 'pinElsewhere' : 'pinNoPassage');
  }
  const [best] = await sentencesLike(typed, turn, 1);
  if (!best || best.share < LEAST_SHARE) throw new Refusal('pinNoPassage');
  const excerpt = await excerptOf(library, { ...best.ref, collection });
  if (excerpt === null) throw new Refusal('pinNoPassage');
  return { excerpt, words: sentenceIn(excerpt) };
}

function sentenceIn({ text, start, highlight }: Excerpt): string {
  return text.slice(highlight.start - start, highlight.end - start);
}

/** Sentences of what may be changed here, for the option in which one types. */
export async function suggestPassages(
  typed: string,
  turn: Completion,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const choices = new Map<string, string>();
  for (const { text, ref } of await sentencesLike(typed, turn, CHOICES_MAX)) {
    // Two that look alike could not be told apart, and Discord refuses them.
    const name = cutLabel(oneLine(text), CHOICE_NAME_MAX, '…');
    if (name !== '' && !choices.has(name)) choices.set(name, formatExcerptRef(ref));
  }
  return Array.from(choices, ([name, value]) => ({ name, value }));
}

async function sentencesLike(typed: string, turn: Completion, limit: number) {
  const among = turn.access.sees.length > 1 ? await articlesToChange(turn) : null;
  const found = await quotesOf(turn).find(typed, { limit, among });
  return found.map(({ citationId, sentence, text, share }) => {
    const ref: ExcerptRef = { id: citationId, sentence };
    return { ref, text, share };
  });
}
