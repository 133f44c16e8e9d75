/** Keeps the index in step with the articles folder, from the first look until it is closed. */
import { join } from 'node:path';
import { type Embedder, type EmbedderOptions, openEmbedder } from '../../embeddings/embedder.ts';
import { FormerPassages } from '../citations/former-passages.ts';
import { asStatement, isRefusal, type Notice, reasonOf, statement } from '../refusals.ts';
import type { Reporter } from '../reporter.ts';
import { SearchIndex } from '../search/search-index.ts';
import { type Catalog, makeCatalog } from './catalog.ts';
import { codeFingerprint } from './code-fingerprint.ts';
import type { FileRecords } from './files.ts';
import { updateIndex } from './indexer.ts';
import { type LibraryStatus, notReadyYet } from './library.ts';
import { lookAtFolder } from './look.ts';
import { loadSnapshot, type SnapshotIdentity, saveSnapshot } from './snapshot.ts';
import { type FolderWatch, watchFolder } from './watch.ts';

/** How a library is opened. */
export interface LibraryOptions {
  readonly articlesDir: string;
  readonly dataDir: string;
  readonly embedding: EmbedderOptions;
  /** How the model is opened; `openEmbedder` unless several libraries share one. */
  readonly openEmbedder?: (options: EmbedderOptions) => Promise<Embedder>;
  /** Whether changes of the folder are picked up while it is open. */
  readonly watch: boolean;
  readonly reporter: Reporter;
}

/** What answers a question: the index, and what turns the question into a vector. */
export interface Engine {
  readonly index: SearchIndex;
  readonly embedder: Embedder;
}

/** Owns the model's worker, the index and the watch of one articles folder. */
export class Keeper {
  readonly former: FormerPassages;
  readonly #options: LibraryOptions;
  readonly #onChange: () => void;
  readonly #ready: Promise<void>;
  readonly #stop = new AbortController();
  #embedder: Embedder | null = null;
  #index: SearchIndex | null = null;
  #identity: SnapshotIdentity | null = null;
  #files: FileRecords = new Map();
  #catalog: Catalog = makeCatalog([], []);
  #changedAt: number | null = null;
  #phase: Pick<LibraryStatus, 'phase' | 'done' | 'total'> = { phase: 'reading', done: 0, total: 0 };
  /** Looks at the folder run one after the other, in this chain. Never rejects. */
  #work: Promise<void>;
  #watch: FolderWatch | null = null;
  #lookWaiting = false;
  /** Notices of the look before, as JSON: what is still so is not said again. */
  #said: ReadonlySet<string> = new Set();
  #closed: Promise<void> | null = null;

  /** @param onChange called after every look at the folder. */
  constructor(options: LibraryOptions, onChange: () => void) {
    this.#options = options;
    this.#onChange = onChange;
    this.former = new FormerPassages(join(options.dataDir, 'former-passages.jsonl'));
    this.#ready = this.#open();
    // Whoever cares awaits whenReady(); a failure nobody awaits must not end the process.
    this.#work = this.#ready.catch(() => {});
  }

  /** See `Library.whenReady`. */
  whenReady(): Promise<void> {
    return this.#ready;
  }

  /** What can be searched now; it and the index change over in one turn of the event loop. */
  get catalog(): Catalog {
    return this.#catalog;
  }

  get files(): FileRecords {
    return this.#files;
  }

  status(): LibraryStatus {
    return {
      ...this.#phase,
      articles: this.#catalog.articles.size,
      passages: this.#catalog.entries.size,
      model: this.#options.embedding.model,
      changedAt: this.#changedAt,
    };
  }

  /** @throws Refusal before both are there. */
  engine(): Engine {
    if (!this.#index || !this.#embedder) throw notReadyYet(this.status());
    return { index: this.#index, embedder: this.#embedder };
  }

  /** @throws Refusal when there is nothing to search: not yet, or not at all. */
  refuseUnlessSearchable(): void {
    if (this.#catalog.entries.size > 0) return;
    throw notReadyYet(this.status());
  }

  /** Looks at the folder now; resolves when the index is in step with it. */
  refresh(): Promise<void> {
    this.#lookSoon();
    return this.#work;
  }

  /** Stops what is being done and ends the worker. Safe to call twice. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#stop.abort();
    await this.#ready.catch(() => {});
    await this.#watch?.close();
    await this.#work;
    await this.former.settled();
    await this.#embedder?.close();
    this.#index?.close();
  }

  async #open(): Promise<void> {
    const { embedding, watch, articlesDir } = this.#options;
    const opening = (this.#options.openEmbedder ?? openEmbedder)(embedding);
    opening.catch(() => {});
    const identifying = opening.then(identify);
    identifying.catch(() => {});
    const snapshot = await loadSnapshot(this.#snapshotFolder(), () => identifying).catch(
      (error: unknown) => this.#refuseSnapshot(error),
    );
    this.#embedder = await opening;
    this.#identity = await identifying;
    this.#index = snapshot?.index ?? new SearchIndex(this.#embedder.dimensions);
    if (watch && !this.#stop.signal.aborted) {
      this.#watch = await watchFolder(articlesDir, () => this.#lookSoon());
    }
    if (snapshot) this.#repeatProblems(snapshot.files);
    await this.former.load();
    await this.#look(snapshot?.files ?? new Map(), snapshot?.catalog ?? this.#catalog);
  }

  /** Files that cannot be read are named at every start, not only when they came. */
  #repeatProblems(files: FileRecords): void {
    for (const { reading } of files.values()) {
      if (reading.articles.length > 0) continue;
      for (const warning of reading.warnings) this.#options.reporter.notice(warning);
    }
  }

  #refuseSnapshot(error: unknown): null {
    if (!isRefusal(error, 'snapshotUnusable', 'savedFileUnusable')) throw error;
    const refusal = asStatement(error);
    this.#options.reporter.notice(statement('indexBuiltAnew', { refusal }));
    return null;
  }

  /** Coalesces: however many changes come while one look runs, one more look follows it. */
  #lookSoon(): void {
    if (this.#lookWaiting || this.#stop.signal.aborted) return;
    this.#lookWaiting = true;
    this.#work = this.#work
      .then(async () => {
        this.#lookWaiting = false;
        await this.#look(this.#files, this.#catalog);
      })
      .catch((error: unknown) => {
        if (this.#stop.signal.aborted) return;
        const reason = reasonOf(error);
        this.#options.reporter.notice(statement('notReadAgain', { reason }));
      });
  }

  /** Looks at the folder, brings the index in step, saves what changed. */
  async #look(known: FileRecords, indexed: Catalog): Promise<void> {
    const { articlesDir, reporter } = this.#options;
    const { signal } = this.#stop;
    const { index, embedder } = this.engine();
    const said = new Set<string>();
    const { files, changed } = await lookAtFolder(articlesDir, known, embedder, {
      signal,
      notice: (notice: Notice) => {
        const text = JSON.stringify(notice);
        said.add(text);
        if (!this.#said.has(text)) reporter.notice(notice);
      },
      progress: (done, total) => this.#progress('reading', done, total),
    });
    this.#said = said;
    if (changed) {
      await updateIndex(
        { index, embedder, catalog: indexed, signal },
        files,
        (catalog) => {
          this.former.note(indexed, catalog);
          this.#files = files;
          this.#catalog = catalog;
          this.#changedAt = Date.now();
        },
        (done, total) => this.#progress('embedding', done, total),
      );
    } else {
      this.#files = files;
      this.#catalog = indexed;
      this.#changedAt ??= Date.now();
    }
    this.#phase = { phase: 'ready', done: 0, total: 0 };
    this.#onChange();
    if (changed) await this.#save();
  }

  #progress(phase: 'reading' | 'embedding', done: number, total: number): void {
    this.#phase = { phase, done, total };
    const label = statement(phase === 'reading' ? 'readingFiles' : 'embeddingPassages');
    this.#options.reporter.progress({ label, done, total });
  }

  /** A full disk costs the next start some time, and nothing else. */
  async #save(): Promise<void> {
    const { index } = this.engine();
    const state = { files: this.#files, catalog: this.#catalog, index };
    try {
      await saveSnapshot(this.#snapshotFolder(), this.#identity as SnapshotIdentity, state);
    } catch (error) {
      const reason = reasonOf(error);
      this.#options.reporter.notice(statement('indexNotSaved', { reason }));
    }
  }

  #snapshotFolder(): string {
    return join(this.#options.dataDir, 'snapshots');
  }
}

async function identify(embedder: Embedder): Promise<SnapshotIdentity> {
  return {
    model: embedder.model,
    modelFingerprint: embedder.fingerprint,
    dimensions: embedder.dimensions,
    codeFingerprint: await codeFingerprint(),
  };
}
