/** Quotas as people write them: in `collection.yaml` and in `COLLECTION_QUOTAS`. */
import { type Reason, statement } from '../refusals.ts';
import type { Quotas } from './collection.ts';

/** One quota. */
export interface QuotaField {
  readonly field: string;
  readonly quota: keyof Quotas;
  /** Of what people write, in one of what is counted. */
  readonly unit: number;
}

const BYTES_PER_MB = 1024 * 1024;

/** Larger ones mean that there is no bound. */
const HIGHEST = 1_000_000_000;

/** All of them, in the order in which they are listed. */
export const QUOTA_FIELDS: readonly QuotaField[] = [
  { field: 'articles', quota: 'articles', unit: 1 },
  { field: 'passages', quota: 'passages', unit: 1 },
  { field: 'megabytes', quota: 'bytes', unit: BYTES_PER_MB },
  { field: 'sources', quota: 'sources', unit: 1 },
  { field: 'waiting', quota: 'waiting', unit: 1 },
  { field: 'questions', quota: 'questionsPerMinute', unit: 1 },
];

/** Without any bound: what an operator's collections have where nothing is said. */
export const NO_QUOTAS: Quotas = {
  articles: null,
  passages: null,
  bytes: null,
  sources: null,
  waiting: null,
  questionsPerMinute: null,
};

/**
 * What a collection has that was made for a server by itself, where nothing else is said: some hundred
 * articles, as much memory as a small server can spare for each (20,000 passages are 420 MB), and questions
 * as quickly as a busy channel asks them.
 */
export const USUAL_QUOTAS: Quotas = {
  articles: 500,
  passages: 20_000,
  bytes: 100 * BYTES_PER_MB,
  sources: 10,
  waiting: 20,
  questionsPerMinute: 60,
};

/** Reads one: a whole number, or `none`. */
export function readQuotaField(
  { unit }: QuotaField,
  text: string,
): { readonly value: number | null } | { readonly expected: Reason } {
  const said = text.trim();
  if (said === 'none') return { value: null };
  const number = /^\d{1,10}$/.test(said) ? Number(said) : Number.NaN;
  if (number <= HIGHEST) return { value: number * unit };
  return { expected: statement('countFromZero', { max: HIGHEST }) };
}

/** `articles=500,sources=none`: quotas over the usual ones; null where that is not what it is. */
export function readQuotas(text: string): Quotas | null {
  const quotas = { ...USUAL_QUOTAS };
  for (const entry of text.split(',').map((each) => each.trim())) {
    if (entry === '') continue;
    const [name = '', value = ''] = entry.split('=', 2);
    const field = QUOTA_FIELDS.find((each) => each.field === name.trim());
    const read = field && readQuotaField(field, value);
    if (field === undefined || read === undefined || !('value' in read)) return null;
    quotas[field.quota] = read.value;
  }
  return quotas;
}
