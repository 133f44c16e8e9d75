/**
 * Passages that were quoted from once and are gone: kept in the state so that an old
 * citation can still say what became of it. Of what was taken out, no word is kept, only that it was
 * there. Only a memory: deleting it costs nothing but that.
 */
import { z } from 'zod';
import type { Article } from '../model.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { timeSlice } from '../time-slices.ts';
import { splitHalves } from './citation-id.ts';
import { type PlacedPassage, sliceOf } from './excerpt.ts';
import { isTakenOut, wordPairs } from './taken-out.ts';

/** Some ten megabytes of text; the oldest are forgotten first. */
const KEPT = 10_000;

/** In the state of a collection. */
const FORMER = 'former-passages.jsonl';

/** A passage that is worded otherwise by now: kept to tell people what a citation meant. */
export interface FormerPassage {
  readonly id: string;
  readonly text: string;
  readonly title: string;
  readonly paragraph: number;
  /** When it was found to be gone, in milliseconds since 1970. */
  readonly goneAt: number;
}

/** A passage that was taken out, with its article or by itself: what it said is nobody's business. */
export type TakenOut = Pick<FormerPassage, 'id' | 'goneAt'>;

const Bare = z.object({ id: z.string(), goneAt: z.number() }) satisfies z.ZodType<TakenOut>;
const Worded = Bare.extend({
  text: z.string(),
  title: z.string(),
  paragraph: z.number(),
}) satisfies z.ZodType<FormerPassage>;
const Stored = z.union([Worded, Bare]);

/** What can be cited at one moment. */
export interface Citable {
  readonly articles: ReadonlyMap<string, Article>;
  /** Citation id to its passage. */
  readonly citations: ReadonlyMap<string, PlacedPassage>;
  /** Ids of an earlier release whose words are part of a passage now. */
  readonly formerly: ReadonlyMap<string, unknown>;
}

/** Whether it may still be told what a passage said. */
export function hasWords(former: FormerPassage | TakenOut): former is FormerPassage {
  return 'text' in former;
}

function withoutWords({ id, goneAt }: TakenOut): TakenOut {
  return { id, goneAt };
}

/**
 * The passage that had a citation id, as whoever writes the state has judged it; null where none is
 * remembered. For a process that writes none: `FormerPassages` judges anew.
 */
export async function formerPassage(
  state: Pick<StateFolder, 'read'>,
  id: string,
): Promise<FormerPassage | TakenOut | null> {
  const text = (await state.read(FORMER))?.toString() ?? '';
  let found: FormerPassage | TakenOut | null = null;
  for (const line of text.split('\n')) {
    const former = line.includes(id) ? parseLine(line) : null;
    if (former?.id === id && !(found && found.goneAt > former.goneAt)) found = former;
  }
  return found;
}

/** By citation id; a line a passage in one file, which one process writes. */
export class FormerPassages {
  readonly #state: StateFolder;
  readonly #signal: AbortSignal | undefined;
  readonly #byId = new Map<string, FormerPassage | TakenOut>();
  /** Ids of what was read of the file and is not compared with the articles yet: silent until then. */
  readonly #unread = new Set<string>();
  #wasCompared = false;
  /** Never rejects. */
  #comparing: Promise<void> = Promise.resolve();
  /** Whether the file has lines that count no more. */
  #isStale = false;
  /** Writes follow each other. Never rejects: a full disk costs this memory only. */
  #writing: Promise<void> = Promise.resolve();

  /** @param signal ends what takes long; the next process begins it anew. */
  constructor(state: StateFolder, signal?: AbortSignal) {
    this.#state = state;
    this.#signal = signal;
  }

  /** Reads what is remembered; lines that are damaged are left out. */
  async load(): Promise<void> {
    const file = await this.#state.read(FORMER).catch(() => null);
    const lines = (file?.toString() ?? '').split('\n').filter((line) => line !== '');
    for (const line of lines) {
      const passage = parseLine(line);
      const known = passage && this.#byId.get(passage.id);
      // An older file's lines may have been added to a newer one: the latest counts.
      if (passage && !(known && known.goneAt > passage.goneAt)) this.#byId.set(passage.id, passage);
    }
    for (const former of this.#byId.values()) if (hasWords(former)) this.#unread.add(former.id);
    this.#isStale = lines.length > this.#byId.size;
    if (lines.length > KEPT) this.#rewrite();
  }

  /** The passage that had a citation id; without its words where it was taken out. */
  get(id: string): FormerPassage | TakenOut | null {
    const former = this.#byId.get(id) ?? null;
    return former && this.#unread.has(id) ? withoutWords(former) : former;
  }

  /**
   * Remembers what `before` had and `after` has no more, and forgets the words of whatever `after`
   * shows to have been taken out, now or earlier. To be awaited before anybody is shown `after`.
   */
  async note(before: Citable, after: Citable): Promise<void> {
    await this.#comparing;
    if (this.#wasCompared && before === after) return;
    const gone: (FormerPassage | TakenOut)[] = [];
    const goneAt = Date.now();
    for (const [id, { article, passage }] of before.citations) {
      if (isCitable(id, after)) continue;
      const { title } = article;
      const text = sliceOf(article, passage);
      gone.push({ id, text, title, paragraph: passage.paragraph, goneAt });
    }
    // An earlier release cut its passages otherwise: what exactly they said is not known any more.
    for (const id of before.formerly.keys()) if (!isCitable(id, after)) gone.push({ id, goneAt });
    const changed = changedArticles(before, after);
    const known = [...this.#byId.values()].filter(hasWords);
    const earlier = this.#wasCompared ? known.filter((each) => changed.has(articleOf(each))) : [];
    const silenced = await takenOut([...gone, ...earlier], after.articles, this.#signal);
    const told = gone.map((former) => (silenced.has(former) ? withoutWords(former) : former));
    for (const former of silenced) this.#byId.set(former.id, withoutWords(former));
    for (const former of told) {
      this.#byId.set(former.id, former);
      this.#unread.delete(former.id);
    }
    if (!this.#wasCompared) this.#compare(after);
    const hasForgotten = earlier.some((former) => silenced.has(former));
    if (hasForgotten || this.#isStale || this.#byId.size > KEPT) this.#rewrite();
    else if (told.length > 0) this.#append(told);
  }

  /** Goes through all that was read of the file, which may take seconds; nobody is to wait for it. */
  #compare({ articles }: Citable): void {
    this.#wasCompared = true;
    const read = [...this.#unread].flatMap((id) => this.#byId.get(id) ?? []);
    this.#comparing = takenOut(read, articles, this.#signal)
      .then((silenced) => {
        for (const former of silenced) this.#byId.set(former.id, withoutWords(former));
        this.#unread.clear();
        if ([...silenced].some(hasWords)) this.#rewrite();
      })
      .catch(() => {});
  }

  /** Knows passages as taken out already; what becomes of them is for `note` to say. */
  hide(ids: readonly string[]): void {
    const goneAt = Date.now();
    for (const id of ids) {
      this.#isStale ||= this.#byId.has(id);
      this.#byId.set(id, { id, goneAt });
    }
  }

  /** Resolves when all that was read is compared, and all that was noted is written. */
  async settled(): Promise<void> {
    await this.#comparing;
    await this.#writing;
  }

  #append(passages: readonly TakenOut[]): void {
    const lines = passages.map((passage) => JSON.stringify(passage));
    this.#write(() => this.#state.append(FORMER, lines));
  }

  #rewrite(): void {
    const kept = [...this.#byId.values()].sort((a, b) => a.goneAt - b.goneAt).slice(-KEPT);
    this.#byId.clear();
    for (const passage of kept) this.#byId.set(passage.id, passage);
    const lines = kept.map((passage) => `${JSON.stringify(passage)}\n`).join('');
    this.#isStale = false;
    this.#write(() => this.#state.write(FORMER, Buffer.from(lines)));
  }

  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work).catch(() => {});
  }
}

function isCitable(id: string, { citations, formerly }: Citable): boolean {
  return citations.has(id) || formerly.has(id);
}

function articleOf({ id }: TakenOut): string {
  return splitHalves(id)?.article ?? '';
}

/** Ids of articles that came, went, or have another text now. */
function changedArticles(before: Citable, after: Citable): Set<string> {
  const ids = new Set([...before.articles.keys(), ...after.articles.keys()]);
  for (const id of ids) {
    if (before.articles.get(id)?.hash === after.articles.get(id)?.hash) ids.delete(id);
  }
  return ids;
}

/** Those of which something was taken out of the articles, or all with their article. */
async function takenOut<P extends FormerPassage | TakenOut>(
  formers: readonly P[],
  articles: ReadonlyMap<string, Article>,
  signal: AbortSignal | undefined,
): Promise<Set<P>> {
  const byArticle = new Map<string, P[]>();
  for (const former of formers) {
    const id = articleOf(former);
    const others = byArticle.get(id);
    if (others) others.push(former);
    else byArticle.set(id, [former]);
  }
  const slice = timeSlice();
  const found = new Set<P>();
  for (const [id, ofArticle] of byArticle) {
    signal?.throwIfAborted();
    const article = articles.get(id);
    const now = article ? await wordPairs(article.text, slice) : null;
    for (const former of ofArticle) {
      if (now === null || !hasWords(former) || isTakenOut(former.text, now)) found.add(former);
      if (slice.isOver()) await slice.next();
    }
  }
  return found;
}

function parseLine(line: string): FormerPassage | TakenOut | null {
  try {
    return Stored.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
