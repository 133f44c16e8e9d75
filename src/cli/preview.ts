/** A waiting article in a terminal: all of it at once, or page by page with questions in between. */
import type { NumberedRow } from '../intake/choices.ts';
import type { Choosing } from '../intake/choosing.ts';
import { describeFacts, describeRows } from '../intake/describe-preview.ts';
import { rowText } from '../intake/outline.ts';
import { numberedOf, type Preview, previewPage } from '../intake/preview.ts';
import { sayIn } from '../languages/say.ts';
import type { ArticleMetadata } from '../model.ts';
import { isRefusal } from '../refusals.ts';
import { print, printable } from '../terminal.ts';
import { chooseLines } from './choice-flags.ts';
import { ask, isYes } from './confirm.ts';
import { colors } from './context.ts';
import { lineNumbers } from './line-numbers.ts';
import { PAINT } from './show-reading.ts';
import { tell } from './tell.ts';

/** Whether it is to be kept, and as what it was seen. */
export interface Decision {
  readonly preview: Preview;
  readonly keep: boolean;
}

/** What `--json` tells of a preview. */
export interface PreviewJson {
  readonly metadata: ArticleMetadata;
  readonly origin: Preview['outline']['head']['origin'];
  readonly lines: readonly {
    /** What `--take` and `--leave` name it by. */
    readonly number: number;
    readonly kind: NumberedRow['block']['kind'];
    readonly text: string;
    /** Why it is left out; null where it is kept. */
    readonly leftOut: string | null;
  }[];
}

const say = sayIn('en');

/** A preview in the form that `--json` promises. */
export function previewJson(preview: Preview): PreviewJson {
  const { metadata, outline } = preview;
  const lines = allOf(preview).map((row) => {
    const { number, block, leftOut } = row;
    const why = leftOut === null ? null : tell(leftOut);
    return { number, kind: block.kind, text: rowText(row), leftOut: why };
  });
  return { metadata, origin: outline.head.origin, lines };
}

function allOf(preview: Preview): NumberedRow[] {
  const { rows } = preview.outline.head;
  return numberedOf(
    preview,
    Array.from({ length: rows }, (_, i) => i + 1),
  );
}

/** All of it. */
export function describeWhole(preview: Preview): string {
  return [...facts(preview), '', ...describeRows(say, allOf(preview), PAINT)].join('\n');
}

function facts(preview: Preview): string[] {
  const { fileName, outline, metadata, duplicateOf, paragraphs, leftOut } = preview;
  const counts = [say('paragraphs', { n: paragraphs }), say('addDropped', { n: leftOut })];
  const { head } = outline;
  return [
    ...describeFacts(say, { fileName: printable(fileName), head, metadata }, PAINT),
    ...(duplicateOf === null
      ? []
      : [
          '',
          colors.yellow(
            `It is there already: “${duplicateOf.title}” (${printable(duplicateOf.file)}).`,
          ),
        ]),
    '',
    counts.join(' · '),
  ];
}

const HELP = '+3 takes line 3 in, -3,5-7 leaves lines out';

/** Shows page after page, takes choices, and asks; nothing typed at the last page is no. */
export async function askAbout(first: Preview, choices: Choosing): Promise<Decision> {
  let preview = first;
  let page = 0;
  print(`${facts(preview).join('\n')}\n`);
  for (;;) {
    const shown = previewPage(preview, 'all', page);
    print(`\n${describeRows(say, shown.rows, PAINT).join('\n')}\n`);
    const isLast = page + 1 >= shown.pages;
    const turn = await nextTurn(preview, choices, isLast);
    if (turn === 'yes' || turn === 'no') return { preview, keep: turn === 'yes' };
    if (turn === 'next') page += 1;
    else preview = turn;
  }
}

/** Asks until something is typed that there is to do. */
async function nextTurn(
  preview: Preview,
  choices: Choosing,
  isLast: boolean,
): Promise<'yes' | 'no' | 'next' | Preview> {
  const question = preview.duplicateOf === null ? 'Keep it?' : 'Keep it all the same?';
  const prompt = isLast
    ? `\n${question} [y/N] (${HELP}) `
    : `\n${question} [y/n] Enter shows more (${HELP}) `;
  for (;;) {
    const typed = await ask(prompt);
    if (isYes(typed)) return 'yes';
    if (typed === '') return isLast ? 'no' : 'next';
    const sign = typed.charAt(0);
    const numbers = sign === '+' || sign === '-' ? lineNumbers(typed.slice(1)) : null;
    if (numbers === null) {
      if (/^n/i.test(typed)) return 'no';
      print(`That is no choice: y, n, or a line’s number behind + or -.\n`);
      continue;
    }
    const chosen = sign === '+' ? { take: numbers, leave: [] } : { take: [], leave: numbers };
    try {
      return await chooseLines(preview, choices, chosen);
    } catch (error) {
      if (!isRefusal(error, 'severalNotChosen', 'noSuchLine')) throw error;
      print(`${tell(error)}\n`);
    }
  }
}
