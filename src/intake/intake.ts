/** The door through which commands add and remove articles. */
import type { Reader } from '../reading/reader.ts';
import { Refusal } from '../refusals.ts';
import type { Submission } from './candidate.ts';
import { type ChosenRows, choosing } from './choosing.ts';
import type { Corrections } from './corrections.ts';
import { type FetchedPage, fetchArticle } from './fetch-article.ts';
import type { FetchOptions } from './guarded-fetch.ts';
import type { KnownArticles } from './known-articles.ts';
import { STAGED_EACH } from './limits.ts';
import type { Places } from './places.ts';
import type { Preview } from './preview.ts';
import { type Removed, removeArticle } from './remove-article.ts';
import { listRemoved, type RemovedFile } from './removed.ts';
import { type Restored, restoreRemoved } from './restore-removed.ts';
import { senderOf } from './sender.ts';
import {
  countWaiting,
  discardStaged,
  isWaiting,
  type Kept,
  type Staged,
  stageArticle,
} from './stage.ts';

/** Looks after the articles folder. All of it rejects with Refusals. */
export interface Intake {
  /** Reads an uploaded file and lays it aside. `by` is whoever adds it; see `STAGED_EACH`. */
  stageFile(file: Submission, by: string): Promise<Staged>;
  /** Fetches a page, reads it and lays it aside. */
  stageUrl(url: string, by: string): Promise<Staged>;
  /** What was laid aside, as it stands. */
  preview(stagedId: string): Promise<Preview>;
  /** Keeps some of its rows and leaves others out; those that there are not are passed over. */
  choose(stagedId: string, chosen: ChosenRows): Promise<Preview>;
  /** Puts right what is known of it. */
  correct(stagedId: string, corrections: Corrections): Promise<Preview>;
  /** The whole of it as a text for people, in the language of a locale such as `en-US`. */
  describe(stagedId: string, locale: string, by: string): Promise<string>;
  /**
   * Moves what was laid aside among the articles, as it was chosen.
   * @param seen the edition of the choices that whoever keeps it was shown; refused as
   *   `changedMeanwhile` where there is another one by now.
   */
  keep(stagedId: string, seen: number, by: string): Promise<Kept>;
  /** Throws away what was laid aside. */
  discard(stagedId: string): Promise<void>;
  /** Takes a file out of the folder, with all the articles it holds. */
  remove(file: string): Promise<Removed>;
  /** What was removed and can be put back, the last first. */
  removed(): Promise<readonly RemovedFile[]>;
  /** Puts back what was removed. @param id see `RemovedFile`. */
  restore(id: string): Promise<Restored>;
}

/** How articles are fetched and read, and how many may wait; tests lower that. */
export interface IntakeOptions extends FetchOptions {
  readonly reader: Reader;
  /** Of one person. */
  readonly each?: number;
}

/** An intake for these places. @param known the articles that are there at any time. */
export function intakeOf(
  places: Places,
  known: KnownArticles,
  { reader, ...options }: IntakeOptions,
): Intake {
  const { each: most = STAGED_EACH } = options;
  /** Ids that wait, by who added them here; nothing of that is written down unless it is shared. */
  const waiting = new Map<string, string>();
  const asked: string[] = [];

  async function stage(sent: Submission | FetchedPage, by: string, sender: string | undefined) {
    const noted = sender === undefined ? {} : { sender };
    return stageArticle(sent, places, { known, reader, by, findsAgain: true, ...noted });
  }

  /** How many of a person's wait, as far as all processes know of them. */
  async function countKept(sender: string | undefined): Promise<number> {
    if (sender !== undefined) return countWaiting(places.state, sender);
    for (const id of waiting.keys()) if (!(await isWaiting(id, places))) waiting.delete(id);
    return 0;
  }

  /** @throws Refusal `tooMuchWaitingOfYours` */
  async function stageBy(
    by: string,
    sentBy: () => Promise<Submission | FetchedPage>,
  ): Promise<Staged> {
    const sender = places.isShared ? await senderOf(places.state, by) : undefined;
    const kept = await countKept(sender);
    const here = sender === undefined ? [...waiting.values(), ...asked] : asked;
    if (kept + here.filter((each) => each === by).length >= most) {
      throw new Refusal('tooMuchWaitingOfYours', { n: most });
    }
    asked.push(by);
    try {
      const staged = await stage(await sentBy(), by, sender);
      waiting.set(staged.id, by);
      // Once more: other processes have added meanwhile.
      if (sender !== undefined && (await countWaiting(places.state, sender)) > most) {
        await discardStaged(staged.id, places);
        throw new Refusal('tooMuchWaitingOfYours', { n: most });
      }
      return staged;
    } finally {
      asked.splice(asked.indexOf(by), 1);
    }
  }

  return {
    stageFile: (file, by) => stageBy(by, async () => file),
    stageUrl: (url, by) => stageBy(by, () => fetchArticle(url, options)),
    ...choosing(places, reader),
    discard: (stagedId) => discardStaged(stagedId, places),
    remove: (file) => removeArticle(file, places, reader, { several: true }),
    removed: () => listRemoved(places),
    restore: (id) => restoreRemoved(id, places, { known, reader }),
  };
}
