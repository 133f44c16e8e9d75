/** Marks that dialects of Markdown put inside a line: `[[links]]`, `%%notes%%`, `{{< shortcodes >}}`, `==marks==`. */
import type { Literal } from 'mdast';
import type { Extension as FromMarkdown } from 'mdast-util-from-markdown';
import type {
  Code,
  Construct,
  Extension,
  State,
  TokenizeContext,
  Tokenizer,
} from 'micromark-util-types';

/** What a mark is, by how it begins. */
export type MarkKind = 'link' | 'embed' | 'note' | 'tag' | 'comment' | 'attributes' | 'blockId';

/** A mark as it is written, both ends included. */
export interface DialectMark extends Literal {
  readonly type: 'dialectMark';
}

/** One `==`; two of them, one opening and one closing, mark what is between. */
export interface HighlightMark extends Literal {
  readonly type: 'highlightMark';
  readonly opens: boolean;
  readonly closes: boolean;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    dialectMark: DialectMark;
    highlightMark: HighlightMark;
  }
  interface RootContentMap {
    dialectMark: DialectMark;
    highlightMark: HighlightMark;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    dialectMark: 'dialectMark';
    dialectMarkData: 'dialectMarkData';
    highlightMark: 'highlightMark';
  }
}

/** How a kind of mark is written. */
interface MarkSyntax {
  readonly kind: MarkKind;
  readonly open: string;
  readonly close: string;
  /** UTF-16 units between both at most: what is longer has no end, and is not looked for further. */
  readonly longest: number;
  readonly isMultiline: boolean;
  /** What stands between both. */
  readonly inner: RegExp;
  /** Whether the character before the mark, null at the start, allows it. */
  readonly after?: (before: Code) => boolean;
  /** Whether the character behind the mark, null at the end, allows it. */
  readonly before?: (next: Code) => boolean;
}

const isWord = (code: Code): boolean =>
  code !== null && code > 0 && /[\p{L}\p{N}_]/u.test(String.fromCharCode(code));
const isSpace = (code: Code): boolean => code === null || code < 0 || code === 32;
const isLineEnd = (code: Code): boolean => code === null || (code < -2 && code > -6);

const LINK = {
  close: ']]',
  longest: 300,
  isMultiline: false,
  inner: /^[^\s[\]](?:[^[\]]*[^\s[\]])?$/,
};
const TAG = { kind: 'tag' as const, longest: 600, isMultiline: true };
/** `[[1]](https://…)` is a link of Markdown whose text has brackets. */
const isNoTarget = (next: Code): boolean => next !== 40 && next !== 91 && next !== 58;

/** Names that Jekyll and its like put values under; `{{ name }}` alone may be what the text is about. */
const LIQUID_VALUE = /^-?\s*(?:site|page|include|layout|post|content|paginator|theme)\b/;

const ATTRIBUTES =
  /^:?[ \t]*(?:[.#][\w:.-]+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s"'{}=]+))(?:[ \t][^{}]*)?$/;
/** Without a colon, only such that begin with a class or an id are no words. */
const BARE_ATTRIBUTES = /^[ \t]*[.#][\w:.-]+(?:[ \t][^{}]*)?$/;

const MARKS: readonly MarkSyntax[] = [
  { kind: 'link', open: '[[', ...LINK, before: isNoTarget },
  { kind: 'embed', open: '![[', ...LINK },
  {
    kind: 'note',
    ...{ open: '%%', close: '%%', longest: 2_000, isMultiline: true, inner: /[^%]/ },
    after: (before) => !isWord(before) && before !== 37,
    before: (next) => !isWord(next) && next !== 37,
  },
  { ...TAG, open: '{{<', close: '>}}', inner: /\S/ },
  { ...TAG, open: '{{%', close: '%}}', inner: /\S/ },
  { ...TAG, open: '{{', close: '}}', inner: LIQUID_VALUE },
  { ...TAG, open: '{%', close: '%}', inner: /^-?\s*\w/ },
  { kind: 'comment', open: '{/*', close: '*/}', longest: 2_000, isMultiline: true, inner: /^/ },
  {
    kind: 'attributes',
    ...{ open: '{:', close: '}', longest: 200, isMultiline: false, inner: ATTRIBUTES },
  },
  {
    kind: 'attributes',
    ...{ open: '{', close: '}', longest: 200, isMultiline: false, inner: BARE_ATTRIBUTES },
    // Behind a link or a picture, or at the end of a heading.
    before: isLineEnd,
  },
  {
    kind: 'attributes',
    ...{ open: '{', close: '}', longest: 200, isMultiline: false, inner: BARE_ATTRIBUTES },
    after: (before) => before === 41 || before === 93 || before === 96,
  },
];

/** Takes what stands between two marks as it is; on failure nothing is taken. */
function markTokenizer(syntax: MarkSyntax): Tokenizer {
  const { open, close, longest, isMultiline, inner, after, before } = syntax;
  return function tokenize(this: TokenizeContext, effects, ok, nok): State {
    const previous = this.previous;
    let opened = 0;
    let taken = '';
    let isInData = false;

    const start: State = (code) => {
      if (after && !after(previous)) return nok(code);
      effects.enter('dialectMark');
      effects.enter('dialectMarkData');
      isInData = true;
      return opening(code);
    };
    const opening: State = (code) => {
      if (code !== open.charCodeAt(opened)) return nok(code);
      effects.consume(code);
      opened += 1;
      return opened === open.length ? inside : opening;
    };
    const inside: State = (code) => {
      if (code === null || taken.length > longest) return nok(code);
      if (code < -2 && code > -6) {
        if (!isMultiline) return nok(code);
        if (isInData) effects.exit('dialectMarkData');
        isInData = false;
        effects.enter('lineEnding');
        effects.consume(code);
        effects.exit('lineEnding');
        taken += '\n';
        return inside;
      }
      if (!isInData) effects.enter('dialectMarkData');
      isInData = true;
      effects.consume(code);
      taken += code < 0 ? ' ' : String.fromCharCode(code);
      return taken.endsWith(close) ? closed : inside;
    };
    const closed: State = (code) => {
      const between = taken.slice(0, -close.length);
      if (!inner.test(between) || (before && !before(code))) return nok(code);
      effects.exit('dialectMarkData');
      effects.exit('dialectMark');
      return ok(code);
    };
    return start;
  };
}

/** `^name` at the end of a paragraph: Obsidian's id of a block. */
const tokenizeBlockId: Tokenizer = function tokenize(this: TokenizeContext, effects, ok, nok) {
  const previous = this.previous;
  let name = '';
  const start: State = (code) => {
    if (!isSpace(previous)) return nok(code);
    effects.enter('dialectMark');
    effects.enter('dialectMarkData');
    effects.consume(code);
    return inside;
  };
  const inside: State = (code) => {
    if (code === null) {
      if (!/^(?=.*[A-Za-z])[A-Za-z0-9-]{2,64}$/.test(name)) return nok(code);
      effects.exit('dialectMarkData');
      effects.exit('dialectMark');
      return ok(code);
    }
    if (code < 0 || code === 32 || name.length > 64) return nok(code);
    name += String.fromCharCode(code);
    effects.consume(code);
    return inside;
  };
  return start;
};

/** `==`, where it opens or closes a mark as `**` would. */
const tokenizeHighlight: Tokenizer = function tokenize(this: TokenizeContext, effects, ok, nok) {
  const previous = this.previous;
  let length = 0;
  const start: State = (code) => {
    if (previous === 61) return nok(code);
    const token = effects.enter('highlightMark');
    const inside: State = (next) => {
      if (next === 61 && length < 2) {
        length += 1;
        effects.consume(next);
        return inside;
      }
      token._open = !isSpace(next) && !isWord(previous);
      token._close = !isSpace(previous) && !isWord(next);
      if (length < 2 || next === 61 || (!token._open && !token._close)) return nok(next);
      effects.exit('highlightMark');
      return ok(next);
    };
    return inside(code);
  };
  return start;
};

/** For the parser: where marks may stand, all that is inline; code and escapes come first. */
export function markSyntax(): Extension {
  const constructs: Record<number, Construct[]> = {
    61: [{ name: 'highlightMark', tokenize: tokenizeHighlight }],
    94: [{ name: 'blockId', tokenize: tokenizeBlockId }],
  };
  for (const syntax of MARKS) {
    const first = syntax.open.charCodeAt(0);
    constructs[first] ??= [];
    constructs[first]?.push({ name: syntax.kind, tokenize: markTokenizer(syntax) });
  }
  return { text: constructs };
}

/** What the parser found, as nodes. */
export function marksFromMarkdown(): FromMarkdown {
  return {
    enter: {
      dialectMark(token) {
        this.enter({ type: 'dialectMark', value: this.sliceSerialize(token) }, token);
      },
      highlightMark(token) {
        const { _open: opens = false, _close: closes = false } = token;
        this.enter({ type: 'highlightMark', value: '==', opens, closes }, token);
      },
    },
    exit: {
      dialectMark(token) {
        this.exit(token);
      },
      highlightMark(token) {
        this.exit(token);
      },
    },
  };
}

/** What a mark is; both ends have been checked. */
export function kindOfMark({ value }: DialectMark): MarkKind {
  if (value.startsWith('^')) return 'blockId';
  return MARKS.find(({ open }) => value.startsWith(open))?.kind ?? 'tag';
}

/**
 * What a link of a wiki shows: its label, or the name of what it leads to.
 * @param value `[[target|label]]`, as it is written; in a table the bar is escaped.
 */
export function linkText(value: string): string {
  const inner = value.slice(value.indexOf('[[') + 2, -2);
  const bar = inner.indexOf('|');
  if (bar !== -1) return inner.slice(bar + 1);
  const [path = '', ...headings] = inner.split('#');
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
  return [name, ...headings.filter((heading) => !heading.startsWith('^'))]
    .filter((part) => part !== '')
    .join(' > ');
}
