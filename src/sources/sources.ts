/** The door through which commands, Discord and the start of the bot reach the sources. */
import type { FileReading } from '../model.ts';
import type { Statement } from '../refusals.ts';
import type {
  Announcing,
  FetchedHistory,
  LookResult,
  Source,
  SourcePreview,
  SourceStatus,
  WaitingArticle,
  WantedSource,
} from './source.ts';

/** All sources, and what is wrong with their file. */
export interface SourceList {
  /** In the order of `sources.yaml`. */
  readonly sources: readonly SourceStatus[];
  /** What of `sources.yaml` could not be understood, each with its line; the rest counts. */
  readonly problems: readonly Statement[];
}

/** Told what happens; what these throw ends nothing. */
export interface SourceListener {
  /**
   * A look that is over, well or not. `isFirst`: it is the first that brought anything of this source,
   * which is no news to be announced.
   */
  onLook?(result: LookResult, isFirst: boolean): void;
  /** A source began to fail, or does well again (`problem` null): once, not at each look. */
  onHealth?(source: Source, problem: Statement | null): void;
}

/** What becomes of a source's articles when it is removed. */
export type ArticlesOfRemoved = 'keep' | 'remove';

/** A source that was removed. */
export interface RemovedSource {
  readonly source: Source;
  /** Its articles that were taken out of the folder, for 30 days in `state/removed/`; or that stay. */
  readonly articles: number;
}

/** Looks after the sources. All of it rejects with Refusals. */
export interface Sources {
  /** From memory. */
  list(): SourceList;
  /**
   * Looks at what somebody wants to add and reads the newest three, keeping nothing.
   * @param by who asks: of one person, one thing is read at a time. Any text.
   * @throws Refusal where it cannot be fetched or is no such source, `sourceThere` for an address that
   *   is a source already, `sourceNameTaken`, `tooManySources`.
   */
  preview(wanted: WantedSource, by: string): Promise<SourcePreview>;
  /**
   * Writes a source that was shown into `sources.yaml` and has its first look begun, which is not
   * waited for.
   * @throws Refusal `previewGone`, `sourcesNotWritten` where the folder cannot be written to, and those
   *   of `preview` where it is another file by now.
   */
  add(previewId: string): Promise<Source>;
  /** The source that was shown, as it would be written. @throws Refusal `previewGone`. */
  previewed(previewId: string): Promise<Source>;
  /** Throws a preview away; nothing happens where there is none. */
  discard(previewId: string): Promise<void>;
  /**
   * Takes a source out of `sources.yaml`. A folder's articles are never touched.
   * @throws Refusal `noSuchSource`, `sourceOnMachine` for a folder, `sourcesNotWritten`.
   */
  remove(name: string, articles: ArticlesOfRemoved): Promise<RemovedSource>;
  /**
   * Looks now, whatever the intervals say, at one source or, where none is named, at all of them.
   * Resolves when the looks are over; a source that fails is a result like others.
   * @throws Refusal `noSuchSource`, `noSources`.
   */
  refresh(name?: string): Promise<readonly LookResult[]>;
  /** Sets or ends announcing. @throws Refusal `noSuchSource`, `sourcesNotWritten`. */
  announce(name: string, announcing: Announcing | null): Promise<Source>;
  /** What waits for a manager, the longest first; of one source, or of all. From memory. */
  waiting(name?: string): readonly WaitingArticle[];
  /** How a waiting article is read. @throws Refusal `notWaiting`. */
  readWaiting(id: string): Promise<FileReading>;
  /** Moves a waiting article among the articles. @throws Refusal `notWaiting`, `articleNotWritten`. */
  keepWaiting(id: string): Promise<{ readonly file: string }>;
  /** Drops a waiting article: it does not come again. @throws Refusal `notWaiting`. */
  dropWaiting(id: string): Promise<void>;
  /** What is known of a file of the articles folder that a source brought; else null. From memory. */
  historyOf(file: string): FetchedHistory | null;
  /** @returns what ends the listening. */
  listen(listener: SourceListener): () => void;
  /** Ends what is being fetched; what was good last stays. Safe to call twice. */
  close(): Promise<void>;
}
