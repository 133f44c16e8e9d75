/** Discord's Markdown as plain words: for a line above a reply, and for what is read out. */
import { type Block, readBlocks } from './blocks.ts';
import { type Inline, readInline } from './inline.ts';
import { formatTime, type Names } from './names.ts';

function inlineWords(pieces: readonly Inline[], names: Names): string {
  return pieces.map((piece) => wordsOfPiece(piece, names)).join('');
}

function wordsOfPiece(piece: Inline, names: Names): string {
  switch (piece.kind) {
    case 'text':
    case 'code':
    case 'name':
      return piece.text;
    case 'time':
      return formatTime(piece.seconds, piece.style);
    case 'user':
      return `@${names.user(piece.id) ?? 'unknown-user'}`;
    case 'channel':
      return `#${names.channel(piece.id) ?? 'unknown'}`;
    case 'role':
      return `@${names.role(piece.id) ?? 'role'}`;
    case 'spoiler':
      return '■■■';
    default:
      return inlineWords(piece.children, names);
  }
}

function blockWords(block: Block, names: Names): string {
  switch (block.kind) {
    case 'code':
      return block.text;
    case 'quote':
      return block.blocks.map((one) => blockWords(one, names)).join(' ');
    case 'list':
      return block.items.map((item) => inlineWords(item, names)).join(' ');
    default:
      return inlineWords(block.children, names);
  }
}

/** The words of a text, on one line. */
export function plainWords(source: string, names: Names): string {
  const words = readBlocks(source).map((block) => blockWords(block, names));
  return words.join(' ').replace(/\s+/g, ' ').trim();
}

/** The words of the headings of a text. */
export function headingsIn(source: string, names: Names): string[] {
  return readBlocks(source)
    .filter((block) => block.kind === 'heading')
    .map((block) => blockWords(block, names));
}

/** The words of a title: emphasis, but no links and no blocks. */
export function plainTitle(source: string, names: Names): string {
  return inlineWords(readInline(source, { links: false }), names);
}
