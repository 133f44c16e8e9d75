/** Writes to a terminal what it may show: text and our own colours, and nothing that steers it. */

/**
 * What a terminal obeys, or what turns the order of letters around: controls (C0 but tab and line
 * end, DEL, C1) and Unicode's bidirectional marks. A file may be named with them (CVE-2021-42574).
 */
const STEERING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for here.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The colours and weights that picocolors writes: `ESC [ n m`, and no others. */
const OWN_COLOUR =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with ESC.
  /(\u001b\[(?:[0-49]|22|23|24|29|3[0-79]|4[0-79]|49|9[0-7])m)/;

/** Foreign text, such as the name of a file, as it may stand in a terminal: without what steers it. */
export function printable(text: string): string {
  return text.replace(STEERING, '\ufffd');
}

/** The part of a stream that is written to. */
interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/**
 * Writes text that we have laid out ourselves. It is the last line: whatever foreign reached it
 * unclean is cleaned here, and only colours pass, where there is a terminal for them.
 */
export function print(text: string, stream: Output = process.stdout): void {
  // Split by one group, the colours are every second part.
  const parts = text.split(OWN_COLOUR);
  stream.write(
    parts.map((part, index) => (index % 2 === 1 && stream.isTTY ? part : printable(part))).join(''),
  );
}

/** Writes a value as one line of JSON: nothing is lost, and what steers a terminal is escaped. */
export function printJson(value: unknown, stream: Output = process.stdout): void {
  const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  stream.write(`${JSON.stringify(value).replace(STEERING, escaped)}\n`);
}
