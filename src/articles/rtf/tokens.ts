/** Rich Text Format (1.9.1) as it comes: groups, control words and bytes of text, in one pass. */

/** What is told of a file, in its order. */
export interface RtfHandler {
  open(): void;
  close(): void;
  /** @param value of its number; null where it has none */
  word(name: string, value: number | null): void;
  /** A control symbol such as `~`, but for escaped braces and backslashes, which are text. */
  symbol(symbol: string): void;
  /** A byte by its number, as `\'e9` gives it. */
  byte(value: number): void;
  /** Bytes as they stand there, each a character; ASCII in nearly all files. */
  text(bytes: string): void;
}

/** Longer ones are no words of RTF, which are of 32 letters at most. */
const WORD = /([a-zA-Z]{1,40})(-?\d{1,10})? ?/y;
const TEXT = /[^\\{}\r\n\0]+/y;

/** Follows a file. @param source its bytes, each a character (Latin 1) */
export function followRtf(source: string, handler: RtfHandler): void {
  let at = 0;
  while (at < source.length) {
    const char = source[at] as string;
    if (char === '{') handler.open();
    else if (char === '}') handler.close();
    else if (char === '\\') {
      at = control(source, at + 1, handler);
      continue;
    } else {
      TEXT.lastIndex = at;
      const found = TEXT.exec(source);
      if (found) {
        handler.text(found[0]);
        at = TEXT.lastIndex;
        continue;
      }
    }
    at += 1;
  }
}

/** Reads what follows a backslash. @returns where it goes on */
function control(source: string, at: number, handler: RtfHandler): number {
  WORD.lastIndex = at;
  const word = WORD.exec(source);
  if (word) {
    const value = word[2] === undefined ? null : Number(word[2]);
    const name = word[1] ?? '';
    // So many bytes of anything follow.
    if (name === 'bin') return WORD.lastIndex + Math.max(0, value ?? 0);
    handler.word(name, value);
    return WORD.lastIndex;
  }
  const symbol = source[at] ?? '';
  if (symbol === "'") {
    const value = Number.parseInt(source.slice(at + 1, at + 3), 16);
    if (!Number.isNaN(value)) handler.byte(value);
    return at + 3;
  }
  if (symbol === '\\' || symbol === '{' || symbol === '}') handler.text(symbol);
  else if (symbol === '\n' || symbol === '\r') handler.word('par', null);
  else handler.symbol(symbol);
  return at + 1;
}
