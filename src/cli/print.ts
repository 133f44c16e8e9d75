/** Answers as a person reads them in a terminal, and as a program reads them in JSON. */
import wrapAnsi from 'wrap-ansi';
import { inCollection } from '../citations/refs.ts';
import { sayIn } from '../languages/say.ts';
import type { Answer, Citation, Excerpt, Judgement, Piece, Span } from '../model.ts';
import { printable } from '../terminal.ts';
import { type Colors, indented, textColumns } from './layout.ts';
import { quoteLines } from './quote-lines.ts';

/** All that stands in a terminal is in English. */
const say = sayIn('en');

/** What `--json` and `--questions` print, one a line. Unknown values are null. */
export interface AnswerJson {
  readonly question: string;
  readonly judgement: Judgement;
  readonly answered: boolean;
  /** Whether the model was not there in time. */
  readonly byWordsAlone: boolean;
  /** Only where the first excerpt is what editors chose. */
  readonly isPinned?: true;
  /** What the question asks for, where that is more than one thing. */
  readonly parts?: NonNullable<Answer['parts']>;
  readonly model: string;
  readonly tookMs: number;
  readonly excerpts: readonly {
    readonly text: string;
    readonly highlight: string;
    readonly score: number;
    readonly start: number;
    readonly end: number;
    /** What the text is made of, in order. */
    readonly pieces: readonly PieceJson[];
    /** What it is not understood without, and is no part of. */
    readonly context: Excerpt['context'];
    readonly citation: Citation;
    /** The key of its collection; absent for the default one. */
    readonly collection?: string;
    readonly alsoIn?: NonNullable<Excerpt['alsoIn']>;
    readonly differsIn?: NonNullable<Excerpt['differsIn']>;
  }[];
}

/** A piece with its words; a cell's with what heads it, outermost first. Offsets into the article's text. */
export type PieceJson = (
  | Exclude<Piece, RowPiece>
  | (Omit<RowPiece, 'cells'> & {
      readonly cells: readonly {
        readonly text: string;
        readonly headers: readonly string[];
        readonly isHeader: boolean;
      }[];
    })
) & { readonly text: string };

type RowPiece = Extract<Piece, { kind: 'row' }>;

function pieceJson(piece: Piece, { text, start }: Pick<Excerpt, 'text' | 'start'>): PieceJson {
  const words = (span: Span) => text.slice(Math.max(0, span.start - start), span.end - start);
  if (piece.kind !== 'row') return { ...piece, text: words(piece) };
  const { cells, ...row } = piece;
  return {
    ...row,
    text: words(piece),
    cells: cells.map((cell) => ({
      text: words(cell),
      headers: cell.headers.map((header) => header.text),
      isHeader: cell.isHeader,
    })),
  };
}

/** An answer in the form that `--json` promises. */
export function answerJson(answer: Answer, model: string): AnswerJson {
  return {
    question: answer.question,
    judgement: answer.judgement,
    answered: answer.answered,
    byWordsAlone: answer.byWordsAlone,
    ...(answer.isPinned && { isPinned: true }),
    ...(answer.parts && { parts: answer.parts }),
    model,
    tookMs: Math.round(answer.tookMs * 100) / 100,
    excerpts: answer.excerpts.map((excerpt) => {
      const { text, score, start, end, highlight, pieces, context, citation } = excerpt;
      const { alsoIn, differsIn } = excerpt;
      return {
        text,
        highlight: text.slice(highlight.start - start, highlight.end - start),
        score,
        start,
        end,
        pieces: pieces.map((piece) => pieceJson(piece, { text, start })),
        context,
        citation,
        ...inCollection(excerpt),
        ...(alsoIn && { alsoIn }),
        ...(differsIn && { differsIn }),
      };
    }),
  };
}

/**
 * An answer for the terminal.
 * @param width columns of the terminal.
 */
export function printAnswer(answer: Answer, colors: Colors, width: number): string {
  const excerpts = answer.excerpts.map((excerpt, index) =>
    printExcerpt(excerpt, index + 1, colors, textColumns(width)),
  );
  const remarks = [
    ...(answer.byWordsAlone ? [say('byWordsAlone')] : []),
    ...(answer.isPinned ? [say('pinned')] : []),
    ...(answer.judgement === 'may-answer' ? [say('mayAnswer')] : []),
  ];
  const remark = remarks.map((line) => `${colors.yellow(line)}\n`).join('');
  if (answer.answered) return [remark, ...excerpts].filter((part) => part !== '').join('\n');
  const refusal = `${remark}${colors.yellow('The articles do not answer this.')}`;
  if (excerpts.length === 0) return `${refusal}\n`;
  return `${refusal} The nearest passages, which are not an answer:\n\n${excerpts.join('\n')}`;
}

function printExcerpt(excerpt: Excerpt, number: number, colors: Colors, columns: number): string {
  const { citation } = excerpt;
  const lines = [
    `${colors.cyan(`${number}.`)} ${colors.bold(colors.cyan(citation.article))}`,
    quoteLines(excerpt, colors, columns),
    colors.dim(wrapAnsi(citationLine(citation), columns)),
    ...(citation.url ? [colors.dim(citation.url)] : []),
  ];
  return indented(lines);
}

/** Author, publisher, date, section, paragraph and id, as far as they are known. */
export function citationLine(citation: Citation): string {
  return [
    citation.author,
    citation.publisher,
    citation.published,
    citation.section,
    `¶ ${citation.paragraph}`,
    printable(citation.file),
    `[${citation.id}]`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
