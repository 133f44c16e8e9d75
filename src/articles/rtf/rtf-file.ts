/** Rich Text files: paragraphs, headings, lists, tables and notes; pictures, objects and fields are left alone. */
import type { DroppedLine } from '../../model.ts';
import { type DropReason, statement } from '../../refusals.ts';
import { type BlockBuilder, blockBuilder } from '../block-builder.ts';
import { type DraftCell, noMetadata, type ReadFormat } from '../draft.ts';
import {
  claimedAuthor,
  claimedDate,
  claimedText,
  claimedTitle,
  titleFrom,
} from '../file-claims.ts';
import { isRtf } from '../looks.ts';
import { tidyLine } from '../tidy.ts';
import { Unreadable } from '../unreadable.ts';
import { decodeBytes, ofCharset, ofCodePage } from './charsets.ts';
import { finishParagraph, type ParagraphLook } from './paragraphs.ts';
import { followRtf } from './tokens.ts';

/** Groups nest some ten deep; nothing here recurses, but a bomb would fill the memory. */
const MAX_GROUPS = 2_000;

/** A book of 1,000 pages has some 3 million characters. */
const MAX_CHARACTERS = 10_000_000;

/** Where the text of a group goes. `hidden` is noted with its reason, `silent` is nothing to read. */
type Destination =
  | 'body'
  | 'silent'
  | 'hidden'
  | 'fonts'
  | 'styles'
  | 'title'
  | 'author'
  | 'made'
  | 'mark';

/** Groups by their first word. */
const DESTINATIONS: Readonly<Record<string, Destination | DropReason>> = {
  fonttbl: 'fonts',
  stylesheet: 'styles',
  title: 'title',
  author: 'author',
  creatim: 'made',
  listtext: 'mark',
  pntext: 'mark',
  annotation: statement('reviewComment'),
  header: statement('pageHeader'),
  headerl: statement('pageHeader'),
  headerr: statement('pageHeader'),
  headerf: statement('pageHeader'),
  footer: statement('pageHeader'),
  footerl: statement('pageHeader'),
  footerr: statement('pageHeader'),
  footerf: statement('pageHeader'),
};

const SILENT = new Set(
  (
    'colortbl info pict object objdata fldinst themedata datastore listtable listoverridetable rsidtbl generator ' +
    'xmlnstbl bkmkstart bkmkend latentstyles atnid atnauthor atntime atndate atnref atnparent atrfstart atrfend ' +
    'ftnsep ftnsepc aftnsep aftnsepc pntxta pntxtb nonshppict shppict revtbl filetbl docvar userprops template tc xe ' +
    'subject keywords comment operator company manager category hlinkbase doccomm mmathPr wgrffmtfilter passwordhash'
  ).split(' '),
);

/** Starred groups that hold text all the same. */
const STARRED = new Set(['annotation', 'ud', 'shptxt', 'shpinst']);

const CHARACTERS: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '—',
  endash: '–',
  emspace: '\u2003',
  enspace: '\u2002',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
};

interface Group {
  to: Destination;
  reason: DropReason | null;
  isStarred: boolean;
  isFirst: boolean;
  isFootnote: boolean;
  isHiddenText: boolean;
  isDeleted: boolean;
  isBold: boolean;
  /** In a font of one width. */
  isTyped: boolean;
  /** Bytes that stand for a character that `\u` gave. */
  fallback: number;
  charset: string | null;
}

/** Reads a Rich Text file: one article. */
export const readRtfFile: ReadFormat = (bytes) => {
  if (!isRtf(bytes)) throw new Unreadable(statement('documentDamaged'));
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const { body, dropped, title, author, made, shownDate } = readGroups(source);
  const { title: found, blocks } = titleFrom(body.done(), title);
  const metadata = { ...noMetadata(), title: found, author, published: shownDate ?? made };
  const warnings = made === null || shownDate !== null ? [] : [statement('datedByFile')];
  return { drafts: [{ metadata, blocks }], dropped, warnings };
};

/** What a file holds. */
interface RtfContent {
  readonly body: BlockBuilder;
  readonly dropped: readonly DroppedLine[];
  readonly title: string | null;
  readonly author: string | null;
  /** When the file was made, and what it says under its title; ISO dates. */
  readonly made: string | null;
  readonly shownDate: string | null;
}

function readGroups(source: string): RtfContent {
  const body = blockBuilder();
  const dropped: DroppedLine[] = [];
  const fonts = new Map<number, string>();
  const typedFonts = new Set<number>();
  const styles = new Map<number, string>();
  const info = { title: '', author: '' };
  const made = { yr: 0, mo: 0, dy: 0 };
  let shownDate: string | null = null;
  let codePage = 'windows-1252';
  let group: Group = {
    ...{ to: 'body', reason: null, isStarred: false, isFirst: true, isFootnote: false },
    ...{
      isHiddenText: false,
      isDeleted: false,
      isBold: false,
      isTyped: false,
      fallback: 1,
      charset: null,
    },
  };
  const groups: Group[] = [];
  let bytes: number[] = [];
  let skip = 0;
  let characters = 0;
  /** Of the paragraph that is open, in the text and in a note. */
  let look: ParagraphLook = plainLook();
  let outer = look;
  let text = '';
  let note = '';
  let noteParagraphs: string[] = [];
  let left = '';
  let leftReason: DropReason | null = null;
  let font = 0;
  let style = 0;
  let styleName = '';
  let table: { headerRows: number; rows: DraftCell[][] } | null = null;
  let row: DraftCell[] = [];
  let cell = '';
  let isHeadRow = false;

  function flushLeft(): void {
    const tidy = tidyLine(left);
    if (tidy !== '' && leftReason !== null)
      dropped.push({ line: 1, text: tidy, reason: leftReason });
    left = '';
    leftReason = null;
  }

  function add(piece: string): void {
    characters += piece.length;
    if (characters > MAX_CHARACTERS) throw new Unreadable(statement('tooMuchText'));
    const reason =
      group.reason ??
      (group.isHiddenText
        ? statement('hiddenText')
        : group.isDeleted
          ? statement('trackedDeletion')
          : null);
    if (group.to === 'silent' || group.to === 'made') return;
    if (group.to === 'fonts') return;
    if (group.to === 'styles') styleName += piece;
    else if (group.to === 'title' || group.to === 'author') info[group.to] += piece;
    else if (group.to === 'mark') look.mark += piece;
    else if (reason !== null) {
      if (leftReason !== null && leftReason.key !== reason.key) flushLeft();
      leftReason = reason;
      left += piece;
    } else if (group.isFootnote) note += piece;
    else {
      text += piece;
      if (/\S/.test(piece)) {
        look.isBold &&= group.isBold;
        look.isTyped &&= group.isTyped;
      }
    }
  }

  function flushBytes(): void {
    if (bytes.length === 0) return;
    const piece = decodeBytes(bytes, group.charset ?? codePage);
    bytes = [];
    add(piece);
  }

  function endParagraph(): void {
    if (group.to !== 'body' || group.reason !== null) {
      left += ' ';
      return;
    }
    if (group.isFootnote) {
      noteParagraphs.push(note);
      note = '';
      return;
    }
    if (look.isInTable) {
      cell += ` ${text}`;
    } else {
      endTable();
      const named = { ...look, style: styles.get(look.styleNumber) ?? '' };
      if (!takeProperty(text, named.style)) finishParagraph(body, text, named);
    }
    text = '';
    look = { ...look, mark: '', isBold: true, isTyped: true };
  }

  /** Author and date that are shown under the title. */
  function takeProperty(shown: string, name: string): boolean {
    const property = /^(author|date)$/i.exec(name)?.[1]?.toLowerCase();
    const value = claimedText(shown);
    if (property === undefined || value === null || body.hasBody()) return false;
    const isAuthor = property === 'author';
    if (isAuthor) info.author = value;
    else shownDate ??= claimedDate(value);
    dropped.push({ line: 1, text: value, reason: statement(isAuthor ? 'byline' : 'dateLine') });
    return true;
  }

  function endCell(): void {
    if (group.reason !== null || group.isFootnote) return;
    row.push({ text: tidyLine(`${cell} ${text}`), ...(isHeadRow && { isHeader: true }) });
    cell = '';
    text = '';
    look = { ...look, mark: '', isBold: true, isTyped: true };
  }

  function endRow(): void {
    if (row.length > 0) {
      table ??= { headerRows: 0, rows: [] };
      if (isHeadRow && table.headerRows === table.rows.length) table.headerRows += 1;
      table.rows.push(row);
    }
    row = [];
    isHeadRow = false;
  }

  function endTable(): void {
    endRow();
    if (table !== null) body.table(table);
    table = null;
  }

  function enter(name: string): boolean {
    if (!group.isFirst) return false;
    group.isFirst = false;
    const to = DESTINATIONS[name];
    if (typeof to === 'string') group.to = to;
    else if (to !== undefined) group.reason = to;
    else if (name === 'footnote') {
      group.isFootnote = true;
      outer = look;
      look = plainLook();
    } else if (SILENT.has(name) || (group.isStarred && !STARRED.has(name))) group.to = 'silent';
    else return false;
    return true;
  }

  function word(name: string, value: number | null): void {
    flushBytes();
    if (name === 'u') {
      const code = (value ?? 0) < 0 ? (value ?? 0) + 65_536 : (value ?? 0);
      if (code <= 0xffff && code > 0) add(String.fromCharCode(code));
      skip = group.fallback;
      return;
    }
    skip = 0;
    if (enter(name)) return;
    const character = CHARACTERS[name];
    if (character !== undefined) add(character);
    else if (Object.hasOwn(made, name) && group.to === 'made')
      made[name as keyof typeof made] = value ?? 0;
    else (WORDS[name] ?? ignore)(value);
  }

  const ignore = (_value: number | null): void => {};
  const isOn = (value: number | null): boolean => value !== 0;
  const WORDS: Readonly<Record<string, (value: number | null) => void>> = {
    ansicpg: (value) => {
      codePage = ofCodePage(value ?? 1252);
    },
    mac: () => {
      codePage = 'macintosh';
    },
    uc: (value) => {
      group.fallback = Math.min(16, Math.max(0, value ?? 1));
    },
    f: (value) => {
      font = value ?? 0;
      if (group.to === 'fonts') return;
      group.charset = fonts.get(font) ?? null;
      group.isTyped = typedFonts.has(font);
    },
    fcharset: (value) => {
      const charset = ofCharset(value ?? 0);
      if (group.to === 'fonts' && charset !== null) fonts.set(font, charset);
    },
    fmodern: () => {
      if (group.to === 'fonts') typedFonts.add(font);
    },
    b: (value) => {
      group.isBold = isOn(value);
    },
    qc: () => {
      look.isCentred = true;
    },
    s: (value) => {
      if (group.to === 'styles') style = value ?? 0;
      else look.styleNumber = value ?? 0;
    },
    v: (value) => {
      group.isHiddenText = isOn(value);
    },
    deleted: (value) => {
      group.isDeleted = isOn(value);
    },
    plain: () => {
      group.isHiddenText = false;
      group.isDeleted = false;
      group.isBold = false;
      group.isTyped = false;
      group.charset = null;
    },
    pard: () => {
      // A mark before a paragraph is written by itself, and says nothing of how the paragraph is set.
      if (group.to !== 'mark') look = { ...plainLook(), mark: look.mark };
    },
    intbl: () => {
      look.isInTable = true;
    },
    outlinelevel: (value) => {
      if (group.to === 'body') look.outline = value ?? 0;
    },
    ilvl: (value) => {
      look.level = Math.min(9, Math.max(0, value ?? 0));
    },
    li: (value) => {
      look.indent = value ?? 0;
    },
    trowd: () => {
      isHeadRow = false;
    },
    trhdr: () => {
      isHeadRow = true;
    },
    par: endParagraph,
    sect: endParagraph,
    page: endParagraph,
    cell: endCell,
    row: endRow,
    nestcell: () => add(' '),
    nestrow: () => add(' '),
  };

  followRtf(source, {
    open() {
      flushBytes();
      groups.push(group);
      if (groups.length > MAX_GROUPS) throw new Unreadable(statement('unparsable'));
      group = { ...group, isStarred: false, isFirst: true };
    },
    close() {
      flushBytes();
      const closed = group;
      group = groups.pop() ?? group;
      if (closed.to === 'styles') {
        const name = tidyLine(styleName.replace(/;\s*$/, ''));
        if (name !== '') styles.set(style, name);
        styleName = '';
        style = 0;
      }
      if (closed.reason !== null && group.reason === null) flushLeft();
      if (closed.isFootnote && !group.isFootnote) {
        // The table that is open is before what refers to the note.
        if (!outer.isInTable) endTable();
        for (const each of [...noteParagraphs, note]) body.note(each.replace(/^\s*\d{0,3}\s/, ''));
        noteParagraphs = [];
        note = '';
        look = outer;
      }
    },
    word,
    symbol(symbol) {
      flushBytes();
      if (symbol === '*') {
        group.isStarred = true;
        return;
      }
      group.isFirst = false;
      if (symbol === '~') add('\u00a0');
      else if (symbol === '_') add('\u2011');
    },
    byte(value) {
      group.isFirst = false;
      if (skip > 0) skip -= 1;
      else bytes.push(value);
    },
    text(piece) {
      group.isFirst = false;
      const kept = skip > 0 ? piece.slice(skip) : piece;
      skip = Math.max(0, skip - piece.length);
      if (kept === '') return;
      // Bytes above ASCII are in the code page, though they should be written as numbers.
      for (let i = 0; i < kept.length; i += 1) {
        const code = kept.charCodeAt(i);
        if (code > 0x7f) bytes.push(code);
        else {
          flushBytes();
          const end = asciiEnd(kept, i);
          add(kept.slice(i, end));
          i = end - 1;
        }
      }
    },
  });
  flushBytes();
  flushLeft();
  endParagraph();
  endTable();
  const { yr, mo, dy } = made;
  return {
    body,
    dropped,
    title: claimedTitle(info.title),
    author: claimedAuthor(info.author),
    made: yr > 0 ? claimedDate(`${yr}-${pad(mo)}-${pad(dy)}`) : null,
    shownDate,
  };
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

function asciiEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) <= 0x7f) end += 1;
  return end;
}

function plainLook(): ParagraphLook {
  return {
    styleNumber: 0,
    style: '',
    outline: null,
    level: 0,
    indent: 0,
    isInTable: false,
    isCentred: false,
    isBold: true,
    isTyped: true,
    mark: '',
  };
}
