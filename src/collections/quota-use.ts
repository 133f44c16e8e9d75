/** What a collection uses of its quotas, and the refusal of what would go beyond them. */
import { Refusal, type Statement, statement } from '../refusals.ts';
import type { Quotas } from './collection.ts';

/** What is counted. */
export type QuotaKind = keyof Quotas;

/** How much there is of each; questions of the last minute. */
export type QuotaCounts = { readonly [K in QuotaKind]: number };

/** The quotas of one collection. */
export interface QuotaUse {
  readonly limits: Quotas;
  /** How much is used now. */
  use(): Promise<QuotaCounts>;
  /** @throws Refusal `quota…`, with the numbers, where `more` does not fit. */
  refuse(kind: Exclude<QuotaKind, 'questionsPerMinute'>, more: number): Promise<void>;
}

/** Where the counts come from. */
export interface QuotaParts {
  /** As `collection.yaml` says now. */
  readonly limits: () => Quotas;
  readonly count: Readonly<
    Record<Exclude<QuotaKind, 'questionsPerMinute'>, () => number | Promise<number>>
  >;
  readonly questions: () => number | Promise<number>;
}

/** Counts and refuses. */
export function quotaUse({ limits, count, questions }: QuotaParts): QuotaUse {
  return {
    get limits() {
      return limits();
    },
    async use() {
      const [articles, passages, bytes, sources, waiting, asked] = await Promise.all([
        count.articles(),
        count.passages(),
        count.bytes(),
        count.sources(),
        count.waiting(),
        questions(),
      ]);
      return { articles, passages, bytes, sources, waiting, questionsPerMinute: asked };
    },
    async refuse(kind, more) {
      const max = limits()[kind];
      if (max === null) return;
      const use = await count[kind]();
      if (use + more > max) throw refusalOf(kind, max, use);
    },
  };
}

function refusalOf(kind: Exclude<QuotaKind, 'questionsPerMinute'>, max: number, use: number) {
  switch (kind) {
    case 'articles':
      return new Refusal('quotaArticles', { max, use });
    case 'passages':
      return new Refusal('quotaPassages', { max, use });
    case 'bytes':
      return new Refusal('quotaBytes', { max, use });
    case 'sources':
      return new Refusal('quotaSources', { max, use });
    case 'waiting':
      return new Refusal('quotaWaiting', { max });
  }
}

/** Why a collection takes nothing more: what of it is beyond its quota already; null where nothing is. */
export function beyond(limits: Quotas, counts: QuotaCounts): Statement | null {
  const { articles, passages, bytes } = limits;
  if (articles !== null && counts.articles > articles) {
    return statement('quotaArticles', { max: articles, use: counts.articles });
  }
  if (passages !== null && counts.passages > passages) {
    return statement('quotaPassages', { max: passages, use: counts.passages });
  }
  if (bytes !== null && counts.bytes > bytes) {
    return statement('quotaBytes', { max: bytes, use: counts.bytes });
  }
  return null;
}

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** The questions of the last minute. In memory, so that none is written down and a restart forgives all. */
export interface QuestionRate {
  /** How many of the last minute. */
  count(): number;
  /**
   * Counts one.
   * @throws Refusal `quotaQuestions`, which says when the next one may be asked.
   */
  add(max: number | null): void;
}

/** @param now milliseconds by a clock that is never put back. */
export function questionRate(now: () => number = () => performance.now()): QuestionRate {
  /** When they were asked, the oldest first. */
  let times: number[] = [];

  function fresh(): readonly number[] {
    const since = now() - MINUTE_MS;
    const first = times.findIndex((time) => time > since);
    if (first !== 0) times = first === -1 ? [] : times.slice(first);
    return times;
  }

  return {
    count: () => fresh().length,
    add(max) {
      const asked = fresh();
      if (max !== null && asked.length >= max) {
        const free = max === 0 ? now() : (asked[asked.length - max] as number);
        const n = Math.max(1, Math.ceil((free + MINUTE_MS - now()) / SECOND_MS));
        throw new Refusal('quotaQuestions', { max, n });
      }
      times.push(now());
    },
  };
}
