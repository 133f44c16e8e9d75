/** The settings of a source as people write them: read one by one, and written as they are read. */
import { httpUrl } from '../articles/front-matter.ts';
import { freeName } from '../intake/file-names.ts';
import { type Reason, statement } from '../refusals.ts';
import {
  DAY_MS,
  HOUR_MS,
  LONGEST_MS,
  LONGEST_PATTERN,
  MINUTE_MS,
  MOST_ARTICLES,
  MOST_DAYS,
  SHORTEST_MS,
} from './limits.ts';
import { type Keep, MAX_NAME, type SourceKind } from './source.ts';

/** A setting that was understood, or what would have been. */
export type Setting<T> = { readonly value: T } | { readonly expected: Reason };

const UNITS = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const;

/** Snowflakes have 17 to 20 digits. */
const CHANNEL_ID = /^\d{17,20}$/;

/** `30m`, `6h`, `2d`. */
export function readInterval(text: string): Setting<number> {
  const [, count, unit] = /^(\d{1,5})\s?([mhd])$/.exec(text.trim()) ?? [];
  const ms = Number(count) * UNITS[(unit ?? 'm') as keyof typeof UNITS];
  if (ms >= SHORTEST_MS && ms <= LONGEST_MS) return { value: ms };
  return {
    expected: statement('timeFrom', { min: showTime(SHORTEST_MS), max: showTime(LONGEST_MS) }),
  };
}

/** As `readInterval` reads it: `90m`, `6h`, `2d`. @param ms whole minutes. */
export function showTime(ms: number): string {
  if (ms % DAY_MS === 0) return `${ms / DAY_MS}d`;
  return ms % HOUR_MS === 0 ? `${ms / HOUR_MS}h` : `${Math.round(ms / MINUTE_MS)}m`;
}

/** A whole number from 1. */
export function readCount(text: string, max: number): Setting<number> {
  const count = /^\d{1,7}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= max
    ? { value: count }
    : { expected: statement('countUpTo', { max }) };
}

/** `200` articles, or those of the last `90d`. */
export function readKeep(text: string): Setting<Keep> {
  const [, number, unit] = /^(\d{1,5})\s?(d?)$/.exec(text.trim()) ?? [];
  const count = Number(number);
  if (unit === 'd' && count >= 1 && count <= MOST_DAYS)
    return { value: { by: 'age', days: count } };
  if (unit === '' && count >= 1 && count <= MOST_ARTICLES) return { value: { by: 'count', count } };
  return { expected: statement('countOrAge') };
}

/** As `readKeep` reads it. */
export function showKeep(keep: Keep): string {
  return keep.by === 'age' ? `${keep.days}d` : String(keep.count);
}

/** See `Source.only`. */
export function readPattern(text: string): Setting<string> {
  const pattern = text.trim();
  const fits = pattern.length > 0 && pattern.length <= LONGEST_PATTERN;
  return fits
    ? { value: pattern }
    : { expected: statement('addressPattern', { max: LONGEST_PATTERN }) };
}

/** See `Source.name`. */
export function readName(text: string): Setting<string> {
  const name = text.trim();
  if (isSourceName(name)) return { value: name };
  return { expected: statement('plainName', { max: MAX_NAME }) };
}

/** Whether a text may name a source, and so a folder, on any system. */
export function isSourceName(text: string): boolean {
  if (text.length > MAX_NAME || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return false;
  // A device of Windows gets another name than the one that was asked for.
  return freeName(text, '', new Set()) === text && text !== 'node-modules';
}

/** The id of a channel. */
export function readChannel(text: string): Setting<string> {
  const id = text.trim();
  return CHANNEL_ID.test(id) ? { value: id } : { expected: statement('channelId') };
}

/** An http(s) address without credentials or a fragment. */
export function readAddress(text: string): Setting<string> {
  const address = httpUrl(text.trim());
  if (address === null) return { expected: statement('webAddress') };
  return { value: address.replace(/#.*$/s, '') };
}

/** Parts of addresses that say only what kind of thing is there. */
const KIND_WORDS = /^(?:feed|feeds|rss|rss2|atom|xml|index|sitemap|llms|json)$/i;

/** A name that tells where articles come from: `example-org-news`. @param address of the source. */
export function nameOf(kind: SourceKind, address: string): string {
  const parts =
    kind === 'folder'
      ? [address.split(/[\\/]/).findLast((part) => part !== '') ?? 'folder']
      : partsOf(new URL(address));
  const whole = freeName(parts.join(' '), '', new Set());
  if (whole.length <= MAX_NAME) return whole;
  return whole.slice(0, MAX_NAME).replace(/-[^-]*$/, '');
}

function partsOf({ hostname, pathname, search }: URL): string[] {
  const path = pathname
    .split('/')
    .map((part) => part.replace(/\.[a-z]{2,5}$/i, ''))
    .filter((part) => part !== '' && !KIND_WORDS.test(part));
  return [hostname.replace(/^www\./, ''), ...path, search];
}
