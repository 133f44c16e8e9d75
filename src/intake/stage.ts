/** What was sent waits here, read and shown, until somebody keeps or discards it. */
import { extname } from 'node:path';
import type { FileReading } from '../model.ts';
import type { Reader } from '../reading/reader.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Submission } from './candidate.ts';
import type { Chosen } from './chosen-work.ts';
import type { FetchedPage } from './fetch-article.ts';
import { freeName } from './file-names.ts';
import type { Duplicate, KnownArticles } from './known-articles.ts';
import { STAGED_MS } from './limits.ts';
import type { Places } from './places.ts';
import type { Waiting } from './preview.ts';
import { isRandomId, randomId } from './random-id.ts';
import { readSubmission } from './read-submission.ts';
import {
  CHOICES,
  CHOSEN,
  CONTENT,
  claimOf,
  INTAKE,
  NOTE,
  ORIGINAL,
  OUTLINE,
  placeOf,
  refuseIfFull,
  tidyIntake,
} from './waiting.ts';

/** An article that waits to be kept or discarded. */
export interface Staged {
  /** 16 characters; nobody can guess it. Good for a custom id, and after a restart. */
  readonly id: string;
  /** The name it would get in the articles folder. */
  readonly fileName: string;
  /** How it will be read, and what was left out of the page or PDF that it was made of. */
  readonly reading: FileReading;
  /** An article that is in the folder already and says the same. */
  readonly duplicateOf: Duplicate | null;
  /** When it is thrown away by itself, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Beside the candidate's file. */
interface Note {
  readonly fileName: string;
  readonly duplicateOf?: Duplicate | null;
  /** What was sent, and from where: see `sourceOf`. */
  readonly source?: string;
  /** Where several processes stage: who sent it, as `senderOf` has it. */
  readonly by?: string;
}

function gone(cause?: unknown): Refusal {
  return new Refusal('notWaiting', {}, { cause });
}

/** By what something is staged. */
export interface StageParts {
  /** The articles of the folder; where they are still being read, that is waited for. */
  readonly known: KnownArticles;
  readonly reader: Reader;
  /** Who sent it: of one person, one thing is read at a time. Any text. */
  readonly by: string;
  /**
   * Whether the same thing sent again is the one that waits already, where something was chosen about
   * that: whoever lost sight of it finds it so.
   */
  readonly findsAgain?: boolean;
  /** What the sender is noted as; nothing of who it is unless given. */
  readonly sender?: string;
}

/**
 * Reads what somebody sent, in the reading process, and lays it aside. It counts for nothing until
 * `keepStaged`. What has waited for more than a day is thrown away.
 * @throws Refusal `notAdded` where it is nothing to add, `tooMuchWaiting` where too much waits
 *   already, another where the folders are not right, and those of `Reader.read`
 */
export async function stageArticle(
  sent: Submission | FetchedPage,
  places: Places,
  { known, reader, by, findsAgain = false, sender }: StageParts,
): Promise<Staged> {
  const { articles, state } = places;
  await articles.refuseUnlessThere();
  await tidyIntake(places);
  await refuseIfFull(state, sent.bytes.length);
  const taken = (await articles.names('')).map((name) => name.toLowerCase());
  const read = await readSubmission(reader, { sent, taken }, by);
  const { candidate, outline } = read;
  const { fileName, bytes, reading, sourceSha256 } = candidate;
  const files = [reading.sha256, sourceSha256];
  const duplicateOf = await known.findDuplicate({ files, articles: read.articles });
  const source = sourceOf(sent, sourceSha256);
  const before = findsAgain ? await findChosen(source, state) : null;
  if (before !== null) return { ...before, reading, duplicateOf };
  const id = randomId();
  const note: Note = { fileName, duplicateOf, source, ...(sender !== undefined && { by: sender }) };
  const unfinished = claimOf(id);
  await places.atOnce(
    async ({ state }) => {
      await state.write(`${unfinished}/${CONTENT}`, bytes);
      await state.write(`${unfinished}/${OUTLINE}`, outline);
      await state.write(`${unfinished}/${NOTE}`, Buffer.from(JSON.stringify(note)));
      // Once more, with itself: others have added meanwhile.
      await refuseIfFull(state, 0);
      await state.move(unfinished, placeOf(id));
    },
    () => state.remove(unfinished),
  );
  return { id, fileName, reading, duplicateOf, expiresAt: await expiry(id, state) };
}

/** The same bytes from the same address are the same thing. */
function sourceOf(sent: Submission | FetchedPage, sha256: string): string {
  return 'url' in sent ? `${sha256} ${sent.url}` : sha256;
}

/** What waits of a source, and has been chosen from; null where there is none. */
async function findChosen(
  source: string,
  state: StateFolder,
): Promise<Pick<Staged, 'id' | 'fileName' | 'expiresAt'> | null> {
  for (const { path } of await state.list(INTAKE)) {
    const [, id = '', name] = path.split('/');
    if (name !== CHOICES) continue;
    const found = await findWithNote(id, state).catch(() => null);
    if (found?.note.source !== source) continue;
    return { id, fileName: found.note.fileName, expiresAt: found.expiresAt };
  }
  return null;
}

/** @throws Refusal `notWaiting`. */
async function expiry(id: string, state: StateFolder): Promise<number> {
  const [note] = await state.list(`${placeOf(id)}/${NOTE}`);
  if (note === undefined) throw gone();
  return Math.floor(note.modifiedAt) + STAGED_MS;
}

/** A candidate that still waits. @throws Refusal `notWaiting` otherwise. */
async function findWithNote(
  id: string,
  state: StateFolder,
): Promise<{ readonly note: Note; readonly expiresAt: number }> {
  if (!isRandomId(id)) throw gone();
  const expiresAt = await expiry(id, state);
  const bytes = await state.read(`${placeOf(id)}/${NOTE}`);
  if (expiresAt < Date.now() || bytes === null) throw gone();
  return { note: JSON.parse(bytes.toString()) as Note, expiresAt };
}

/** How many candidates of a sender wait; of all where none is given. */
export async function countWaiting(state: StateFolder, sender?: string): Promise<number> {
  const ids = (await state.entries(INTAKE)).map(({ name }) => name).filter(isRandomId);
  const notes = await state.readEach(ids.map((id) => `${placeOf(id)}/${NOTE}`));
  const waiting = notes.flatMap((bytes) =>
    bytes === null ? [] : [JSON.parse(bytes.toString()) as Note],
  );
  return waiting.filter(({ by }) => sender === undefined || by === sender).length;
}

/** Whether a candidate still waits. */
export async function isWaiting(id: string, { state }: Pick<Places, 'state'>): Promise<boolean> {
  return findWithNote(id, state).then(
    () => true,
    (error: unknown) => {
      if (isRefusal(error, 'notWaiting')) return false;
      throw error;
    },
  );
}

/** What is known of a candidate. @throws Refusal `notWaiting` when it waits no more. */
export async function findWaiting(id: string, { state }: Pick<Places, 'state'>): Promise<Waiting> {
  const { note, expiresAt } = await findWithNote(id, state);
  const { fileName, duplicateOf = null } = note;
  return { id, fileName, duplicateOf, expiresAt };
}

/** What became of a candidate. */
export interface Kept {
  /** Its name in the articles folder: another one where the staged name was taken meanwhile. */
  readonly file: string;
}

/**
 * Moves a candidate into the articles folder, where the watch or a refresh finds it. Never
 * overwrites; asked twice at once, it is kept once.
 * @param chosen what is moved instead of what was staged.
 * @throws Refusal `notWaiting` when it waits no more
 */
export async function keepStaged(
  id: string,
  places: Places,
  chosen: Chosen | null = null,
): Promise<Kept> {
  const { articles, state } = places;
  await articles.refuseUnlessThere();
  const { note } = await findWithNote(id, state);
  const { fileName } = chosen ?? note;
  const [place, claimed] = [placeOf(id), claimOf(id)];
  let isClaimed = false;
  try {
    return await places.atOnce(
      async ({ articles, state }) => {
        // Whoever renames the folder keeps the article; for anybody else it is gone.
        isClaimed = false;
        await state.move(place, claimed);
        isClaimed = true;
        if (chosen !== null) {
          await state.write(`${claimed}/${CHOSEN}`, chosen.bytes);
          await state.move(`${claimed}/${CONTENT}`, `${claimed}/${ORIGINAL}`);
        }
        const from = `${claimed}/${chosen === null ? CONTENT : CHOSEN}`;
        const ending = extname(fileName);
        const stem = fileName.slice(0, -ending.length);
        const nameFor = (taken: ReadonlySet<string>) => freeName(stem, ending, taken);
        const file = await articles.takeIn(from, '', nameFor, null);
        // It is where it belongs: what is left here goes in any case; see `mend`.
        await state.remove(claimed).catch(() => {});
        return { file };
      },
      async () => {
        if (!isClaimed) return;
        await state.move(`${claimed}/${ORIGINAL}`, `${claimed}/${CONTENT}`).catch(() => {});
        await state.move(claimed, place);
      },
    );
  } catch (cause) {
    if (isRefusal(cause, 'databaseAway')) throw cause;
    if (!isClaimed) throw gone(cause);
    throw new Refusal('articleNotWritten', {}, { cause });
  }
}

/** Throws a candidate away. @throws Refusal `notWaiting` when it waits no more. */
export async function discardStaged(id: string, { state }: Pick<Places, 'state'>): Promise<void> {
  await findWithNote(id, state);
  await state.remove(placeOf(id));
}
