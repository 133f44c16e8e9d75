/** Finds the passages that bear on words of a message, and answers with them. */
import type { RepliableInteraction } from 'discord.js';
import { renderPage, wordsAlone } from '../../src/discord/answer-layout.ts';
import { ask, QUESTION_MAX } from '../../src/discord/asking.ts';
import type { Turn } from '../../src/discord/command.ts';
import { notesOn } from '../../src/discord/freshness.ts';
import { showingOf } from '../../src/discord/showing.ts';
import { withoutNoise } from '../../src/discord/talk/noise.ts';
import { Refusal } from '../../src/refusals.ts';

const COUNT = 3;
/** So many words say what is meant; fewer ("see the file") are read on from. */
const WORDS_WANTED = 5;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * What is looked for: the first texts that have words, until there are enough of them; '' where there are none.
 * @param texts what says most of what is meant first.
 */
export function wordsToFind(texts: readonly string[]): string {
  let words = '';
  for (const text of texts) {
    const own = withoutNoise(text);
    if ((own.match(WORD) ?? []).length === 0) continue;
    words += words === '' ? own : ` ${own}`;
    if ((words.match(WORD) ?? []).length >= WORDS_WANTED) break;
  }
  return words;
}

/** Answers privately. @throws Refusal `findNothing` without words, `findNone` where no passage is near. */
export async function findPassages(
  interaction: RepliableInteraction,
  turn: Turn,
  words: string,
): Promise<void> {
  const { reply } = turn;
  if (words === '') throw new Refusal('findNothing');
  const { answer } = await ask(turn, {
    // A message may be longer than any question: its beginning is looked for.
    text: Array.from(words).slice(0, QUESTION_MAX).join(''),
    from: 'find-sources',
    count: COUNT,
    acknowledge: () => reply.acknowledge('privately'),
    progress: reply.progress,
  });
  const { answered, excerpts } = answer;
  if (excerpts.length === 0) throw new Refusal('findNone');
  const page = {
    as: answered ? 'answer' : 'nearest',
    count: COUNT,
    showing: showingOf(interaction, 'privately', turn),
    notesOn: notesOn(turn),
  } as const;
  await reply.privately((say) => {
    const lines = [...wordsAlone(say, answer), say(answered ? 'findTitle' : 'findMaybe')];
    return renderPage(say, lines, excerpts, page);
  });
}
