/** What Discord's Markdown shows in other words: ids by name, moments as one reads them. */
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/** Names for ids in mentions; null for those that are not known. */
export interface Names {
  user(id: string): string | null;
  channel(id: string): string | null;
  role(id: string): string | null;
}

const TIME_STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};
const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A moment as Discord writes it. @param style one of Discord's letters. */
export function formatTime(seconds: number, style: string, now = Date.now() / 1000): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return words.invalidDate;
  if (style !== 'R') return new Intl.DateTimeFormat(language, TIME_STYLES[style]).format(date);
  const distance = seconds - now;
  const [unit, length] = UNITS.find(([, one]) => Math.abs(distance) >= one) ?? ['second', 1];
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return relative.format(Math.round(distance / length), unit);
}
