/** Opens the articles folder as a Library: snapshot, first look, then watching until it is closed. */
import { join } from 'node:path';
import { type Embedder, type EmbedderOptions, openEmbedder } from '../../embeddings/embedder.ts';
import { FootnoteError } from '../errors.ts';
import type { Answer, Article, Excerpt, FileReading, SearchFilter } from '../model.ts';
import type { Reporter } from '../reporter.ts';
import { ANSWER_FROM } from '../search/abstention.ts';
import { SearchIndex } from '../search/search-index.ts';
import { type Catalog, makeCatalog } from './catalog.ts';
import { codeFingerprint } from './code-fingerprint.ts';
import { exampleQuestions } from './example-questions.ts';
import { makeExcerpt } from './excerpt.ts';
import type { FileRecords } from './files.ts';
import { filterOf, slotsWhere } from './filter.ts';
import { FormerPassages } from './former-passages.ts';
import { updateIndex } from './indexer.ts';
import {
  type AskOptions,
  type Explanation,
  FURTHER_EXCERPTS,
  type Library,
  type LibraryStatus,
  type Trace,
} from './library.ts';
import { lookAtFolder } from './look.ts';
import { loadSnapshot, type SnapshotIdentity, saveSnapshot } from './snapshot.ts';
import { suggestArticles, summarise } from './summaries.ts';
import { traceCitation } from './trace.ts';
import { type FolderWatch, watchFolder } from './watch.ts';

/** Candidates that an explanation names: more than anybody reads. */
const EXPLAINED = 20;

/** How a library is opened. */
export interface LibraryOptions {
  readonly articlesDir: string;
  readonly dataDir: string;
  readonly embedding: EmbedderOptions;
  /** Whether changes of the folder are picked up while it is open. */
  readonly watch: boolean;
  readonly reporter: Reporter;
}

/**
 * Opens a library at once; the work goes on behind it, see `Library.whenReady`.
 * What goes wrong with single files is reported in a line each.
 */
export function openLibrary(options: LibraryOptions): Library {
  return new LiveLibrary(options);
}

class LiveLibrary implements Library {
  readonly #options: LibraryOptions;
  readonly #ready: Promise<void>;
  #embedder: Embedder | null = null;
  #index: SearchIndex | null = null;
  #identity: SnapshotIdentity | null = null;
  #files: FileRecords = new Map();
  #catalog: Catalog = makeCatalog([], []);
  #former: FormerPassages;
  #changedAt: number | null = null;
  #status: Pick<LibraryStatus, 'phase' | 'done' | 'total'> = {
    phase: 'reading',
    done: 0,
    total: 0,
  };
  /** Looks at the folder run one after the other, in this chain. Never rejects. */
  #work: Promise<void>;
  #watch: FolderWatch | null = null;
  #lookWaiting = false;
  #closed: Promise<void> | null = null;

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.#former = new FormerPassages(join(options.dataDir, 'former-passages.jsonl'));
    this.#ready = this.#open();
    // Whoever cares awaits whenReady(); a failure nobody awaits must not end the process.
    this.#work = this.#ready.catch(() => {});
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  status(): LibraryStatus {
    return {
      ...this.#status,
      articles: this.#catalog.articles.size,
      passages: this.#catalog.entries.size,
      model: this.#options.embedding.model,
      changedAt: this.#changedAt,
    };
  }

  async ask(question: string, { count, filter = {} }: AskOptions): Promise<Answer> {
    const started = performance.now();
    this.#refuseUnlessSearchable();
    this.#refuseUnknownArticle(filter);
    const { index, embedder } = this.#parts();
    const queryVector = await embedder.embedQuery(question);
    // Taken after the wait: index and catalog change over together, in one turn of the event loop.
    const catalog = this.#catalog;
    const fits = filterOf(filter);
    const { answered, evidence, passages } = index.rank(question, queryVector, {
      count: count + FURTHER_EXCERPTS,
      ...(fits && { allowed: slotsWhere(catalog, fits) }),
    });
    const found = passages.flatMap(({ slot, sentence, score }) => {
      const places = catalog.entries.get(slot)?.places ?? [];
      const place = places.find(({ article }) => !fits || fits(article));
      return place ? [{ place, sentence, score }] : [];
    });
    return {
      question,
      answered,
      evidence,
      excerpts: found
        .slice(0, count)
        .map(({ place, sentence, score }) => makeExcerpt(place, sentence, score)),
      further: found
        .slice(count)
        .map(({ place, sentence }) => ({ id: place.passage.id, sentence })),
      tookMs: performance.now() - started,
    };
  }

  async explain(question: string, filter: SearchFilter = {}): Promise<Explanation> {
    const answer = await this.ask(question, { count: EXPLAINED, filter });
    const { index, embedder } = this.#parts();
    const queryVector = await embedder.embedQuery(question);
    const catalog = this.#catalog;
    const fits = filterOf(filter);
    const candidates = index
      .explain(question, queryVector, fits ? slotsWhere(catalog, fits) : undefined)
      .slice(0, EXPLAINED)
      .flatMap(({ passage, evidence, sentence, score }) => {
        const places = catalog.entries.get(passage.slot)?.places ?? [];
        const place = places.find(({ article }) => !fits || fits(article));
        if (!place) return [];
        const excerpt = makeExcerpt(place, sentence, 0);
        return [{ excerpt, lexical: evidence.lexical, similarity: evidence.vector, fused: score }];
      });
    return { answer, answerFrom: ANSWER_FROM, candidates };
  }

  async exampleQuestions(count: number): Promise<readonly string[]> {
    const { articles } = this.#catalog;
    this.#refuseUnlessSearchable();
    return exampleQuestions(articles.values(), count, (text) => this.ask(text, { count: 1 }));
  }

  excerpt(citationId: string, sentence = 0): Excerpt | null {
    const place = this.#catalog.citations.get(citationId);
    return place ? makeExcerpt(place, sentence, 1) : null;
  }

  trace(citationId: string): Trace {
    return traceCitation(citationId, this.#catalog, this.#former);
  }

  article(articleId: string): Article | null {
    return this.#catalog.articles.get(articleId) ?? null;
  }

  reading(file: string): FileReading | null {
    return this.#files.get(file)?.reading ?? null;
  }

  refresh(): Promise<void> {
    this.#lookSoon();
    return this.#work;
  }

  articles() {
    return summarise(this.#catalog);
  }

  suggestArticles(typed: string, limit: number) {
    return suggestArticles(this.articles(), typed, limit);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#watch?.close();
    await this.#ready.catch(() => {});
    await this.#work;
    await this.#former.settled();
    await this.#embedder?.close();
    this.#index?.close();
  }

  async #open(): Promise<void> {
    const { embedding, watch, articlesDir } = this.#options;
    const opening = openEmbedder(embedding);
    opening.catch(() => {});
    const snapshot = await loadSnapshot(this.#snapshotFolder(), async () =>
      identify(await opening),
    ).catch((error: unknown) => this.#refuseSnapshot(error));
    this.#embedder = await opening;
    this.#identity = await identify(this.#embedder);
    this.#index = snapshot?.index ?? new SearchIndex(this.#embedder.dimensions);
    if (this.#closed) return;
    if (watch) this.#watch = await watchFolder(articlesDir, () => this.#lookSoon());
    if (snapshot) this.#repeatProblems(snapshot.files);
    await this.#former.load();
    await this.#look(snapshot?.files ?? new Map(), snapshot?.catalog ?? this.#catalog);
  }

  /** Files that cannot be read are named at every start, not only when they came. */
  #repeatProblems(files: FileRecords): void {
    for (const { reading } of files.values()) {
      if (reading.articles.length > 0) continue;
      for (const line of reading.warnings) this.#options.reporter.line(line);
    }
  }

  #refuseSnapshot(error: unknown): null {
    if (!(error instanceof FootnoteError) || error.code !== 'bad-snapshot') throw error;
    this.#options.reporter.line(`${error.message} It is built anew.`);
    return null;
  }

  /** Coalesces: however many changes come while one look runs, one more look follows it. */
  #lookSoon(): void {
    if (this.#lookWaiting || this.#closed) return;
    this.#lookWaiting = true;
    this.#work = this.#work
      .then(async () => {
        this.#lookWaiting = false;
        if (!this.#closed) await this.#look(this.#files, this.#catalog);
      })
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.#options.reporter.line(`The articles could not be read again: ${reason}`);
      });
  }

  /** Looks at the folder, brings the index in step, saves what changed. */
  async #look(known: FileRecords, indexed: Catalog): Promise<void> {
    const { articlesDir, reporter } = this.#options;
    const { index, embedder } = this.#parts();
    const { files, changed } = await lookAtFolder(articlesDir, known, embedder, {
      line: (text) => reporter.line(text),
      progress: (done, total) => this.#progress('reading', done, total),
    });
    if (changed) {
      await updateIndex(
        { index, embedder, catalog: indexed },
        files,
        (catalog) => {
          this.#former.note(indexed, catalog);
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
    this.#status = { phase: 'ready', done: 0, total: 0 };
    if (changed) await this.#save();
  }

  #progress(phase: 'reading' | 'embedding', done: number, total: number): void {
    this.#status = { phase, done, total };
    const label = phase === 'reading' ? 'Reading files' : 'Embedding passages';
    this.#options.reporter.progress({ label, done, total });
  }

  /** A full disk costs the next start some time, and nothing else. */
  async #save(): Promise<void> {
    const { index } = this.#parts();
    const state = { files: this.#files, catalog: this.#catalog, index };
    try {
      await saveSnapshot(this.#snapshotFolder(), this.#identity as SnapshotIdentity, state);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.reporter.line(
        `The index could not be saved, and works all the same: ${reason}`,
      );
    }
  }

  #snapshotFolder(): string {
    return join(this.#options.dataDir, 'snapshots');
  }

  #parts(): { index: SearchIndex; embedder: Embedder } {
    if (!this.#index || !this.#embedder) throw notReady(this.status());
    return { index: this.#index, embedder: this.#embedder };
  }

  #refuseUnknownArticle({ articleId }: SearchFilter): void {
    if (articleId === undefined || this.#catalog.articles.has(articleId)) return;
    throw new FootnoteError('not-found', 'There is no such article. Pick one from the list.');
  }

  #refuseUnlessSearchable(): void {
    if (this.#catalog.entries.size > 0) return;
    if (this.#status.phase !== 'ready') throw notReady(this.status());
    throw new FootnoteError('not-ready', 'There are no articles to answer from yet.');
  }
}

function notReady({ phase, done, total }: LibraryStatus): FootnoteError {
  const progress = total > 0 ? ` (${Math.floor((100 * done) / total)} %)` : '';
  const work = phase === 'embedding' ? 'learning the articles' : 'reading the articles';
  return new FootnoteError('not-ready', `I am still ${work}${progress}. Ask again in a moment.`);
}

async function identify(embedder: Embedder): Promise<SnapshotIdentity> {
  return {
    model: embedder.model,
    modelFingerprint: embedder.fingerprint,
    dimensions: embedder.dimensions,
    codeFingerprint: await codeFingerprint(),
  };
}
