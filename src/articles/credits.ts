/** Reads metadata off the lines of a dump: bylines, date lines, labels and credit lines. */
import { alternatives } from '../languages/alternatives.ts';
import type { BareDropKey } from '../refusals.ts';
import { dateLine, findDate } from './dates.ts';
import { type DraftMetadata, noMetadata } from './draft.ts';
import { httpUrl, readLabel } from './front-matter.ts';

/** What a line told about its article. */
export interface Credit {
  readonly kind: 'byline' | 'date' | 'label' | 'credit' | 'mail header';
  readonly metadata: DraftMetadata;
}

/** Why a line that told something is not in the article itself. */
export const META_REASON: Readonly<Record<Credit['kind'], BareDropKey>> = {
  byline: 'byline',
  date: 'dateLine',
  label: 'label',
  credit: 'creditLine',
  'mail header': 'mailHeader',
};

/** A line that says who and when is short. */
const MAX_BYLINE = 140;
const MAX_CREDIT = 260;
const MAX_PUBLISHER = 80;

const NAME_WORD =
  "(?:\\p{Lu}[\\p{L}'’.-]*|(?:de|da|del|della|der|den|van|von|bin|al|el|la|le|ter|ibn)(?=\\s))";
const NAME = `${NAME_WORD}(?:\\s${NAME_WORD}){0,4}`;
const AND = alternatives(({ credits }) => credits.and, 'y');
const NAMES = new RegExp(`^(?:${NAME})(?:\\s?(?:,|&|${AND})\\s(?:${NAME})){0,4}$`, 'u');

/** Words that open headlines such as `By The River`, never names. */
const NOT_A_NAME = new RegExp(`^(?:${alternatives(({ credits }) => credits.notNames)})\\b`, 'u');

const BY = new RegExp(`^(?:${alternatives(({ credits }) => credits.by, 'por')})\\s+`, 'iu');

const NAMED_LATER = new RegExp(
  `(?<=[\\d.)])\\s(?:${alternatives(({ credits }) => credits.by, 'por')})\\s+`,
  'iu',
);
/** What follows a name: a mark, a section, a count. */
const AFTER_NAME = /\s{1,2}(?:[|•·/–—-]|in\s|under\s|\d)|,\s/u;

const CREDIT_COLON = new RegExp(
  `^(?:${alternatives(({ credits }) => credits.source, 'fuente')})\\s*[:–—]\\s*(\\S.*)$`,
  'iu',
);
const CREDIT_SENTENCE = new RegExp(
  `^(?:${alternatives(({ credits }) => credits.sentence)})(\\S.*)$`,
  'iu',
);
/** Between a publisher and a date. */
const PUBLISHED_ON = new RegExp(
  `[([]?\\s?(?:first\\s|originally\\s)?(?:${alternatives(({ credits }) => credits.published)})?\\s?(?:${alternatives(({ credits }) => credits.on)})?\\s?[([]?\\s?$`,
  'iu',
);

/** After a publisher: what else became of the text. */
const GOES_ON = /\sand (?:is|was|has been) /i;

const MAIL_HEADER = /^(from|to|subject|date|sent|reply-to|cc)\s*:\s*(\S.*)$/iu;
const LABEL =
  /^(title|author|authors|publisher|publication|published|date|url|link|language)\s*:\s*(\S.*)$/iu;

const SEPARATOR =
  /\s{0,2}(?:[|•·/]|\s[–—-]\s|—)\s{0,2}|,\s{1,2}(?=\d{1,2}[\s.]|\d{4}-|\p{Lu}\p{L}+ \d{1,2},? \d{4}|staff|special|senior|chief|correspondent|reporter|editor|columnist|contribut)|\s{1,2}on\s{1,2}(?=\p{Lu}\p{L}+ \d)/u;

/** Other things that stand in bylines: reading time, counters, places in capitals, times. */
const BYLINE_EXTRA =
  /^(?:\d{1,3}[ -]?(?:min(?:ute)?s?)\.?(?: read)?|\d+ (?:comments?|views?|shares?)|no comments|\d{1,2}[:.]\d{2}.{0,12}|staff (?:writer|reporter)s?|(?:special |chief |senior )?(?:correspondent|reporter|editor|columnist)s?|contribut(?:or|ors|ing writer)|news|opinion|analysis|updated.{0,40})$/iu;

function isName(text: string): boolean {
  return text.length <= MAX_PUBLISHER && NAMES.test(text) && !NOT_A_NAME.test(text);
}

/** The name in what a page marks as its author: `By NAME`, `NAME`; null for anything else. */
export function authorIn(text: string): string | null {
  const name = text.length > MAX_BYLINE ? '' : text.replace(BY, '').trim();
  return isName(name) ? name : null;
}

/** `Posted on DATE by NAME`, as blogs write it, and what they add: `in Recipes`, `12 comments`. */
function datedByline(text: string): Credit | null {
  const by = NAMED_LATER.exec(text);
  const date = by && dateLine(text.slice(0, by.index));
  if (!by || !date) return null;
  const [name = ''] = text.slice(by.index + by[0].length).split(AFTER_NAME, 1);
  if (!isName(name.trim())) return null;
  const metadata = { ...noMetadata(), author: name.trim(), published: date.iso };
  return { kind: 'byline', metadata };
}

/** `By NAME | DATE`, `NAME – DATE`, `By NAME, correspondent`: every part has to be understood. */
export function byline(text: string): Credit | null {
  if (text.length > MAX_BYLINE || /[!?]$/.test(text)) return null;
  const dated = datedByline(text);
  if (dated !== null) return dated;
  const by = BY.exec(text);
  const rest = by ? text.slice(by[0].length) : text;
  const metadata = noMetadata();
  if (by && isName(rest)) return { kind: 'byline', metadata: { ...metadata, author: rest } };
  const parts = rest.split(SEPARATOR).filter((part) => part !== undefined && part.trim() !== '');
  let understood = by !== null;
  for (const [i, raw] of parts.entries()) {
    const part = raw.trim();
    const date = dateLine(part);
    if (date) {
      metadata.published ??= date.iso;
      understood = true;
    } else if (i === 0 && isName(part.replace(BY, ''))) metadata.author = part.replace(BY, '');
    else if (!BYLINE_EXTRA.test(part) && !(i > 0 && isName(part) && part.length < 30)) return null;
  }
  if (!understood || parts.length === 0) return null;
  if (metadata.author !== null) return { kind: 'byline', metadata };
  // `March 9, 2023 • 6 min read`
  return by === null ? { kind: 'date', metadata } : null;
}

/** `Courtesy: NAME (Posted on DATE)`, `Source: NAME`, `This article was first published by NAME`. */
export function creditLine(text: string): Credit | null {
  if (text.length > MAX_CREDIT) return null;
  const match = CREDIT_COLON.exec(text) ?? CREDIT_SENTENCE.exec(text);
  if (!match?.[1]) return null;
  const metadata = noMetadata();
  let rest = match[1];
  const link = /https?:\/\/[^\s)\]>]+/i.exec(rest);
  if (link) {
    metadata.url = httpUrl(link[0].replace(/(?<![.,;])[.,;]+$/, ''));
    rest = rest.replace(link[0], ' ');
  }
  const date = findDate(rest);
  if (date) {
    metadata.published = date.iso;
    // What follows the date says nothing more about the publisher.
    rest = rest.slice(0, date.start);
  }
  const name = rest
    .replace(PUBLISHED_ON, '')
    .split(GOES_ON, 1)
    .join('')
    .replace(/^[\s“”"'«»([]+|(?<![\s“”"'«»)\].,;:|–—-])[\s“”"'«»)\].,;:|–—-]+$/gu, '')
    .trim();
  const isSentence = /[.!?;]\s/.test(name);
  if (name !== '' && name.length <= MAX_PUBLISHER && !isSentence) metadata.publisher = name;
  if (metadata.publisher === null && metadata.url === null) return null;
  return { kind: 'credit', metadata };
}

/** `Title: …`, `Author: …` and the like, as some tools write above the text. */
export function labelLine(text: string): Credit | null {
  const match = text.length <= MAX_CREDIT ? LABEL.exec(text) : null;
  const metadata = noMetadata();
  if (!match?.[1] || !match[2] || !readLabel(match[1], match[2], metadata)) return null;
  return { kind: 'label', metadata };
}

/** A line of an e-mail's head: the sender publishes, the subject is no headline of an article. */
export function mailHeader(text: string): Credit | null {
  const match = text.length <= MAX_CREDIT ? MAIL_HEADER.exec(text) : null;
  if (!match?.[1] || !match[2]) return null;
  const metadata = noMetadata();
  const key = match[1].toLowerCase();
  if (key === 'date' || key === 'sent') metadata.published = findDate(match[2])?.iso ?? null;
  if (key === 'from') {
    const name = match[2]
      .replace(/<[^<>]*>/g, '')
      .split(' ')
      .filter((word) => word.indexOf('@') < 1)
      .join(' ')
      .replace(/["“”]/g, '')
      .trim();
    if (name !== '' && name.length <= MAX_PUBLISHER) metadata.publisher = name;
  }
  return { kind: 'mail header', metadata };
}

/** A line that is a date and nothing else. */
export function dateOnly(text: string): Credit | null {
  const date = dateLine(text);
  return date && { kind: 'date', metadata: { ...noMetadata(), published: date.iso } };
}
