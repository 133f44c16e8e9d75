/** What is said of a quote beside its verdict: where it was cut, what it leaves out, where else it stands. */
import type { Say } from '../languages/say.ts';
import { MOST_PLACES } from '../quotes/exact.ts';
import { shortened } from '../quotes/shortened.ts';
import type { CutNumber, CutSentence, Omission, Verbatim } from '../quotes/verdict.ts';
import { escapeTitle } from './escape.ts';
import { quoteMarked } from './marked-lines.ts';
import { fitsIn, type Room } from './room.ts';

/** UTF-16 units of a number with what belongs to it: longer ones are no numbers. */
const NUMBER_MAX = 60;
/** So many of them are shown where there is room. */
export const NUMBERS_SHOWN = 3;
/** UTF-16 units of each of the words before a quote, its own, and those after it, by how much room there is. */
const SENTENCE_SIZES = [2_000, 600, 300, 180, 100, 60, 30];
/** Of what one ellipsis leaves out, and how many of them are shown. */
const OMISSION_SIZES = [400, 240, 120, 60, 30];
const OMISSIONS_SHOWN = 3;

/**
 * Facts of one line each: paragraphs that were joined, places, numbers that were cut.
 * @param numbers how many of the last at most.
 */
export function factLines(say: Say, verdict: Verbatim, numbers: number): string[] {
  const { joined, paragraphs, places, cutNumbers } = verdict;
  const many = places >= MOST_PLACES ? 'verifyPlacesMost' : 'verifyPlaces';
  return [
    ...(joined ? [say('verifyRunsOn', { n: paragraphs })] : []),
    ...(places > 1 ? [say(many, { n: places })] : []),
    ...cutNumbers.slice(0, numbers).map((number) => numberLine(say, number)),
  ];
}

function numberLine(say: Say, { quoted, text }: CutNumber): string {
  const shown = (one: string) => escapeTitle(shortened(one, NUMBER_MAX, 'both'));
  return say('verifyCutNumber', { quoted: shown(quoted), number: shown(text) });
}

/** What the ellipses of a quote leave out, a line each, in as much of it as a room has. */
export function omissionLines(say: Say, omissions: readonly Omission[], room: Room): string {
  const said = omissions.filter(({ text }) => text !== '').slice(0, OMISSIONS_SHOWN);
  if (said.length === 0) return '';
  const drawn = (size: number) =>
    said
      .map(({ text }) =>
        say('verifyLeavesOut', { text: escapeTitle(shortened(text, size, 'both')) }),
      )
      .join('\n');
  return OMISSION_SIZES.map(drawn).find((lines) => fitsIn(lines, room)) ?? '';
}

/** The sentences that a quote is cut out of, its own words in bold, in as much of it as a room has. */
export function sentenceLines(sentences: readonly CutSentence[], room: Room): string {
  for (const size of SENTENCE_SIZES) {
    const lines = sentences.map(({ before, quoted, after }) => {
      return quoteMarked([
        { mark: '', text: shortened(before, size, 'end') },
        { mark: '**', text: shortened(quoted, size, 'both') },
        { mark: '', text: shortened(after, size, 'start') },
      ]);
    });
    const drawn = lines.join('\n> \n');
    if (fitsIn(drawn, room)) return drawn;
  }
  return '';
}
