/** Changes `answers.yaml` as a person would: in place, comments and all else kept. */
import { type Document, isMap, isSeq, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { parseYaml } from '../articles/plain-yaml.ts';
import { ALSO, type Pin, questionKey } from './answers-file.ts';
import { textOf } from './listed-yaml.ts';

/** What a new file begins with. */
const HEAD = '# Answers that the editors chose: see "Pinned answers" in docs/EDITORS.md.\n';

/** The list; made where there is none. */
function listOf(document: Document): YAMLSeq {
  if (isSeq(document.contents)) return document.contents;
  const made = document.createNode([]) as YAMLSeq;
  document.contents = made as typeof document.contents;
  return made;
}

function written(document: Document): string {
  return document.toString({ lineWidth: 0 });
}

/** As one line of text, or as a block of lines where there are several. */
function scalarOf(text: string): Scalar {
  const scalar = new Scalar(text);
  if (text.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}

/** What an entry says under a key; null for none. */
function saidOf(entry: YAMLMap, key: string): string | null {
  return textOf(entry.get(key, true));
}

/** Further questions of an entry; null for none. */
function alsoOf(entry: YAMLMap): YAMLSeq | null {
  const also = entry.get(ALSO, true);
  return isSeq(also) ? also : null;
}

function isFor(asked: string | null, question: string): boolean {
  return asked !== null && questionKey(asked) === questionKey(question);
}

/** Takes a question out of the entry that it stands in; the entry goes with its last one. */
function takeOut(list: YAMLSeq, question: string): void {
  for (const entry of list.items) {
    if (!isMap(entry)) continue;
    const also = alsoOf(entry);
    const at = also?.items.findIndex((item) => isFor(textOf(item), question)) ?? -1;
    if (also && at >= 0) also.items.splice(at, 1);
    else if (isFor(saidOf(entry, 'question'), question)) {
      const next = also?.items.findIndex((item) => textOf(item) !== null) ?? -1;
      if (also && next >= 0) {
        const [first] = also.items.splice(next, 1);
        entry.set('question', textOf(first));
      } else list.items = list.items.filter((each) => each !== entry);
    } else continue;
    if (also?.items.length === 0) entry.delete(ALSO);
    return;
  }
}

/** Adds a question to those of an entry. */
function addTo(entry: YAMLMap, question: string, document: Document): void {
  const also = alsoOf(entry);
  if (also) also.add(document.createNode(question));
  else (entry as unknown as YAMLMap<unknown>).set(ALSO, document.createNode([question]));
}

/**
 * The text with a pin: in the place of the one for the same question; with others to the same words
 * of the passage; else at the end.
 * @param text of the file; null for none.
 */
export function withPin(text: string | null, pin: Omit<Pin, 'line'>): string {
  const { document } = parseYaml(text ?? HEAD);
  const list = listOf(document);
  const entries = list.items.filter((item) => isMap(item));
  const own = entries.find((entry) => isFor(saidOf(entry, 'question'), pin.question));
  if (own && alsoOf(own) === null) {
    own.set('citation', pin.citation);
    own.set('words', scalarOf(pin.words));
    return written(document);
  }
  const alike = entries.find(
    (entry) => saidOf(entry, 'citation') === pin.citation && saidOf(entry, 'words') === pin.words,
  );
  takeOut(list, pin.question);
  if (alike && list.items.includes(alike)) {
    addTo(alike, pin.question, document);
    return written(document);
  }
  // As people write it, whatever an empty list looked like.
  list.flow = false;
  const entry = document.createNode({ question: pin.question, citation: pin.citation });
  (entry as unknown as { set(key: string, value: unknown): void }).set(
    'words',
    scalarOf(pin.words),
  );
  list.add(entry);
  return written(document);
}

/** The text without the pin for a question. */
export function withoutPin(text: string, question: string): string {
  const { document } = parseYaml(text);
  takeOut(listOf(document), question);
  return written(document);
}
