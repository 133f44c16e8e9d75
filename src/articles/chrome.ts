/** Recognises page chrome: lines that a site puts around its articles, which nobody wrote to be quoted. */
import { PAGER_STRONG, PAGER_WEAK, SHARE_STRONG, SHARE_WEAK } from './bar-words.ts';
import { CHROME_RULES, type ChromeRule, HOME, LINK_LINE } from './chrome-words.ts';

/** What a line was recognised as. */
export type Chrome = Omit<ChromeRule, 'pattern' | 'max'>;

/** The longest line that any rule may recognise; whatever is longer is looked at no further. */
const LONGEST_CHROME = 4000;

/** A bar of buttons has few words; so has a trail of crumbs or a page switcher. */
const MAX_BAR_WORDS = 24;
const MAX_BAR_LENGTH = 200;

const CRUMB_SEPARATOR = /\s{0,2}[>»›→]\s{0,2}|\s{1,2}[/|·•\\]\s{1,2}/u;
const MAX_CRUMB_WORDS = 5;

/** Ends like a sentence, quotation marks and brackets aside. */
export function endsSentence(text: string): boolean {
  return /[.!?…:;,。][”"’'»)\]*]*$/u.test(text);
}

function words(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}

function isBar(text: string, strong: ReadonlySet<string>, weak: ReadonlySet<string>): boolean {
  if (text.length > MAX_BAR_LENGTH || /[.!?]$/.test(text)) return false;
  const all = words(text);
  if (all.length === 0 || all.length > MAX_BAR_WORDS) return false;
  return all.every((w) => strong.has(w) || weak.has(w)) && all.some((w) => strong.has(w));
}

function isPager(text: string): boolean {
  if (text.length > MAX_BAR_LENGTH || /[.!?]$/.test(text)) return false;
  const numbers = text.match(/\d+/g)?.length ?? 0;
  const all = words(text);
  if (all.length === 0) {
    return /^[\d\s.…«»‹›<>|←→·[\]-]+$/u.test(text) && numbers >= 2 && !/\d{4}|\d-\d/.test(text);
  }
  if (!all.every((w) => PAGER_STRONG.has(w) || PAGER_WEAK.has(w))) return false;
  return all.some((w) => PAGER_STRONG.has(w));
}

function crumbs(text: string): Chrome | null {
  if (text.length > MAX_BAR_LENGTH || /[.!?]$/.test(text)) return null;
  const parts = text.split(CRUMB_SEPARATOR).filter((part) => part !== '');
  if (parts.length < 2 || parts.some((part) => words(part).length > MAX_CRUMB_WORDS)) {
    // The last crumb is the headline itself, which may be long.
    const trail = parts.slice(0, -1);
    const home = parts.length > 1 && HOME.test(parts[0] ?? '');
    if (!home || trail.some((part) => words(part).length > MAX_CRUMB_WORDS)) return null;
  }
  if (HOME.test(parts[0] ?? '')) return { reason: 'breadcrumb' };
  return parts.length > 2 ? { reason: 'navigation', edge: true } : null;
}

/** What kind of chrome a line is by its own words, or null. */
export function chromeOf(line: string): Chrome | null {
  if (line.length > LONGEST_CHROME) return null;
  const text = line
    .replaceAll('\u00a0', ' ')
    .replaceAll('’', "'")
    .replace(/^[\s»›>→▸▶►◄←|·•*+-]+(?=\p{L})|(?<![\s»›→▸▶►↑↓|])[\s»›→▸▶►↑↓|]+$/gu, '')
    .trim();
  const bare = text.replace(/(?<![\s:])[\s:]+$/u, '');
  for (const { pattern, max, ...chrome } of CHROME_RULES) {
    if (text.length <= max && (pattern.test(text) || pattern.test(bare))) return chrome;
  }
  const link = LINK_LINE.exec(text);
  if (link && !/\.[”"’'»)]*$/u.test(link[1] ?? '')) {
    return { reason: 'linkToArticle' };
  }
  if (isBar(text, SHARE_STRONG, SHARE_WEAK)) return { reason: 'shareButtons' };
  if (isPager(line)) return { reason: 'pageSwitcher' };
  return crumbs(line);
}

/** A line of dashes, stars or the like, drawn to part one thing from another. */
export function isRule(text: string): boolean {
  return /^[\s_=*~#.·•—–─━═-]{3,}$/u.test(text) && !/^[.\s]+$/.test(text);
}
