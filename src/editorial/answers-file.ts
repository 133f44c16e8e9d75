/** `answers.yaml`: the questions whose answer the editors chose, each with its passage's id and words. */
import { isMap, isScalar, isSeq } from 'yaml';
import { parseCitationId } from '../citations/citation-id.ts';
import { statement } from '../refusals.ts';
import { MOST_PINS, MOST_QUESTION, MOST_WORDS } from './limits.ts';
import { type ListFile, readList, textOf } from './listed-yaml.ts';

/** Its name, in the articles folder or the state. */
export const ANSWERS_FILE = 'answers.yaml';

/** A question, or another wording of it, with the passage that answers it. */
export interface Pin {
  readonly question: string;
  /** The id of the passage, in the collection that the file is of. */
  readonly citation: string;
  /** The passage's words, or those of some of its sentences: where they changed, the pin is not heeded. */
  readonly words: string;
  /** Where the question stands in the file, from 1. */
  readonly line: number;
}

/** What the file says. */
export interface AnswersFile extends ListFile {
  /** In its order, one for each question, none twice; what could not be understood is not among them. */
  readonly pins: readonly Pin[];
}

const FIELDS = ['question', 'citation', 'words'] as const;
/** Further questions that an entry's passage answers. */
export const ALSO = 'also';
type Field = (typeof FIELDS)[number];

const MOST: Readonly<Record<Field, number>> = {
  question: MOST_QUESTION,
  citation: MOST_QUESTION,
  words: MOST_WORDS,
};

/** UTF-16 units of a wrong value that are shown. */
const SHOWN = 60;

/** What two writings of one question have in common: case, blanks and the mark at its end tell nothing. */
export function questionKey(question: string): string {
  return question
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/(?<![ ?!.…])[ ?!.…]+$/u, '')
    .trim();
}

/** Reads the text of the file; '' for none. */
export function parseAnswers(text: string): AnswersFile {
  const lines = new Map<string, number>();
  let count = 0;
  const { items, ...rest } = readList(
    ANSWERS_FILE,
    text,
    MOST_PINS,
    (item, line, tell, lineOf): readonly Pin[] | null => {
      if (!isMap(item)) {
        tell(line, statement('noAnswerEntry'));
        return null;
      }
      const given = new Map<string, string | null>();
      const also: unknown[] = [];
      for (const { key, value } of item.items) {
        const field = String(isScalar(key) ? key.value : key);
        if (FIELDS.some((each) => each === field)) given.set(field, textOf(value));
        else if (field === ALSO) {
          if (isSeq(value)) also.push(...value.items);
          else tell(lineOf(key), statement('noList'));
        } else tell(lineOf(key), statement('unknownEntryKey', { field: field.slice(0, SHOWN) }));
      }
      const entry = (field: Field): string | null => {
        const value = given.get(field) ?? null;
        if (value === null) tell(line, statement('entryLacks', { field }));
        else if (value.length > MOST[field]) {
          tell(line, statement('entryTooLong', { field, max: MOST[field] }));
          return null;
        }
        return value;
      };
      const [question, typed, words] = FIELDS.map(entry);
      if (!question || !typed || !words) return null;
      const citation = parseCitationId(typed);
      if (citation === null) {
        tell(line, statement('noCitationId', { value: typed.slice(0, SHOWN) }));
        return null;
      }
      const pinned = (asked: string, at: number): Pin[] => {
        const key = questionKey(asked);
        const before = lines.get(key);
        if (before !== undefined) {
          tell(at, statement('sameQuestionAs', { line: before }));
          return [];
        }
        count += 1;
        if (count > MOST_PINS) {
          if (count === MOST_PINS + 1) tell(at, statement('moreEntriesThan', { max: MOST_PINS }));
          return [];
        }
        lines.set(key, at);
        return [{ question: asked, citation, words, line: at }];
      };
      const others = (node: unknown): Pin[] => {
        const asked = textOf(node);
        const at = lineOf(node);
        if (asked === null) tell(at, statement('entryLacks', { field: 'question' }));
        else if (asked.length > MOST_QUESTION) {
          tell(at, statement('entryTooLong', { field: ALSO, max: MOST_QUESTION }));
        } else return pinned(asked, at);
        return [];
      };
      return [...pinned(question, line), ...also.flatMap(others)];
    },
  );
  return { ...rest, pins: items.flat() };
}
