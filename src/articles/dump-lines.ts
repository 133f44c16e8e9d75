/** Judges each line of a plain text: words of an article, or what a page or mail put around them. */
import { alternatives } from '../languages/alternatives.ts';
import type { BareDropKey } from '../refusals.ts';
import { type Chrome, chromeOf, endsSentence, isRule } from './chrome.ts';
import {
  byline,
  type Credit,
  creditLine,
  dateOnly,
  labelLine,
  META_REASON,
  mailHeader,
} from './credits.ts';
import type { Line } from './lines.ts';
import { comparisonKey } from './tidy.ts';

/** A line with the verdict on it. */
export interface Judged extends Line {
  /** `text` belongs to an article, `rule` parts things, `drop` and `meta` are not quoted. */
  readonly fate: 'text' | 'rule' | 'drop' | 'meta';
  /** Why it is not part of an article; null for `text`. */
  readonly reason: BareDropKey | null;
  readonly credit: Credit | null;
  /** Code of a page builder that was glued to the front of the line. */
  readonly glued: string | null;
  /** Looks like a headline or a heading by its own words. */
  readonly headline: boolean;
  /** Stood in a list of contents, so that an article begins here. */
  readonly announced: boolean;
}

/** A paragraph of this length that ends like a sentence is prose beyond doubt. */
const PROSE_LENGTH = 80;

const MAX_HEADLINE = 140;
const MAX_HEADLINE_WORDS = 20;

/** Element ids of page builders (`c7.730x0`, `td_block_12`) lose their line end when text is copied. */
const GLUED_CODE =
  /^(?=[a-z0-9._-]*\d)(?=[a-z0-9._-]*[._-])[a-z][a-z0-9._-]{3,60}(?<=\d)(?=[\p{Lu}“"«][\p{L}“"«’']*[\s,:])/u;
const SHORTCODES = /^(?:\[\/?[a-z]{1,40}_\w[^\]]{0,240}\]\s*)+(?=\S)/u;

/** A statement that begins with one of these is a short paragraph, not a heading with a mark. */
const STATEMENT = new RegExp(
  `^(?:${alternatives(({ prose }) => [...prose.statements].join('|'))})(?![\\p{L}\\p{N}_])`,
  'u',
);

const COMMENT_SIGN =
  /\b(?:says|said on|wrote on|replied|ago|reply|at \d{1,2}:\d{2})\b|назад$|ответить|\d{1,2}:\d{2}/iu;
const LABELLED_DATE =
  /\b(?:published|posted|updated|date)\b|опубликовано|обновлено|\d{1,2}:\d{2}/iu;

/** A sentence below a link that is longer is the text going on. */
const SHORT_TEASER = 40;

/** A comment section shows signs of comments within so many lines, or is none. */
const COMMENT_LOOKAHEAD = 14;

/** Prose beyond doubt: long enough, and no bullet. */
export function isProse(line: Pick<Line, 'text' | 'heading'>): boolean {
  if (line.heading) return false;
  return (
    line.text.length > MAX_HEADLINE || (line.text.length >= PROSE_LENGTH && endsSentence(line.text))
  );
}

/** Text that goes on: prose, or a shorter sentence that is no headline. */
export function isRunningText(line: Judged | undefined): boolean {
  if (line?.fate !== 'text' || line.headline) return false;
  return isProse(line) || (endsSentence(line.text) && line.text.length > SHORT_TEASER);
}

/** Looks like a headline: short, begins large, ends without a stop (`?` and `!` are allowed). */
function looksLikeHeadline(line: Line): boolean {
  if (line.heading) return true;
  const { text } = line;
  if (line.bullet || text.length > MAX_HEADLINE || !/^[\p{Lu}\p{Lo}\p{N}“"„«‘'(¿¡]/u.test(text)) {
    return false;
  }
  if (!/\p{L}/u.test(text) || text.split(' ').length > MAX_HEADLINE_WORDS) return false;
  if (/[^.]\.[”"’»)]*\s+\p{Lu}\p{Ll}/u.test(text.replace(/\b\p{L}{1,3}\./gu, ''))) return false;
  if (!endsSentence(text)) return true;
  return /[?!][”"’»)]*$/u.test(text) && !STATEMENT.test(text) && text.length < PROSE_LENGTH + 20;
}

function judgeAlone(line: Line): { line: Judged; chrome: Chrome | null } {
  const base = { ...line, reason: null, credit: null, glued: null, announced: false };
  if (isRule(line.text)) {
    return { line: { ...base, fate: 'rule', reason: 'rule', headline: false }, chrome: null };
  }
  const code = (GLUED_CODE.exec(line.text) ?? SHORTCODES.exec(line.text))?.[0] ?? '';
  const stripped = code === '' ? line : { ...line, text: line.text.slice(code.length) };
  const chrome = line.heading ? null : chromeOf(stripped.text);
  const judged: Judged = {
    ...base,
    ...stripped,
    glued: code === '' ? null : code.trim(),
    fate: 'text',
    headline: looksLikeHeadline(stripped),
  };
  if (chrome === null || chrome.edge) return { line: judged, chrome };
  return { line: { ...judged, fate: 'drop', reason: chrome.reason, headline: false }, chrome };
}

/** Accepts chrome that counts at the edges of the text or beside other chrome only. */
function acceptEdges(lines: Judged[], chromes: readonly (Chrome | null)[]): void {
  const prose = (line: Judged) => line.fate === 'text' && isProse(line);
  const first = lines.findIndex(prose);
  const last = lines.findLastIndex(prose);
  const others = lines.some((line) => line.fate === 'drop');
  const accept = (i: number, neighbour: number) => {
    const line = lines[i];
    const chrome = chromes[i];
    if (!line || !chrome?.edge || line.fate !== 'text') return;
    // A lone `Search` or `About` above a text is its title, unless more chrome is about.
    const outside = others && (i < first || i > last);
    if (outside || lines[neighbour]?.fate === 'drop') {
      lines[i] = { ...line, fate: 'drop', reason: chrome.reason, headline: false };
    }
  };
  for (let i = 0; i < lines.length; i += 1) accept(i, i - 1);
  for (let i = lines.length - 1; i >= 0; i -= 1) accept(i, i + 1);
}

function drop(lines: Judged[], i: number, reason: BareDropKey): void {
  const line = lines[i];
  if (line) lines[i] = { ...line, fate: 'drop', reason, headline: false };
}

/** Drops a list of contents and notes its entries, which announce the articles to come. */
function closeContents(lines: Judged[], marker: number, announced: Set<string>): number {
  let i = marker + 1;
  for (; i < lines.length; i += 1) {
    const line = lines[i];
    if (!line || line.fate === 'rule' || isProse(line)) break;
    const listed = line.bullet || /^\d{1,2}[.)]\s/.test(line.text);
    if (i > marker + 1 && line.gap > 0 && !listed) break;
    announced.add(comparisonKey(line.text.replace(/^\d{1,2}[.)]\s+/, '')));
    drop(lines, i, 'contentsList');
  }
  return i;
}

/** A line that says by whom the lines below it are. */
function isSigned(text: string): boolean {
  return /^(?:by|written by|автор)\b/iu.test(text) && byline(text) !== null;
}

/** Drops the links under `Related articles` and the like, up to the next prose. */
function closeLinks(lines: Judged[], marker: number): number {
  let i = marker + 1;
  let taken = 0;
  for (; i < lines.length; i += 1) {
    const line = lines[i];
    if (line?.fate !== 'text' || line.glued !== null || line.heading) break;
    const next = lines[i + 1];
    // The last short line before prose is a heading of the text that goes on, not one more link; the
    // last before a byline or a date is the headline of the next article.
    const leads =
      line.gap > 0 &&
      next !== undefined &&
      (isSigned(next.text) ||
        (taken > 0 && isProse(next)) ||
        (dateOnly(next.text) !== null && isRunningText(lines[i + 2])));
    const short = line.text.length <= MAX_HEADLINE && !/\.[”"’»)]*$/u.test(line.text);
    const inBlock = line.gap === 0 && (short || line.text.length < SHORT_TEASER);
    if (leads || !(inBlock || (line.bullet && short) || line.headline)) break;
    drop(lines, i, 'links');
    taken += 1;
  }
  return i;
}

/** Drops the comments below an article, up to the clear beginning of another one. */
function closeComments(lines: Judged[], marker: number): number {
  let i = marker + 1;
  for (; i < lines.length; i += 1) {
    const line = lines[i];
    if (!line) break;
    if (line.fate === 'rule') {
      const next = lines[i + 1];
      if (next?.headline && next.text.split(' ').length > 3) break;
      continue;
    }
    if (line.glued !== null || line.heading) break;
    const after = lines[i + 1];
    if (line.headline && after && isSigned(after.text)) break;
    if (line.fate === 'text') drop(lines, i, 'comments');
  }
  return i;
}

function opensComments(lines: readonly Judged[], marker: number, afterHeadline: number): boolean {
  if (afterHeadline < PROSE_LENGTH) return false;
  if (/\d|repl|leave|оставить|laisser|deja/iu.test(lines[marker]?.text ?? '')) return true;
  const following = lines.slice(marker + 1, marker + 1 + COMMENT_LOOKAHEAD);
  return (
    following.every((l) => l.fate !== 'text') ||
    following.some((l) => l.text.length < MAX_HEADLINE && COMMENT_SIGN.test(l.text))
  );
}

/** Finds bylines, dates and credits; which of them count depends on where they stand. */
function creditOf(
  lines: readonly Judged[],
  i: number,
  before: Judged | undefined,
  sinceHeadline: number,
): Credit | null {
  const line = lines[i];
  if (!line || line.bullet || line.heading || line.text.length > 300) return null;
  const below = before === undefined || before.headline || before.fate !== 'text';
  if (i < 12 && lines.slice(0, i).every((l) => l.fate === 'meta')) {
    const next = lines[i + 1]?.text ?? '';
    const header = mailHeader(line.text);
    const inHeader =
      lines[i - 1]?.credit?.kind === 'mail header' || (mailHeader(next) && lines[i + 1]?.gap === 0);
    if (header && inHeader) return header;
  }
  if (below) {
    const label = labelLine(line.text);
    if (label) return label;
  }
  const credit = creditLine(line.text);
  if (credit) return credit;
  const by = byline(line.text);
  if (by && (below || (sinceHeadline <= 2 && /^(?:by|written by|автор)\b/iu.test(line.text))))
    return by;
  const date = dateOnly(line.text);
  if (date && (below || LABELLED_DATE.test(line.text))) return date;
  return null;
}

/** Judges all lines of a text, each by its own words and then by its neighbours. */
export function judgeLines(source: readonly Line[]): Judged[] {
  const alone = source.map(judgeAlone);
  const lines = alone.map(({ line }) => line);
  const chromes = alone.map(({ chrome }) => chrome);
  const announced = new Set<string>();
  // Characters and lines of text since the last headline say how deep in an article a line stands.
  let depth = 0;
  let since = 0;
  let until = 0;
  let before: Judged | undefined;
  for (let i = 0; i < lines.length; i += 1) {
    const previous = lines[i - 1];
    if (previous && previous.fate !== 'drop') before = previous;
    const line = lines[i];
    if (!line || i < until) continue;
    if (line.fate === 'text') {
      const credit = creditOf(lines, i, before, since);
      if (credit) {
        lines[i] = {
          ...line,
          fate: 'meta',
          reason: META_REASON[credit.kind],
          credit,
          headline: false,
        };
      } else if (line.headline) {
        if (announced.has(comparisonKey(line.text.replace(/^\d{1,2}[.)]\s+/, '')))) {
          lines[i] = { ...line, announced: true };
        }
        since = 0;
      } else {
        depth += line.text.length;
        since += 1;
      }
      continue;
    }
    const opens = line.fate === 'drop' ? chromes[i]?.opens : undefined;
    if (opens === 'contents') until = closeContents(lines, i, announced);
    else if (opens === 'links') until = closeLinks(lines, i);
    else if (opens === 'biography' && lines[i + 1]?.fate === 'text') {
      drop(lines, i + 1, 'aboutAuthor');
    } else if (opens === 'comments') {
      if (opensComments(lines, i, since > 0 ? depth : 0)) until = closeComments(lines, i);
      else if (!/\d/.test(line.text) && lines[i + 1]?.fate === 'text') {
        // `Comments` above running text is a heading like any other.
        lines[i] = { ...line, fate: 'text', reason: null, headline: true };
      }
    }
  }
  acceptEdges(lines, chromes);
  return lines;
}
