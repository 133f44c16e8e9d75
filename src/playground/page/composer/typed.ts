/** Reads what is typed out in full: options by name within a command, people and roles within a message. */

/** Something that goes by a name. */
interface Named {
  readonly name: string;
  /** The name in the language of the page. */
  readonly label: string;
}

/** An option with what was typed for it. */
export interface TypedOption<T> {
  readonly option: T;
  readonly value: string;
}

/** A name at the start of a word, with the colon behind it: names have no colon and no space. */
const OPTION_NAME = /(?<!\S)([^\s:]{1,32}):/g;

/**
 * Parts a text at the names of options: `how high is it count: 2`.
 * @param options those that are not given yet; each is taken once, where it stands first.
 * @returns what stands in front of the first name, and each option with the text up to the next.
 */
export function readOptions<T extends Named>(
  options: readonly T[],
  typed: string,
): { readonly before: string; readonly given: readonly TypedOption<T>[] } {
  const found: { option: T; start: number; end: number }[] = [];
  for (const match of typed.matchAll(OPTION_NAME)) {
    const named = (match[1] ?? '').toLowerCase();
    const option = options.find(({ name, label }) => named === name || named === label);
    if (option === undefined || found.some((one) => one.option === option)) continue;
    found.push({ option, start: match.index, end: match.index + match[0].length });
  }
  const given = found.map(({ option, end }, index) => ({
    option,
    value: typed.slice(end, found[index + 1]?.start).trim(),
  }));
  return { before: typed.slice(0, found[0]?.start), given };
}

/** Somebody or something that can be mentioned. */
export interface Mentionable {
  readonly name: string;
  /** As Discord writes it, such as `<@1>`. */
  readonly mention: string;
}

/** Ends a name: what goes on is another word. */
const GOES_ON = /^[\p{L}\p{N}_]/u;

/** An @ at the start of a word; not the one of `<@1>`. */
const AT = /(?<![\w<@/])@/g;

/** Puts mentions in place of names that were typed out: `@Footnote how high …`. */
export function resolveMentions(text: string, all: readonly Mentionable[]): string {
  const longestFirst = [...all].sort((a, b) => b.name.length - a.name.length);
  let resolved = '';
  let last = 0;
  for (const { index } of text.matchAll(AT)) {
    const named = longestFirst.find(({ name }) => {
      const end = index + 1 + name.length;
      const typed = text.slice(index + 1, end);
      return typed.toLowerCase() === name.toLowerCase() && !GOES_ON.test(text.slice(end, end + 2));
    });
    if (named === undefined) continue;
    resolved += text.slice(last, index) + named.mention;
    last = index + 1 + named.name.length;
  }
  return resolved + text.slice(last);
}
