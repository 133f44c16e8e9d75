/** Reads Discord's Markdown within a line: emphasis, code, spoilers, links, mentions, times. */

/** A piece of text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'strong' | 'em' | 'underline' | 'strike' | 'spoiler';
      readonly children: readonly Inline[];
    }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  /** Seconds since the Unix epoch, and one of Discord's style letters. */
  | { readonly kind: 'time'; readonly seconds: number; readonly style: string }
  | { readonly kind: 'user' | 'channel' | 'role'; readonly id: string }
  /** `@everyone`, a slash command, a custom emoji: shown by name. */
  | { readonly kind: 'name'; readonly text: string };

/** Which constructs are read. A title knows no links and mentions. */
interface InlineRules {
  readonly links: boolean;
}

type Read = (match: RegExpExecArray, rules: InlineRules, inLink: boolean) => Inline | null;

/** How deep emphasis may nest: enough for people, too little to run out of stack. */
const DEEPEST = 12;

const nested =
  (kind: 'strong' | 'em' | 'underline' | 'strike' | 'spoiler', depth: number): Read =>
  (match, rules) => ({ kind, children: readInline(match[1] ?? '', rules, depth + 1) });

const mention = (sign: string) => new RegExp(`<${sign}(\\d{17,20})>`, 'y');

/** Tried in order at every place, as the client does. All are sticky. */
function constructs(depth: number): readonly [pattern: RegExp, read: Read, isLink?: boolean][] {
  return [
    [/\\([^0-9A-Za-z\s])/y, (match) => ({ kind: 'text', text: match[1] ?? '' })],
    [
      /<t:(-?\d{1,17})(?::([tTdDfFR]))?>/y,
      (match) => ({ kind: 'time', seconds: Number(match[1]), style: match[2] ?? 'f' }),
      true,
    ],
    [mention('@!?'), (match) => ({ kind: 'user', id: match[1] ?? '' }), true],
    [mention('@&'), (match) => ({ kind: 'role', id: match[1] ?? '' }), true],
    [mention('#'), (match) => ({ kind: 'channel', id: match[1] ?? '' }), true],
    [/<\/([^>:]{1,100}):\d+>/y, (match) => ({ kind: 'name', text: `/${match[1]}` }), true],
    [/<a?:(\w{2,32}):\d+>/y, (match) => ({ kind: 'name', text: `:${match[1]}:` }), true],
    [/@(?:everyone|here)\b/y, (match) => ({ kind: 'name', text: match[0] }), true],
    [/<(https?:\/\/[^\s<>]+)>/y, (match) => linkTo(match[1] ?? '', match[1] ?? ''), true],
    [
      /https?:\/\/[^\s<]+[^<.,:;"')\]\s]/y,
      (match) => linkTo(match[0], match[0].replace(/\)$/, ')')),
      true,
    ],
    [
      /\[((?:\\.|[^[\]\\]|\[[^\]]*\])+)\]\(\s*<?(https?:\/\/(?:\\.|[^\s\\<>)])+)>?(?:\s+["'][^"']*["'])?\s*\)/y,
      (match, rules) => {
        const children = readInline(match[1] ?? '', { ...rules, links: false }, depth + 1);
        const url = (match[2] ?? '').replace(/\\(.)/g, '$1');
        return { kind: 'link', url, children };
      },
      true,
    ],
    [
      /(`+)([\s\S]*?[^`])\1(?!`)/y,
      (match) => ({ kind: 'code', text: (match[2] ?? '').replace(/^ (.*) $/s, '$1') }),
    ],
    [/\|\|([\s\S]+?)\|\|/y, nested('spoiler', depth)],
    [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, nested('strong', depth)],
    [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, nested('underline', depth)],
    [/~~((?:\\[\s\S]|[^\\])+?)~~/y, nested('strike', depth)],
    [/\*(?=\S)((?:\*\*|\\[\s\S]|[^*\\])+?)(?<!\s)\*(?!\*)/y, nested('em', depth)],
    [/(?<!\w)_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/y, nested('em', depth)],
  ];
}

const BY_DEPTH = Array.from({ length: DEEPEST }, (_, depth) => constructs(depth));
/** A character that may start a construct; the text between is taken as it is. */
const STARTS = /[\\<@h[`|*_~]/g;

function linkTo(url: string, text: string): Inline {
  return { kind: 'link', url, children: [{ kind: 'text', text }] };
}

/** Reads a text. What does not close, or nests too deep, is text. */
export function readInline(
  source: string,
  rules: InlineRules = { links: true },
  depth = 0,
): Inline[] {
  const found: Inline[] = [];
  const patterns = BY_DEPTH[depth];
  let text = '';
  let at = 0;
  const take = (): Inline | null => {
    for (const [pattern, read, isLink] of patterns ?? []) {
      if (isLink === true && !rules.links) continue;
      pattern.lastIndex = at;
      const match = pattern.exec(source);
      if (match === null) continue;
      // The pattern's place is kept in itself: what is nested may use the same one.
      at += match[0].length;
      return read(match, rules, false);
    }
    return null;
  };
  while (at < source.length) {
    STARTS.lastIndex = at;
    const next =
      patterns === undefined ? source.length : (STARTS.exec(source)?.index ?? source.length);
    text += source.slice(at, next);
    at = next;
    if (at >= source.length) break;
    const piece = take();
    if (piece === null) {
      text += source.charAt(at);
      at++;
    } else if (piece.kind === 'text') text += piece.text;
    else {
      if (text !== '') found.push({ kind: 'text', text });
      text = '';
      found.push(piece);
    }
  }
  if (text !== '') found.push({ kind: 'text', text });
  return found;
}
