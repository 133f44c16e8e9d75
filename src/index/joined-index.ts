/**
 * Several indexes asked as one, for one question: it ranks as an index over all their passages would,
 * and each of them is asked as if it were alone. Nothing of it is kept, so no collection leaves a trace
 * in what another one's people see.
 */
import { splitHalves } from '../citations/citation-id.ts';
import { byCitation } from './bm25.ts';
import { furtherRequests, mergedLookUp, partRequests, withSpellings } from './joined-look-up.ts';
import { mergedStatistics } from './joined-statistics.ts';
import { type JoinedTerms, joinedTerms } from './joined-terms.ts';
import type {
  Candidate,
  CollectionStatistics,
  FoundPassages,
  PassageIndex,
  PassageQuery,
} from './passage-index.ts';

/** A slot of one of several indexes, told apart from all others: it may exceed 32 bits. */
export function joinedSlot(slot: number, part: number, parts: number): number {
  return slot * parts + part;
}

/** Which index a joined slot is of, and its slot there. */
export function ownSlot(joined: number, parts: number): { part: number; slot: number } {
  return { part: joined % parts, slot: Math.floor(joined / parts) };
}

/**
 * An article's id, told apart from the same one of another index. In a filter an empty one stands for
 * all articles of its index.
 */
export function joinedArticle(id: string, part: number): string {
  return `${part}/${id}`;
}

/**
 * Joins indexes, in the order in which their equals come; to be made anew for each question. All parts
 * are called in the same tick, so that an engine may make one query of its own parts'.
 * @param parts of the same dimensions; they are closed by whoever opened them.
 * @throws RangeError without parts, and for different dimensions.
 */
export function joinIndexes(parts: readonly PassageIndex[]): PassageIndex {
  const [first, ...others] = parts;
  if (first === undefined || others.some(({ dimensions }) => dimensions !== first.dimensions)) {
    throw new RangeError('indexes of the same dimensions are needed');
  }
  const terms = joinedTerms(parts);
  let seen: CollectionStatistics | null = null;
  let searches = 0;

  async function statistics(): Promise<CollectionStatistics> {
    seen = mergedStatistics(await Promise.all(parts.map((part) => part.statistics())));
    return seen;
  }

  return {
    dimensions: first.dimensions,
    statistics,
    async lookUp(wanted, phrases = []) {
      const requests = partRequests(wanted, phrases);
      const first = await Promise.all(
        parts.map((part) => part.lookUp(requests.terms, requests.phrases)),
      );
      const further = furtherRequests(wanted, requests, first);
      const more = await Promise.all(
        parts.map((part, at) => {
          const asked = further.terms[at] ?? [];
          return asked.length === 0 ? null : part.lookUp(asked);
        }),
      );
      const found = withSpellings(first, more, further.unknown);
      seen = mergedStatistics(found);
      const merged = mergedLookUp({ wanted, phrases, found, more }, terms);
      return { ...seen, ...merged, termCount: terms.count() };
    },
    async search(query) {
      const { meanLength, passages } = seen ?? (await statistics());
      const joint = { search: ++searches, passages };
      const found = await Promise.all(
        parts.map((part, at) => part.search({ ...partQuery(query, at, terms, meanLength), joint })),
      );
      return mergedPassages(query, found, terms);
    },
    async similarities(joined, vector) {
      const { part, slot } = ownSlot(joined, parts.length);
      return (parts[part] as PassageIndex).similarities(slot, vector);
    },
    async termsOf(numbers) {
      return numbers.map((number) => terms.termOf(number));
    },
    async close() {
      // The parts are others'.
    },
  };
}

/** The query as one part is asked it: reckoned as if it held the others' passages, too. */
function partQuery(
  query: PassageQuery,
  part: number,
  terms: JoinedTerms,
  meanLength: number,
): PassageQuery {
  const { filter } = query;
  const prefix = joinedArticle('', part);
  const asked: PassageQuery = {
    meanLength,
    ...query,
    terms: query.terms.map(({ id, weight, frequency = terms.frequencyOf(id) }) => ({
      ...{ id: terms.own(id, part), weight, frequency },
    })),
    ...(filter && { filter: { articleIds: within(filter.articleIds, prefix) } }),
  };
  if (!filter?.articleIds.includes(prefix)) return asked;
  const { filter: _all, ...everything } = asked;
  return everything;
}

function within(articleIds: readonly string[], prefix: string): string[] {
  return articleIds.flatMap((id) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []));
}

/** A candidate as its part gave it. */
interface PartCandidate {
  readonly part: number;
  /** The joined one. */
  readonly slot: number;
  readonly citationId: string;
  readonly candidate: Candidate;
}

async function mergedPassages(
  query: PassageQuery,
  found: readonly FoundPassages[],
  terms: JoinedTerms,
): Promise<FoundPassages> {
  const all = new Map<number, PartCandidate>();
  for (const [part, { candidates }] of found.entries()) {
    for (const candidate of candidates) {
      const slot = joinedSlot(candidate.slot, part, found.length);
      all.set(slot, { part, slot, citationId: candidate.citationId, candidate });
    }
  }
  const ranked = (part: number, slot: number, score?: number) => {
    const known = all.get(joinedSlot(slot, part, found.length));
    if (known === undefined) return [];
    return [{ ...known, score: score ?? known.candidate.similarities[0] ?? 0 }];
  };
  const best = (several: readonly (PartCandidate & { readonly score: number })[], count: number) =>
    [...several].sort((a, b) => b.score - a.score || byCitation(a, b)).slice(0, count);
  const nearest = best(
    found.flatMap((each, part) => each.nearest.flatMap((slot) => ranked(part, slot))),
    query.byVector,
  ).map(({ slot }) => slot);
  const lexical = best(
    found.flatMap((each, part) =>
      each.lexical.flatMap(({ slot, score }) => ranked(part, slot, score)),
    ),
    query.byWords,
  ).map(({ slot, score }) => ({ slot, score }));
  const within = found.reduce((sum, each) => sum + each.within, 0);
  const chosen = new Set([...nearest, ...lexical.map(({ slot }) => slot)]);
  const kept = [...all.values()].filter(({ slot }) => within <= query.all || chosen.has(slot));
  const candidates = markCopies(await joinedCandidates(kept, terms), (slot) => slot % found.length);
  return { ...mergedStatistics(found), within, candidates, nearest, lexical };
}

/** With terms numbered, and articles told apart, as all parts together have them. */
async function joinedCandidates(
  kept: readonly PartCandidate[],
  terms: JoinedTerms,
): Promise<Candidate[]> {
  await terms.learn(
    kept.map(({ part, candidate: { tokens, context } }) => ({ part, lists: [tokens, context] })),
  );
  return kept.map(({ part, slot, candidate }): Candidate => {
    const joined = (id: number) => terms.joined(id, part);
    return {
      ...candidate,
      slot,
      articleId: joinedArticle(candidate.articleId, part),
      tokens: candidate.tokens.map(joined),
      context: candidate.context.map(joined),
      articleTerms: candidate.articleTerms.map(joined),
    };
  });
}

/**
 * Tells which candidates are copies of others: the same words in a later index, by the half of the
 * citation id that hashes them, and the same terms.
 * @param partOf which index a slot is of.
 */
export function markCopies(
  candidates: readonly Candidate[],
  partOf: (slot: number) => number,
): Candidate[] {
  const originals = new Map<string, Candidate>();
  const copies = new Map<number, number>();
  const inOrder = [...candidates].sort(
    (a, b) => partOf(a.slot) - partOf(b.slot) || byCitation(a, b),
  );
  for (const candidate of inOrder) {
    const words = splitHalves(candidate.citationId)?.words ?? candidate.citationId;
    const original = originals.get(words);
    if (original === undefined) originals.set(words, candidate);
    else if (
      partOf(original.slot) !== partOf(candidate.slot) &&
      isSame(original.tokens, candidate.tokens)
    )
      copies.set(candidate.slot, original.slot);
  }
  return candidates.map((each) => {
    const copyOf = copies.get(each.slot);
    return copyOf === undefined ? each : { ...each, copyOf };
  });
}

function isSame(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((term, at) => term === b[at]);
}
