/** Changes `answers.yaml` as a person would: in place, comments and all else kept. */
import { type Document, isMap, isSeq, Scalar, type YAMLSeq } from 'yaml';
import { parseYaml } from '../articles/plain-yaml.ts';
import { type Pin, questionKey } from './answers-file.ts';
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

/** Which entry is for a question; -1 for none. */
function placeOf(list: YAMLSeq, question: string): number {
  const key = questionKey(question);
  return list.items.findIndex((item) => {
    const own = isMap(item) ? textOf(item.get('question', true)) : null;
    return own !== null && questionKey(own) === key;
  });
}

/**
 * The text with a pin: in the place of the one for the same question, else at the end.
 * @param text of the file; null for none.
 */
export function withPin(text: string | null, pin: Omit<Pin, 'line'>): string {
  const { document } = parseYaml(text ?? HEAD);
  const list = listOf(document);
  const known = list.items[placeOf(list, pin.question)];
  if (isMap(known)) {
    known.set('citation', pin.citation);
    known.set('words', scalarOf(pin.words));
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
  const list = listOf(document);
  const at = placeOf(list, question);
  list.items = list.items.filter((_, index) => index !== at);
  return written(document);
}
