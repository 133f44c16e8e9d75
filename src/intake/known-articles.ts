/** Knows the articles that are there, so that one that comes again is noticed without reading them. */
import type { FileReading } from '../model.ts';
import { timeSlice } from '../time-slices.ts';
import { type Traits, traitsOf } from './traits.ts';

/** Files by name. What has not changed since the last time is the same reading, not an equal one. */
export type KnownFiles = ReadonlyMap<string, { readonly reading: FileReading }>;

/** An article that is there already. */
export interface Duplicate {
  readonly file: string;
  readonly title: string;
}

/** What is looked for. */
export interface Sought {
  /** SHA-256 of the file, as it came and as it would be stored, hex. */
  readonly files: readonly string[];
  /** Of each article in it. */
  readonly articles: readonly Traits[];
}

/** The articles of the folder, by what they are recognised by. */
export interface KnownArticles {
  /** Learns what has changed since the last time: `findDuplicate` need not wait for that then. */
  catchUp(): Promise<void>;
  /**
   * An article with the same bytes, text or address, or with more than 90 % of the paragraphs of one
   * of those that are sought. Costs what is sought costs, however many articles there are.
   * @throws what the source of the files throws: that something is new is never guessed.
   */
  findDuplicate(sought: Sought): Promise<Duplicate | null>;
}

/** Of its paragraphs this share stands in the other article: the same, with a line more or less. */
const SAME_SHARE = 0.9;

interface Known extends Duplicate {
  readonly part: number;
}

/**
 * Knows what `current` tells.
 * @param current all files of the folder as they are now; waits until they have been read.
 */
export function knowArticles(current: () => Promise<KnownFiles>): KnownArticles {
  const readings = new Map<string, FileReading>();
  /** By bytes, text, address and paragraphs, each kind with a letter of its own in front. */
  const byKey = new Map<string, Set<Known>>();
  /** Of each file, what has to go when it changes. */
  const learnt = new Map<string, readonly (readonly [string, Known])[]>();
  let last: KnownFiles | null = null;
  /** One after the other; never rejects. */
  let learning: Promise<unknown> = Promise.resolve();

  function forget(file: string): void {
    for (const [key, article] of learnt.get(file) ?? []) {
      const same = byKey.get(key);
      same?.delete(article);
      if (same?.size === 0) byKey.delete(key);
    }
    learnt.delete(file);
    readings.delete(file);
  }

  function learn(file: string, reading: FileReading): void {
    const entries = reading.articles.flatMap((article, index) => {
      const { title, part } = article;
      const known: Known = { file, title, part };
      const traits = traitsOf(article);
      const keys = [...exactKeys(traits), ...traits.paragraphs.map(paragraphKey)];
      // A file that is there as it is, is named by its first article.
      if (index === 0) keys.push(fileKey(reading.sha256));
      return keys.map((key) => [key, known] as const);
    });
    for (const [key, article] of entries) {
      const same = byKey.get(key);
      if (same) same.add(article);
      else byKey.set(key, new Set([article]));
    }
    learnt.set(file, entries);
    readings.set(file, reading);
  }

  async function compare(now: KnownFiles): Promise<void> {
    if (now === last) return;
    for (const file of readings.keys()) if (!now.has(file)) forget(file);
    const slice = timeSlice();
    for (const [file, { reading }] of now) {
      if (readings.get(file) === reading) continue;
      forget(file);
      learn(file, reading);
      if (slice.isOver()) await slice.next();
    }
    last = now;
  }

  function catchUp(): Promise<void> {
    // Asked for when it is its turn, so that an older state never comes after a newer one.
    const done = learning.then(async () => compare(await current()));
    learning = done.catch(() => {});
    return done;
  }

  /** The first by name, so that the answer does not depend on the order of things. */
  function first(found: Iterable<Known>): Duplicate | null {
    const [best] = [...found].sort(
      (a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)) || a.part - b.part,
    );
    return best ? { file: best.file, title: best.title } : null;
  }

  const withKeys = (keys: readonly string[]) => keys.flatMap((key) => [...(byKey.get(key) ?? [])]);

  /** The articles in which nearly all that is sought stands. */
  function containing({ paragraphs }: Traits): Known[] {
    const shared = new Map<Known, number>();
    for (const paragraph of paragraphs) {
      for (const article of byKey.get(paragraphKey(paragraph)) ?? []) {
        shared.set(article, (shared.get(article) ?? 0) + 1);
      }
    }
    return [...shared]
      .filter(([, count]) => count / paragraphs.length > SAME_SHARE)
      .map(([article]) => article);
  }

  return {
    catchUp,
    async findDuplicate({ files, articles }) {
      await catchUp();
      return (
        first(withKeys(files.map(fileKey))) ??
        first(withKeys(articles.flatMap(exactKeys))) ??
        first(articles.flatMap(containing))
      );
    },
  };
}

const fileKey = (sha256: string) => `f${sha256}`;
const paragraphKey = (paragraph: string) => `p${paragraph}`;

function exactKeys({ text, address }: Traits): string[] {
  return [`t${text}`, ...(address === null ? [] : [`a${address}`])];
}
