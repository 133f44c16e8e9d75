/** What the editors of one collection say beside its articles: kept in memory, in step with their files. */
import { detectLanguage } from '../languages/detect.ts';
import { type Notice, Refusal, type Statement } from '../refusals.ts';
import { tokenize } from '../search/terms.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { type Pin, questionKey } from './answers-file.ts';
import { type EditorialFiles, type EditorialPlace, isPinnedElsewhere } from './editorial-place.ts';
import { FILE_LOOK_MS, MOST_PINS } from './limits.ts';
import { type PinDraft, pinDraftsIn } from './pin-drafts.ts';
import type { SynonymGroup } from './synonyms-file.ts';
import { withoutPin, withPin } from './write-answers.ts';

/** What questions are asked with; from memory. */
export interface EditorialView {
  /** The same array until the file is another one. */
  pins(): readonly Pin[];
  /** Likewise. */
  synonyms(): readonly SynonymGroup[];
}

/** What those who look after the articles do. */
export interface Answers {
  /** Looks whether the files are others by now. */
  look(): Promise<void>;
  /** What is pinned, and what in the files could not be understood. From memory. */
  list(): {
    readonly pins: readonly Pin[];
    readonly problems: readonly Statement<'inEditorial'>[];
  };
  /**
   * Pins a passage to a question; in the place of what was pinned to it.
   * @throws Refusal `answersBroken`, `answersNotWritten`, `tooManyPins`, `pinSaysNothing`.
   */
  pin(pin: PinDraft): Promise<void>;
  /**
   * Takes the pin of a question away, however that is written.
   * @throws as `pin`, and Refusal `noSuchPin`, `pinInFolder`.
   */
  unpin(question: string): Promise<Pin>;
  /** Keeps what is to be confirmed. @returns its id. */
  draft(pin: PinDraft): Promise<string>;
  /** @throws Refusal `pinDraftGone`. */
  drafted(id: string): Promise<PinDraft>;
  /** Nothing happens where there is none. */
  discard(id: string): Promise<void>;
}

/** What is asked with where nobody changes it meanwhile: the files as they are now. */
export async function readEditorial(
  place: Pick<EditorialPlace, 'read'>,
  notice: (notice: Notice) => void,
): Promise<EditorialView & Pick<Editorial, 'listen'>> {
  const { answers, synonyms } = await place.read();
  for (const problem of [...answers.problems, ...synonyms.problems]) notice(problem);
  return {
    pins: () => answers.pins,
    synonyms: () => synonyms.groups,
    listen: (onPins) => onPins(answers.pins),
  };
}

/** Both, open. */
export interface Editorial extends EditorialView, Answers {
  /** Told of the pins of each file that is another one, to prepare what is compared. */
  listen(onPins: (pins: readonly Pin[]) => void): void;
  close(): Promise<void>;
}

/** How they are opened. */
export interface EditorialOptions {
  readonly place: EditorialPlace;
  /** Where drafts are kept. */
  readonly state: StateFolder;
  /** Told each mistake in the files, once. */
  readonly notice: (notice: Notice) => void;
  /** Told what is a bug, or a disk or database that fails. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds between two looks at the files; null for none. */
  readonly lookMs?: number | null;
}

const NOTHING: EditorialFiles = {
  answers: { pins: [], problems: [], isBroken: false },
  synonyms: { groups: [], problems: [], isBroken: false },
};

/** Whether a question has a word by which it could be recognised. */
function saysSomething(question: string): boolean {
  return tokenize(question, detectLanguage(question)).some(({ term }) => term !== '');
}

/** Opens them; what can be read of the files is known from then on. */
export async function openEditorial(options: EditorialOptions): Promise<Editorial> {
  const { place, state, notice, onFault, lookMs = FILE_LOOK_MS } = options;
  const drafts = pinDraftsIn(state);
  const listeners: ((pins: readonly Pin[]) => void)[] = [];
  let files = NOTHING;
  let mark: string | null = null;
  /** Mistakes as they were read last, as JSON: each is said once. */
  let said: ReadonlySet<string> = new Set();
  let looking: Promise<void> = Promise.resolve();
  let isClosed = false;

  async function lookNow(): Promise<void> {
    if (isClosed) return;
    const now = await place.mark();
    if (now === mark) return;
    const { answers, synonyms } = await place.read();
    mark = now;
    // A file that is broken leaves what it said before.
    files = {
      answers: answers.isBroken ? { ...answers, pins: files.answers.pins } : answers,
      synonyms: synonyms.isBroken ? { ...synonyms, groups: files.synonyms.groups } : synonyms,
    };
    const problems = [...answers.problems, ...synonyms.problems];
    const told = problems.map((problem) => JSON.stringify(problem));
    for (const [at, problem] of problems.entries()) if (!said.has(told[at] ?? '')) notice(problem);
    said = new Set(told);
    for (const listener of listeners) listener(files.answers.pins);
  }

  function look(): Promise<void> {
    const done = looking.then(lookNow);
    looking = done.catch(() => {});
    return done;
  }

  /** After a change of our own, however alike the file looks. */
  function lookAgain(): Promise<void> {
    mark = null;
    return look();
  }

  // What cannot be looked at when it is opened may be there at the next look.
  await look().catch(onFault);
  const timer = lookMs === null ? undefined : setInterval(() => void look().catch(onFault), lookMs);
  timer?.unref();

  return {
    pins: () => files.answers.pins,
    synonyms: () => files.synonyms.groups,
    look,
    listen(onPins) {
      listeners.push(onPins);
      onPins(files.answers.pins);
    },
    list: () => ({
      pins: files.answers.pins,
      problems: [...files.answers.problems, ...files.synonyms.problems],
    }),
    async pin(pin) {
      if (!saysSomething(pin.question)) throw new Refusal('pinSaysNothing');
      await place.changeAnswers((text, { pins }) => {
        const key = questionKey(pin.question);
        const isNew = !pins.some(({ question }) => questionKey(question) === key);
        if (isNew && pins.length >= MOST_PINS) throw new Refusal('tooManyPins', { n: MOST_PINS });
        return withPin(text, pin);
      });
      await lookAgain();
    },
    async unpin(question) {
      const key = questionKey(question);
      const isIt = (pin: Pin) => questionKey(pin.question) === key;
      await look();
      const known = files.answers.pins.find(isIt);
      if (known && isPinnedElsewhere(known)) throw new Refusal('pinInFolder');
      let found: Pin | undefined;
      await place.changeAnswers((text, { pins }) => {
        found = pins.find(isIt);
        if (!found || text === null) throw new Refusal('noSuchPin');
        return withoutPin(text, question);
      });
      await lookAgain();
      if (!found) throw new Refusal('noSuchPin');
      return found;
    },
    draft: drafts.add,
    drafted: drafts.read,
    discard: drafts.drop,
    close() {
      isClosed = true;
      clearInterval(timer);
      return looking;
    },
  };
}
