/** Whether a YAML text nests deeper than anybody writes: the parser's stack ends there, and V8 may with it. */
import { CST, Lexer } from 'yaml';

/** Lists and maps in each other. Far below what the stack holds, far above what settings need. */
const DEEPEST = 64;

/**
 * Whether a text is nested too deep to be parsed. Near the end of the stack V8 may end the whole process
 * when it has to compile a regular expression, so catching what the parser throws is not enough.
 * Linear in the text.
 */
export function isTooDeep(text: string): boolean {
  let brackets = 0;
  /** Columns at which the blocks began that are open: each is deeper than the one before. */
  const blocks: number[] = [];
  let column = 0;
  let isFirst = true;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === 'newline') {
      column = 0;
      isFirst = true;
      continue;
    }
    // They stand for what follows, and take no room.
    if (type === 'scalar' || type === 'doc-mode' || type === 'flow-error-end') continue;
    const isItem = type === 'seq-item-ind' || type === 'explicit-key-ind';
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets += 1;
    else if (type === 'flow-seq-end' || type === 'flow-map-end')
      brackets = Math.max(0, brackets - 1);
    if (type !== 'space') {
      if (brackets === 0 && (isFirst || isItem)) {
        while ((blocks.at(-1) ?? -1) >= column) blocks.pop();
        blocks.push(column);
      }
      isFirst = false;
    }
    column += token.length;
    if (brackets + blocks.length > DEEPEST) return true;
  }
  return false;
}
