/** Opens the sources of an articles folder: what Discord and the command line work with. */
import type { FetchOptions } from '../intake/guarded-fetch.ts';
import type { KnownArticles } from '../intake/known-articles.ts';
import type { Places } from '../intake/places.ts';
import type { Reader } from '../reading/reader.ts';
import { type Notice, Refusal, type Statement, statement } from '../refusals.ts';
import { type HostTurns, hostTurns } from './host-turns.ts';
import { FILE_LOOK_MS, HOST_PAUSE_MS, MOST_SOURCES } from './limits.ts';
import type { FetchedSource } from './look-run.ts';
import { makeLooks } from './looks.ts';
import { memoriesIn } from './memories.ts';
import { noMemory } from './memory.ts';
import { politeFetch } from './polite-fetch.ts';
import { previewSource } from './preview-source.ts';
import { previewsIn } from './previews.ts';
import { robotsOf } from './robots.ts';
import type { FetchedHistory, Source } from './source.ts';
import type { SourceListener, Sources } from './sources.ts';
import type { SourcesFile } from './sources-file.ts';
import { isElsewhere, type SourcesPlace } from './sources-place.ts';
import { folderProblem, historiesOf, statusOf } from './status.ts';
import { storeIn } from './store.ts';
import { waitingDesk } from './waiting-desk.ts';
import { waitingTextsIn } from './waiting-texts.ts';
import { watchSourcesFile } from './watch-file.ts';
import { withAnnouncing, withoutSource, withSource } from './write-sources.ts';

/** How sources are opened. */
export interface SourcesOptions {
  readonly places: Places;
  /** Where `sources.yaml` is. */
  readonly sourcesFile: SourcesPlace;
  readonly reader: Reader;
  /** The articles that the folder holds at any time. */
  readonly known: KnownArticles;
  /** How things are fetched: `allowlist` names hosts that are allowed although they are not public. */
  readonly fetching: FetchOptions;
  /** Whether they are looked at when that is due. Only where nobody else does: see the instance lock. */
  readonly isScheduled: boolean;
  readonly notice: (notice: Notice) => void;
  /** Told what is a bug, or a disk that fails. */
  readonly onFault: (error: unknown) => void;
  /** How many articles the files of a linked folder hold; 0 where that is not known. */
  readonly articlesUnder?: (name: string) => number;
  /** Refuses what does not fit where it is kept, by its bytes; nothing is refused unless it is given. */
  readonly refuseMore?: (bytes: number) => Promise<void>;
  /** Turns of hosts that are shared with other sources: a site is one, whoever asks it. */
  readonly turns?: HostTurns;
  /** Milliseconds between two requests to a host; `HOST_PAUSE_MS` unless a test is in a hurry. */
  readonly hostPauseMs?: number;
  /** Milliseconds between two looks at `sources.yaml`; `FILE_LOOK_MS` unless a test is in a hurry. */
  readonly fileLookMs?: number;
  /** Milliseconds since 1970, and as `Math.random`; of the system unless a test says otherwise. */
  readonly now?: () => number;
  readonly random?: () => number;
}

/** Opens them; what is due is looked at from now on. */
export async function openSources(options: SourcesOptions): Promise<Sources> {
  const { places, sourcesFile, reader, known, fetching, notice, onFault } = options;
  const { now = Date.now, random = Math.random, articlesUnder = () => 0 } = options;
  const turns = options.turns ?? hostTurns(options.hostPauseMs ?? HOST_PAUSE_MS);
  const fetcher = politeFetch({ turns, fetching, robots: robotsOf({ reader, turns, fetching }) });
  const store = storeIn(places, reader, options.refuseMore);
  const texts = waitingTextsIn(places.state);
  const previews = previewsIn(places.state);
  const stored = memoriesIn(places.state, places.isShared);
  const memories = await stored.load();
  const listeners = new Set<SourceListener>();
  const stop = new AbortController();
  let file: SourcesFile = { sources: [], problems: [], isBroken: false };
  let histories: ReadonlyMap<string, FetchedHistory> = historiesOf(memories);
  /** Of linked folders, by name. */
  const folderProblems = new Map<string, Statement>();
  /** Notices of the file as it was read last, as JSON: each is said once. */
  let said: ReadonlySet<string> = new Set();

  function tell(call: (listener: SourceListener) => void): void {
    for (const listener of [...listeners]) {
      try {
        call(listener);
      } catch (error) {
        onFault(error);
      }
    }
  }

  async function save(name: string): Promise<void> {
    const memory = memories.get(name);
    histories = historiesOf(memories);
    if (memory) await stored.save(name, memory);
  }

  const isThere = (name: string) => file.sources.some((source) => source.name === name);
  /** What other processes have looked at and decided on. */
  async function catchUp(): Promise<void> {
    await stored.catchUp(memories);
    histories = historiesOf(memories);
  }

  const desk = waitingDesk({ reader, store, texts, memories, save, catchUp, isThere, now });
  const looks = makeLooks({
    ...{ fetcher, reader, known, store, waiting: texts, now, memories, save, onFault, random },
    sources: () => file.sources,
    waitingCount: () => desk.waiting().length,
    onLook: (result, isFirst) => tell((listener) => listener.onLook?.(result, isFirst)),
    onHealth(source, problem) {
      const { name } = source;
      notice(
        problem === null
          ? statement('sourceWell', { source: name })
          : statement('sourceFails', { source: name, problem }),
      );
      tell((listener) => listener.onHealth?.(source, problem));
    },
  });

  /** A source that has another name now is still the same: what it brought stays where it is. */
  async function followName({ name, address }: Source): Promise<void> {
    if (memories.has(name)) return;
    const former = [...memories].find(
      ([old, memory]) => !isThere(old) && memory.address === address,
    );
    if (!former) return;
    const [old, memory] = former;
    memories.delete(old);
    memories.set(name, memory);
    if (!options.isScheduled) return;
    await save(name);
    await stored.forget(old);
  }

  /** Reads the file anew. One that is broken leaves the sources as they were. */
  async function reload(): Promise<void> {
    const read = await sourcesFile.read();
    file = read.isBroken ? { ...read, sources: file.sources } : read;
    const told = read.problems.map((problem) => JSON.stringify(problem));
    read.problems.forEach((problem, i) => {
      if (!said.has(told[i] ?? '')) notice(problem);
    });
    said = new Set(told);
    for (const source of file.sources) await followName(source);
    looks.plan();
  }

  const watch = watchSourcesFile(
    sourcesFile,
    options.fileLookMs ?? FILE_LOOK_MS,
    async (isOther) => {
      if (isOther) await reload();
      if (places.isShared) await catchUp();
      for (const source of file.sources.filter(({ kind }) => kind === 'folder')) {
        const problem = await folderProblem(source);
        // The library says it.
        if (problem) folderProblems.set(source.name, problem);
        else folderProblems.delete(source.name);
      }
    },
  );

  function named(name: string): Source {
    const source = file.sources.find((each) => each.name === name);
    if (!source) throw new Refusal('noSuchSource', { name });
    return source;
  }

  /** Whether a name is a source's, or that of a folder that holds what no source has brought. */
  async function isTaken(name: string): Promise<boolean> {
    if (isThere(name)) return true;
    const names = await places.articles.names(name).catch((): string[] => []);
    return names.length > 0 && !memories.has(name);
  }

  function refuseClash(sources: readonly Source[], { name, address }: Source): void {
    const same = sources.find((source) => source.address === address);
    if (same) throw new Refusal('sourceThere', { name: same.name });
    if (sources.some((source) => source.name === name)) {
      throw new Refusal('sourceNameTaken', { name });
    }
    refuseIfMany(sources);
  }

  function refuseIfMany({ length }: readonly Source[]): void {
    if (length >= MOST_SOURCES) throw new Refusal('tooManySources', { n: MOST_SOURCES });
  }

  await watch.look();
  if (options.isScheduled) {
    await desk.tidy().catch(onFault);
    looks.start();
  }

  return {
    list: () => ({
      sources: file.sources.map((source) => {
        const { name, kind, address } = source;
        return statusOf(source, memories.get(name) ?? noMemory(address), {
          isLooking: looks.isLooking(name),
          problem: folderProblems.get(name) ?? null,
          articles: kind === 'folder' ? articlesUnder(name) : 0,
        });
      }),
      problems: file.problems,
    }),
    async preview(wanted, by) {
      refuseIfMany(file.sources);
      const withAddress = (address: string) =>
        file.sources.find((source) => source.address === address)?.name ?? null;
      const { allowlist } = fetching;
      const parts = { fetcher, reader, known, now, allowlist, isTaken, withAddress };
      const reading = { lane: `person ${by}`, signal: stop.signal };
      const previewed = await previewSource(wanted, parts, reading);
      return { ...previewed, ...(await previews.add(previewed.source)) };
    },
    async add(previewId) {
      const source = await previews.read(previewId);
      await sourcesFile.change((text, sources) => {
        refuseClash(sources, source);
        return withSource(text, source);
      });
      await previews.drop(previewId);
      await watch.look();
      return named(source.name);
    },
    previewed: (previewId) => previews.read(previewId),
    discard: (previewId) => previews.drop(previewId),
    async remove(name, articles) {
      const source = named(name);
      if (source.kind === 'folder') throw new Refusal('sourceOnMachine', { name });
      if (isElsewhere(source)) throw new Refusal('sourceInFile', { name });
      await sourcesFile.change((text, sources) => {
        const now = sources.find((each) => each.name === name);
        if (!now || text === null) throw new Refusal('noSuchSource', { name });
        return withoutSource(text, now.line);
      });
      await watch.look();
      await looks.stop(name);
      const kept = (memories.get(name)?.articles ?? []).filter(({ state }) => state === 'kept');
      let count = 0;
      for (const { file, sha256 } of kept) {
        if (file === null || sha256 === null) continue;
        const standing = await store.standing(file, sha256);
        if (standing === 'gone') continue;
        if (articles === 'remove' && standing === 'same') await store.takeOut(file);
        if (articles === 'keep' || standing === 'same') count += 1;
      }
      memories.delete(name);
      await stored.forget(name);
      histories = historiesOf(memories);
      await desk.tidy();
      return { source, articles: count };
    },
    async refresh(name) {
      const sources = name === undefined ? file.sources : [named(name)];
      if (sources.length === 0) throw new Refusal('noSources');
      const fetched = sources.filter((each): each is FetchedSource => each.kind !== 'folder');
      return Promise.all(fetched.map((source) => looks.ask(source)));
    },
    async announce(name, announcing) {
      if (isElsewhere(named(name))) throw new Refusal('sourceInFile', { name });
      await sourcesFile.change((text, sources) => {
        const now = sources.find((each) => each.name === name);
        if (!now || text === null) throw new Refusal('noSuchSource', { name });
        return withAnnouncing(text, now.line, announcing);
      });
      await watch.look();
      return named(name);
    },
    waiting: desk.waiting,
    readWaiting: desk.readWaiting,
    keepWaiting: desk.keepWaiting,
    dropWaiting: desk.dropWaiting,
    historyOf: (path) => histories.get(path) ?? null,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      stop.abort();
      await watch.close();
      await looks.close();
    },
  };
}
