/** Puts questions together that ask for the same, by the words they share. */
import { detectLanguage } from '../languages/detect.ts';
import { tokenize } from '../search/terms.ts';
import type { Gap } from './gap-log.ts';

/** A question whose text was kept. */
export interface AskedAt extends Pick<Gap, 'at'> {
  readonly question: string;
}

/** Questions alike, under the latest of them. */
export interface GapGroup {
  readonly question: string;
  readonly count: number;
  /** When it was asked last, in milliseconds since 1970. */
  readonly lastAt: number;
  /** Every wording, latest first, none twice. */
  readonly wordings: readonly string[];
}

/**
 * Shared terms over all terms of two questions (Jaccard): half lets "How tall is the dam?" meet
 * "What is the height of the dam, how tall?", and keeps questions apart that share their topic only.
 */
const ALIKE = 0.5;
/** Letters by which words beyond a–z are compared: what a stemmer leaves of their endings, too. */
const STEM_LETTERS = 5;

interface Draft {
  readonly terms: ReadonlySet<string>;
  readonly gaps: AskedAt[];
}

/** Groups, the one asked most often first; then the latest. */
export function groupGaps(gaps: readonly AskedAt[]): GapGroup[] {
  const drafts: Draft[] = [];
  const byTerm = new Map<string, Set<Draft>>();
  for (const gap of gaps) {
    const terms = termsOf(gap.question);
    const near = new Set([...terms].flatMap((term) => [...(byTerm.get(term) ?? [])]));
    let best: Draft | null = null;
    let bestShare = ALIKE;
    for (const draft of near) {
      const share = likeness(terms, draft.terms);
      if (share >= bestShare) [best, bestShare] = [draft, share];
    }
    if (best) {
      best.gaps.push(gap);
      continue;
    }
    const draft = { terms, gaps: [gap] };
    drafts.push(draft);
    for (const term of terms) byTerm.set(term, (byTerm.get(term) ?? new Set()).add(draft));
  }
  return drafts
    .map(({ gaps }) => groupOf([...gaps].sort((a, b) => b.at - a.at)))
    .sort((a, b) => b.count - a.count || b.lastAt - a.lastAt);
}

function groupOf(latestFirst: readonly AskedAt[]): GapGroup {
  const [latest] = latestFirst;
  const wordings = [...new Set(latestFirst.map(({ question }) => question))];
  return {
    question: latest?.question ?? '',
    count: latestFirst.length,
    lastAt: latest?.at ?? 0,
    wordings,
  };
}

/** Stems without stop words; all the words where a question has no others. */
export function termsOf(question: string): Set<string> {
  const tokens = tokenize(question, detectLanguage(question));
  const terms = tokens.map(({ term }) => term).filter((term) => term !== '');
  const kept = terms.length > 0 ? terms : tokens.map(({ word }) => word);
  const made = kept.map((term) => (/^[a-z]+$/.test(term) ? term : term.slice(0, STEM_LETTERS)));
  // A question of signs only is like itself and nothing else.
  return new Set(made.length > 0 ? made : [question.trim()]);
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of a) if (b.has(term)) shared++;
  return shared / (a.size + b.size - shared);
}
