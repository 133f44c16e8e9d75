/** Keeps the index in step with the articles folder, from the first look until it is closed. */
import { type Embedder, type EmbedderOptions, openEmbedder } from '../../embeddings/embedder.ts';
import type { Apart } from '../articles/folder.ts';
import type { LinkedFolder } from '../articles/linked-folders.ts';
import { FormerPassages } from '../citations/former-passages.ts';
import { type DataFolders, dataFolders } from '../data-folders.ts';
import type { Editorial } from '../editorial/editorial.ts';
import { EmbeddedIndex } from '../index/embedded/embedded-index.ts';
import type { KeptVectors } from '../index/embedded/index-files.ts';
import type { WritableIndex } from '../index/passage-index.ts';
import { Reader } from '../reading/reader.ts';
import { asRefusal, asStatement, type Notice, reasonOf, statement } from '../refusals.ts';
import type { Reporter } from '../reporter.ts';
import { diskState } from '../state/disk-state.ts';
import { makeVitals, type Vitals } from '../supervision/vitals.ts';
import { type Catalog, makeCatalog } from './catalog.ts';
import { type FileRecords, unreadFiles } from './files.ts';
import type { Snapshot } from './generation.ts';
import { type IndexUpdate, type Updated, updateIndex } from './indexer.ts';
import { type LibraryStatus, notReadyYet } from './library.ts';
import { lookAtFolder } from './look.ts';
import { isNoFolder, type LookHealth, lookHealth } from './look-health.ts';
import { type Change, openSnapshots, type Snapshots } from './snapshot.ts';
import { identify } from './snapshot-identity.ts';
import { makeTimeLeft, type TimeLeft } from './time-left.ts';
import { type TitleVectors, titleVectors } from './title-vectors.ts';
import { openVectorJournal, type VectorJournal } from './vector-journal.ts';
import { type FolderWatch, watchFolder } from './watch.ts';
import { type LinkedWatch, watchLinked } from './watch-linked.ts';
import { makeWithdrawn } from './withdrawn.ts';
import { type WorkRow, workRow } from './work-row.ts';

/** How a library is opened. */
export interface LibraryOptions {
  readonly articlesDir: string;
  readonly dataDir: string;
  /** Id of the collection that it is, by which its part of the data folder is found; '' unless given. */
  readonly collection?: string;
  /** Sub-folders that belong to other collections, beside those that say so themselves. */
  readonly apart?: Apart;
  /** Folders that are read beside the articles folder, asked at each look; none unless given. */
  readonly linked?: () => Promise<readonly LinkedFolder[]>;
  readonly embedding: EmbedderOptions;
  /** What the editors say beside the articles; nothing unless given. */
  readonly editorial?: Pick<Editorial, 'pins' | 'synonyms' | 'listen'>;
  /** How the model is opened; `openEmbedder` unless several libraries share one. */
  readonly openEmbedder?: (options: EmbedderOptions) => Promise<Embedder>;
  /**
   * Opens another index than the embedded one, empty or with vectors that it keeps itself. The
   * library saves nothing then: at every start the articles are read and indexed anew.
   */
  readonly openIndex?: (dimensions: number) => Promise<WritableIndex>;
  /** Whether changes of the folder are picked up while it is open. */
  readonly watch: boolean;
  /** Reads the files; one of its own where none is given. Closed by whoever made it. */
  readonly reader?: Reader;
  readonly reporter: Reporter;
  /** Told how the index, the model and the looks at the folder are. */
  readonly vitals?: Vitals;
}

/** The folder is looked at so often, whatever the watch says: some file systems tell nothing. */
const SLOW_LOOK_MS = 5 * 60_000;
/** First looks until it is given up where nobody waits for a folder to change: the command line. */
const FIRST_LOOKS = 3;

/** What answers a question: the index, and what turns the question into a vector. */
export interface Engine {
  readonly index: WritableIndex;
  readonly embedder: Embedder;
  readonly titleVector: TitleVectors;
}

/** What is being done. */
type Phase = Pick<LibraryStatus, 'phase' | 'done' | 'total'>;

/** What was known before the first look. */
type Known = Pick<Snapshot, 'files' | 'catalog'>;

/** Owns the model's process, the index and the watch of one articles folder. */
export class Keeper {
  readonly former: FormerPassages;
  readonly #options: LibraryOptions;
  readonly #folders: DataFolders;
  readonly #vitals: Vitals;
  readonly #onChange: () => void;
  readonly #reader: Reader;
  readonly #health: LookHealth;
  /** Settles when everything is open and the first look was tried; rejects where that is of no use. */
  readonly #opened: Promise<void>;
  /** Settles with the first look that goes well, or where there will be none. */
  readonly #ready: Promise<void>;
  #isReady: () => void = () => {};
  #isNever: (cause: unknown) => void = () => {};
  #wasReady = false;
  readonly #stop = new AbortController();
  #embedder: Embedder | null = null;
  #titleVectors: TitleVectors | null = null;
  #index: WritableIndex | null = null;
  /** What is saved beside the articles; null for an index that keeps itself. */
  #snapshots: Snapshots | null = null;
  #files: FileRecords = new Map();
  #catalog: Catalog = makeCatalog([], []);
  readonly #withdrawn = makeWithdrawn();
  /** While a change is on its way through the index: what the catalog will be. */
  #coming: Catalog | null = null;
  /** Larger than every slot that was ever given out. */
  #nextSlot = 0;
  #changedAt: number | null = null;
  #phase: Phase = { phase: 'reading', done: 0, total: 0 };
  /** Of the passages that are being embedded. */
  #timeLeft: TimeLeft | null = null;
  /** Looks at the folder, and what needs the index at rest between two of them. */
  readonly #row: WorkRow;
  #watch: FolderWatch | null = null;
  #linkedWatch: LinkedWatch | null = null;
  /** Called once there is something to search. */
  readonly #awaited: (() => void)[] = [];
  #slowLooks: NodeJS.Timeout | undefined;
  /** The look that has been asked for and has not begun. */
  #lookWaiting: Promise<void> | null = null;
  /** What was saved, and vectors alone where only these are of use: until a look went well. */
  #saved: Known | null = null;
  #keptVectors: KeptVectors | null = null;
  /** Vectors that no saved index has yet; null for an index that keeps itself. */
  #journal: VectorJournal | null = null;
  /** Notices of the look before, as JSON: what is still so is not said again. */
  #said: ReadonlySet<string> = new Set();
  #closed: Promise<void> | null = null;

  /** @param onChange called after every look at the folder. */
  constructor(options: LibraryOptions, onChange: () => void) {
    this.#options = options;
    this.#folders = dataFolders(options.dataDir, options.collection);
    this.#vitals = options.vitals ?? makeVitals();
    this.#onChange = onChange;
    this.former = new FormerPassages(diskState(this.#folders.state), this.#stop.signal);
    this.#reader = options.reader ?? new Reader({ vitals: this.#vitals });
    this.#health = lookHealth({
      vitals: this.#vitals,
      signal: this.#stop.signal,
      notice: (notice) => options.reporter.notice(notice),
      onDue: () => this.#lookSoon(),
    });
    this.#ready = new Promise((resolve, reject) => {
      this.#isReady = resolve;
      this.#isNever = reject;
    });
    // Whoever cares awaits whenReady(); a failure nobody awaits must not end the process.
    this.#ready.catch(() => {});
    this.#opened = this.#open();
    this.#opened.catch((error: unknown) => this.#isNever(error));
    this.#row = workRow(this.#opened);
  }

  /** See `Library.whenReady`. */
  whenReady(): Promise<void> {
    return this.#ready;
  }

  /** See `Library.whenSearchable`. */
  whenSearchable(): Promise<void> {
    if (this.#catalog.entries.size > 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#awaited.push(resolve);
      this.#ready.catch(reject);
    });
  }

  /** What can be searched now. */
  get catalog(): Catalog {
    return this.#withdrawn.catalog(this.#catalog);
  }

  /** Whether the index has something that is not to be shown any more. */
  get hasWithdrawn(): boolean {
    return this.#withdrawn.isAny();
  }

  /** See `Library.withdraw`. */
  withdraw(file: string): void {
    const { citations, formerly } = this.#catalog;
    const gone: string[] = [];
    for (const [id, { article }] of citations) if (article.file === file) gone.push(id);
    for (const [id, { place }] of formerly) if (place.article.file === file) gone.push(id);
    this.former.hide(gone);
    this.#withdrawn.add(file);
    this.#onChange();
  }

  /** All that a search may have seen, newest first: see `catalogPassages`. */
  catalogs(): readonly [Catalog, ...Catalog[]] {
    const { catalog } = this;
    return this.#coming === null ? [catalog] : [catalog, this.#withdrawn.catalog(this.#coming)];
  }

  get files(): FileRecords {
    return this.#withdrawn.files(this.#files);
  }

  status(): LibraryStatus {
    return {
      ...this.#phase,
      remainingMs: this.#timeLeft?.remainingMs() ?? null,
      articles: this.#catalog.articles.size,
      passages: this.#catalog.entries.size,
      model: this.#options.embedding.model,
      changedAt: this.#changedAt,
    };
  }

  /** @throws Refusal before both are there. */
  engine(): Engine {
    if (!this.#index || !this.#embedder || !this.#titleVectors) throw notReadyYet(this.status());
    const titleVector = this.#titleVectors;
    return { index: this.#index, embedder: this.#embedder, titleVector };
  }

  /** @throws Refusal when there is nothing to search: not yet, or not at all. */
  refuseUnlessSearchable(): void {
    if (this.#catalog.entries.size > 0) return;
    throw notReadyYet(this.status());
  }

  /**
   * Looks at the folder now; resolves when the index is in step with it.
   * @throws what the look failed with; what was known is kept.
   */
  refresh(): Promise<void> {
    return this.#lookSoon();
  }

  /** Stops what is being done and ends the model. Safe to call twice. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#stop.abort();
    this.#isNever(this.#stop.signal.reason);
    clearInterval(this.#slowLooks);
    // First: a look may be waiting for a model that is dead.
    await this.#embedder?.close();
    await this.#opened.catch(() => {});
    await this.#embedder?.close();
    await this.#watch?.close();
    await this.#linkedWatch?.close();
    await this.#row.settled();
    await this.#snapshots?.settled();
    await this.former.settled();
    await this.#keptVectors?.close();
    await this.#journal?.close();
    if (!this.#options.reader) await this.#reader.close();
    await this.#index?.close();
  }

  async #open(): Promise<void> {
    const { embedding, watch, articlesDir, apart, vitals } = this.#options;
    const opening = (this.#options.openEmbedder ?? openEmbedder)({
      ...embedding,
      ...(vitals && { vitals }),
      signal: this.#stop.signal,
    });
    opening.catch(() => {});
    const identifying = identify(opening);
    identifying.catch(() => {});
    const { openIndex } = this.#options;
    const opened = openIndex ? null : await this.#openSnapshots(() => identifying);
    this.#embedder = await opening;
    this.#titleVectors = titleVectors(this.#embedder);
    this.#sayReader(this.#embedder);
    const { dimensions } = this.#embedder;
    const snapshot = opened?.snapshot ?? null;
    this.#index =
      snapshot?.index ?? (await openIndex?.(dimensions)) ?? new EmbeddedIndex(dimensions);
    for (const slot of snapshot?.catalog.entries.keys() ?? []) {
      this.#nextSlot = Math.max(this.#nextSlot, slot + 1);
    }
    if (watch && !this.#stop.signal.aborted) {
      this.#reader.start();
      const onChange = (): void => void this.#lookSoon();
      this.#watch = await watchFolder(articlesDir, { onChange, ...(apart && { apart }) });
      this.#linkedWatch = watchLinked(onChange);
      this.#slowLooks = setInterval(() => void this.#lookSoon(), SLOW_LOOK_MS);
      this.#slowLooks.unref();
    }
    for (const problem of unreadFiles(snapshot?.files ?? new Map())) {
      this.#options.reporter.notice(problem);
    }
    await this.former.load();
    this.#saved = snapshot;
    this.#keptVectors = opened?.vectors ?? null;
    if (opened) this.#journal = await this.#openJournal(this.#embedder);
    await this.#tryLook().catch((error: unknown) => {
      if (this.#stop.signal.aborted || isNoFolder(error)) throw error;
    });
  }

  #openJournal({ fingerprint, dimensions }: Embedder): Promise<VectorJournal> {
    return openVectorJournal({
      folder: this.#folders.vectors,
      identity: { modelFingerprint: fingerprint, dimensions },
      onFault: (error) => this.#sayUnsaved(error),
    });
  }

  async #openSnapshots(identity: () => ReturnType<typeof identify>) {
    this.#snapshots = openSnapshots({
      folder: this.#folders.snapshots,
      identity,
      atRest: (work) => this.#row.run(work),
      held: () => this.#held(),
      onFault: (error) => this.#sayUnsaved(error),
    });
    const opened = await this.#snapshots.open();
    if (opened.refused) {
      const refusal = asStatement(opened.refused);
      this.#options.reporter.notice(statement('indexBuiltAnew', { refusal }));
    }
    return opened;
  }

  #held(): Snapshot {
    return { files: this.#files, catalog: this.#catalog, index: this.#index as EmbeddedIndex };
  }

  /**
   * Coalesces: however many changes come while one look runs, one more look follows it.
   * @returns what resolves after that look; a failure that nobody waits for is none.
   */
  #lookSoon(): Promise<void> {
    if (this.#stop.signal.aborted) return this.#row.settled();
    this.#lookWaiting ??= this.#lookInRow();
    return this.#lookWaiting;
  }

  #lookInRow(): Promise<void> {
    const look = this.#row.run(async () => {
      this.#lookWaiting = null;
      // The row begins when this has settled.
      await this.#opened;
      await this.#tryLook().catch((error: unknown) => {
        if (!this.#stop.signal.aborted) throw error;
      });
    });
    look.catch(() => {});
    return look;
  }

  /** A look, and what follows from how it went. @throws what it failed with. */
  async #tryLook(): Promise<void> {
    try {
      await this.#look();
      this.#health.well();
    } catch (error) {
      if (this.#stop.signal.aborted) throw error;
      const { watch } = this.#options;
      const isNever = !this.#wasReady && isNoFolder(error) && this.#health.failures === 0;
      const isTried = !watch && (this.#wasReady || this.#health.failures + 1 >= FIRST_LOOKS);
      if (!isNever) {
        this.#answerFromSaved();
        this.#health.failed(error, !isTried);
      }
      if (this.#wasReady) this.#phase = { phase: 'ready', done: 0, total: 0 };
      else if (isTried) this.#isNever(error);
      throw error;
    }
  }

  /** While no look goes well, what was saved is answered from. */
  #answerFromSaved(): void {
    if (this.#saved === null) return;
    this.#files = this.#saved.files;
    this.#catalog = this.#saved.catalog;
    this.#changedAt ??= Date.now();
    this.#saved = null;
    this.#onChange();
    this.#tellSearchable();
  }

  /** Whoever waits for something to search is told, also where a look found nothing. */
  #tellSearchable(): void {
    for (const resolve of this.#awaited.splice(0)) resolve();
  }

  /**
   * Looks at the folder, brings the index in step, saves what changed.
   * @throws whatever failed; what could be looked at is in step all the same.
   */
  async #look(): Promise<void> {
    const { articlesDir, linked, reporter } = this.#options;
    const { signal } = this.#stop;
    const { embedder } = this.engine();
    const { files: known, catalog: indexed }: Known = this.#saved ?? {
      files: this.#files,
      catalog: this.#catalog,
    };
    const said = new Set<string>();
    const parts = {
      reader: this.#reader,
      embedder,
      apart: this.#options.apart,
      linked: async () => {
        const folders = (await linked?.()) ?? [];
        this.#linkedWatch?.follow(folders);
        return folders;
      },
    };
    const showAgain = this.#withdrawn.looking();
    const looking = lookAtFolder(articlesDir, known, parts, {
      signal,
      notice: (notice: Notice) => {
        const text = JSON.stringify(notice);
        said.add(text);
        if (!this.#said.has(text)) reporter.notice(notice);
      },
      progress: (done, total) => this.#progress('reading', done, total),
    });
    const { files, changed, failure } = await looking.catch((error: unknown) => {
      // The next look says the rest only.
      this.#said = new Set([...this.#said, ...said]);
      throw error;
    });
    this.#said = said;
    const updated = changed ? await this.#update(known, files, indexed) : null;
    await this.former.note(indexed, updated?.catalog ?? indexed);
    this.#saved = null;
    this.#files = files;
    this.#catalog = updated?.catalog ?? indexed;
    this.#coming = null;
    if (!failure) showAgain();
    this.#changedAt = updated ? Date.now() : (this.#changedAt ?? Date.now());
    this.#phase = { phase: 'ready', done: 0, total: 0 };
    this.#vitals.well('index');
    this.#wasReady = true;
    this.#onChange();
    this.#tellSearchable();
    await this.#keptVectors?.close();
    this.#keptVectors = null;
    const isSaved = updated === null || (await this.#save({ before: known, files, updated }));
    if (isSaved) await this.#journal?.clear();
    // Whoever asks one question on the command line does not wait for that.
    if (this.#options.watch) this.#snapshots?.tidy();
    this.#isReady();
    if (failure) throw asRefusal(failure);
  }

  /** Brings the index in step. What it comes to hold is `#coming` until the caller takes it over. */
  async #update(before: FileRecords, files: FileRecords, catalog: Catalog): Promise<Updated> {
    const { index, embedder } = this.engine();
    const { signal } = this.#stop;
    const kept = [index, this.#keptVectors, this.#journal].filter((each) => each !== null);
    const onEmbedded: IndexUpdate['onEmbedded'] = async (entries) => this.#journal?.note(entries);
    const timeLeft = makeTimeLeft();
    this.#timeLeft = timeLeft;
    const nextSlot = () => this.#nextSlot++;
    try {
      return await updateIndex(
        { index, embedder, kept, onEmbedded, catalog, before, nextSlot, signal },
        files,
        (coming) => {
          this.#coming = coming;
        },
        (done, total, embedded) => {
          timeLeft.note(embedded, total - done);
          this.#progress('embedding', done, total);
        },
      );
    } catch (error) {
      this.#coming = null;
      await this.#journal?.flush();
      throw error;
    } finally {
      this.#timeLeft = null;
    }
  }

  #progress(phase: 'reading' | 'embedding', done: number, total: number): void {
    this.#phase = { phase, done, total };
    const label = statement(phase === 'reading' ? 'readingFiles' : 'embeddingPassages');
    const remainingMs = this.#timeLeft?.remainingMs() ?? null;
    this.#options.reporter.progress({ label, done, total, remainingMs });
  }

  /** Without the reader, questions are answered all the same. */
  #sayReader({ readerProblem: reason }: Embedder): void {
    const { embedding, reporter } = this.#options;
    if (reason === null) return;
    const refusal = statement('modelUnavailable', { model: embedding.reader ?? '', reason });
    reporter.notice(statement('readerUnavailable', { refusal }));
  }

  /** @returns whether it is saved, where anything is. */
  async #save(change: Change): Promise<boolean> {
    try {
      await this.#snapshots?.save(this.#held(), change);
      return true;
    } catch (error) {
      this.#sayUnsaved(error);
      return false;
    }
  }

  /** A full disk costs the next start some time, and nothing else. */
  #sayUnsaved(error: unknown): void {
    const reason = reasonOf(error);
    this.#options.reporter.notice(statement('indexNotSaved', { reason }));
  }
}
