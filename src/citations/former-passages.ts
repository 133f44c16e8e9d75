/**
 * Passages that were quoted from once and are gone: kept under the data folder so that an old
 * citation can still say what it meant. Only a memory: deleting it costs nothing but that.
 */
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../data-folders.ts';
import { type PlacedPassage, sliceOf } from './excerpt.ts';

/** Some ten megabytes of text; the oldest are forgotten first. */
const KEPT = 10_000;

/** A passage that the articles held once: kept to tell people what a citation meant. */
export interface FormerPassage {
  readonly id: string;
  readonly text: string;
  readonly title: string;
  readonly paragraph: number;
  /** When it was found to be gone, in milliseconds since 1970. */
  readonly goneAt: number;
}

const Stored = z.object({
  id: z.string(),
  text: z.string(),
  title: z.string(),
  paragraph: z.number(),
  goneAt: z.number(),
}) satisfies z.ZodType<FormerPassage>;

/** What can be cited at one moment. */
export interface Citable {
  /** Citation id to its passage. */
  readonly citations: ReadonlyMap<string, PlacedPassage>;
  /** Ids of an earlier release whose words are part of a passage now. */
  readonly formerly: { has(id: string): boolean };
}

/** By citation id; a line a passage in one file. */
export class FormerPassages {
  readonly #file: string;
  readonly #byId = new Map<string, FormerPassage>();
  /** Writes follow each other. Never rejects: a full disk costs this memory only. */
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** Reads what is remembered; lines that are damaged are left out. */
  async load(): Promise<void> {
    const text = await readFile(this.#file, 'utf8').catch(() => '');
    const lines = text.split('\n').filter((line) => line !== '');
    for (const line of lines) {
      const passage = parseLine(line);
      const known = passage && this.#byId.get(passage.id);
      // An older file's lines may have been added to a newer one: the latest counts.
      if (passage && !(known && known.goneAt > passage.goneAt)) this.#byId.set(passage.id, passage);
    }
    if (lines.length > KEPT) this.#rewrite();
  }

  /** The passage that had a citation id. */
  get(id: string): FormerPassage | null {
    return this.#byId.get(id) ?? null;
  }

  /** Remembers what `before` had and `after` has no more. */
  note(before: Citable, after: Citable): void {
    const gone: FormerPassage[] = [];
    for (const [id, { article, passage }] of before.citations) {
      if (after.citations.has(id) || after.formerly.has(id)) continue;
      const { title } = article;
      const text = sliceOf(article, passage);
      gone.push({ id, text, title, paragraph: passage.paragraph, goneAt: Date.now() });
    }
    if (gone.length === 0) return;
    for (const passage of gone) this.#byId.set(passage.id, passage);
    if (this.#byId.size > KEPT) this.#rewrite();
    else this.#append(gone);
  }

  /** Resolves when all that was noted is written. */
  settled(): Promise<void> {
    return this.#writing;
  }

  #append(passages: readonly FormerPassage[]): void {
    const lines = passages.map((passage) => `${JSON.stringify(passage)}\n`).join('');
    this.#write(async () => {
      await mkdir(dirname(this.#file), { recursive: true, mode: PRIVATE_FOLDER });
      await appendFile(this.#file, lines, { mode: PRIVATE_FILE });
    });
  }

  #rewrite(): void {
    const kept = [...this.#byId.values()].sort((a, b) => a.goneAt - b.goneAt).slice(-KEPT);
    this.#byId.clear();
    for (const passage of kept) this.#byId.set(passage.id, passage);
    const lines = kept.map((passage) => `${JSON.stringify(passage)}\n`).join('');
    this.#write(async () => {
      await writeFile(`${this.#file}.new`, lines, { mode: PRIVATE_FILE });
      await rename(`${this.#file}.new`, this.#file);
    });
  }

  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work).catch(() => {});
  }
}

function parseLine(line: string): FormerPassage | null {
  try {
    return Stored.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
