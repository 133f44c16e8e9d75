/** Where the editors' files are: in the articles folder, or in the state where there is no folder. */
import { join } from 'node:path';
import { changeBeside, markOf, readBeside } from '../articles/file-beside.ts';
import { whyUnreadable } from '../articles/unreadable.ts';
import { isRefusal, type Reason, Refusal, statement } from '../refusals.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { writeReason } from '../state/write-reason.ts';
import {
  ANSWERS_FILE,
  type AnswersFile,
  type Pin,
  parseAnswers,
  questionKey,
} from './answers-file.ts';
import { MOST_FILE_BYTES, MOST_GROUPS, MOST_PINS } from './limits.ts';
import { parseSynonyms, SYNONYMS_FILE, type SynonymsFile } from './synonyms-file.ts';

/** Both files, as they are read. */
export interface EditorialFiles {
  readonly answers: AnswersFile;
  readonly synonyms: SynonymsFile;
}

/** The files, wherever they are. */
export interface EditorialPlace {
  /** What they say; none says nothing. */
  read(): Promise<EditorialFiles>;
  /**
   * Changes `answers.yaml` as long as it is whole, at once, whoever else does so.
   * @param change from its text, null where there is none, and what it says to the new text.
   * @throws Refusal `answersBroken`, `answersNotWritten`; what `change` refuses.
   */
  changeAnswers(change: (text: string | null, file: AnswersFile) => string): Promise<void>;
  /** Another text whenever one of them is another file. */
  mark(): Promise<string>;
}

/** Files that a collection may have beside its articles, none of which is an article. */
export const EDITORIAL_FILES: readonly string[] = [ANSWERS_FILE, SYNONYMS_FILE];

/** In the state: copies of the files of a collection's folder, by the writer that has it. */
export const FOLDER_EDITORIAL: readonly string[] = EDITORIAL_FILES.map((name) => `folder-${name}`);

/** Of a pin that stands in the file of a folder, which nobody changes from here. */
const ELSEWHERE = 0;

/** Whether a pin stands in a file that cannot be changed from here. */
export function isPinnedElsewhere({ line }: Pick<Pin, 'line'>): boolean {
  return line === ELSEWHERE;
}

function unread(file: string, reason: Reason) {
  const problems = [statement('inEditorial', { file, line: 1, reason })];
  return { problems, isBroken: true };
}

function changed(
  text: string | null,
  change: (text: string | null, file: AnswersFile) => string,
): string {
  const file = parseAnswers(text ?? '');
  const [problem] = file.problems;
  if (file.isBroken && problem) {
    const { line, reason } = problem.facts;
    throw new Refusal('answersBroken', { line, reason });
  }
  return change(text, file);
}

function notWritten(cause: unknown): unknown {
  if (isRefusal(cause)) return cause;
  return new Refusal('answersNotWritten', { reason: writeReason(cause) }, { cause });
}

/** The files of an articles folder. */
export function editorialInFolder(articlesDir: string): EditorialPlace {
  async function textOf(name: string): Promise<string> {
    return (await readBeside(join(articlesDir, name), MOST_FILE_BYTES)) ?? '';
  }
  return {
    async read() {
      // What keeps the one from being read is nothing to the other.
      const answers = textOf(ANSWERS_FILE).then(parseAnswers, (error: unknown) => ({
        ...unread(ANSWERS_FILE, whyUnreadable(error)),
        pins: [],
      }));
      const synonyms = textOf(SYNONYMS_FILE).then(parseSynonyms, (error: unknown) => ({
        ...unread(SYNONYMS_FILE, whyUnreadable(error)),
        groups: [],
      }));
      return { answers: await answers, synonyms: await synonyms };
    },
    async changeAnswers(change) {
      try {
        await changeBeside(articlesDir, ANSWERS_FILE, MOST_FILE_BYTES, (text) =>
          changed(text, change),
        );
      } catch (cause) {
        throw notWritten(cause);
      }
    },
    async mark() {
      const marks = EDITORIAL_FILES.map((name) => markOf(join(articlesDir, name)));
      return (await Promise.all(marks)).join(' | ');
    },
  };
}

/**
 * The files of a collection that is in a database. Where it has a folder somewhere, what that one's files
 * say is among it.
 */
export function editorialInState(state: StateFolder): EditorialPlace {
  const all = [...EDITORIAL_FILES, ...FOLDER_EDITORIAL];
  return {
    async read() {
      const texts = (await state.readEach(all)).map((bytes) => String(bytes ?? ''));
      const [answers = '', synonyms = '', folderAnswers = '', folderSynonyms = ''] = texts;
      const own = parseAnswers(answers);
      const keys = new Set(own.pins.map(({ question }) => questionKey(question)));
      const more = parseAnswers(folderAnswers)
        .pins.filter(({ question }) => !keys.has(questionKey(question)))
        .map((pin) => ({ ...pin, line: ELSEWHERE }));
      const alike = parseSynonyms(synonyms);
      const groups = [...alike.groups, ...parseSynonyms(folderSynonyms).groups];
      return {
        answers: { ...own, pins: [...own.pins, ...more].slice(0, MOST_PINS) },
        synonyms: { ...alike, groups: groups.slice(0, MOST_GROUPS) },
      };
    },
    async changeAnswers(change) {
      try {
        await state.update(ANSWERS_FILE, (bytes) =>
          Buffer.from(changed(bytes === null ? null : bytes.toString(), change)),
        );
      } catch (cause) {
        throw notWritten(cause);
      }
    },
    async mark() {
      const files = await Promise.all(all.map((path) => state.list(path)));
      return files.map(([file]) => (file ? `${file.modifiedAt} ${file.size}` : 'none')).join(' | ');
    },
  };
}
