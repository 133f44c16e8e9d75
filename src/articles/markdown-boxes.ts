/** Blocks that dialects of Markdown add: boxes (`!!! note`, `:::note`), tabs, definitions, blocks that nobody sees. */
import type { Literal, Parent, RootContent } from 'mdast';
import type { Extension as FromMarkdown } from 'mdast-util-from-markdown';
import type {
  Code,
  Construct,
  Extension,
  State,
  TokenizeContext,
  Tokenizer,
} from 'micromark-util-types';

/** A box with its title, or what a term means. */
export interface Box extends Parent {
  readonly type: 'box';
  /** Its first line as it is written: what makes it a box. A definition's is its colon. */
  header: string;
  children: RootContent[];
}

/** Lines that are taken as they are, first and last one included. */
export interface RawBlock extends Literal {
  readonly type: 'rawBlock';
}

declare module 'mdast' {
  interface RootContentMap {
    box: Box;
    rawBlock: RawBlock;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    box: 'box';
    boxHeader: 'boxHeader';
    boxIndent: 'boxIndent';
    boxEnd: 'boxEnd';
    rawBlock: 'rawBlock';
    rawBlockLine: 'rawBlockLine';
  }
  interface ContainerState {
    /** Columns that the content of a box is indented by; none where it has an end of its own. */
    boxIndent?: number;
    /** Colons that the last line of a box has at least. */
    boxColons?: number;
    boxHasEnded?: boolean;
  }
}

/** MkDocs: the content is indented by four columns. */
const ADMONITION = /^(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+"[^"]*")?[ \t]*$/;
const TAB = /^===[!+]?[ \t]+(?:"[^"]+"|'[^']+')[ \t]*$/;
/** Docusaurus and its like: the content goes on up to as many colons. */
const FENCED = /^:{3,}[ \t]*[A-Za-z{]/;
const END = /^(:{3,})[ \t]*$/;

const INDENT = 4;

const isLineEnd = (code: Code): boolean => code === null || (code < -2 && code > -6);
const isSpace = (code: Code): boolean => code === -2 || code === -1 || code === 32;

/** Takes a whole line, and says whether it is one of those. */
function tokenizeHeader(header: RegExp, indent: number | null): Tokenizer {
  return function tokenize(this: TokenizeContext, effects, ok, nok) {
    const start: State = (code) => {
      effects.enter('box', { _container: true });
      const token = effects.enter('boxHeader');
      const inside: State = (next) => {
        if (!isLineEnd(next)) {
          effects.consume(next);
          return inside;
        }
        effects.exit('boxHeader');
        const line = this.sliceSerialize(token);
        if (!header.test(line) || !this.containerState) return nok(next);
        if (indent === null) this.containerState.boxColons = /^:+/.exec(line)?.[0].length ?? 3;
        else this.containerState.boxIndent = indent;
        return ok(next);
      };
      return inside(code);
    };
    return start;
  };
}

/** `: ` and what a term means. */
const tokenizeDefinition: Tokenizer = function tokenize(this: TokenizeContext, effects, ok, nok) {
  let width = 0;
  const start: State = (code) => {
    effects.enter('box', { _container: true });
    effects.enter('boxHeader');
    effects.consume(code);
    effects.exit('boxHeader');
    return first;
  };
  const first: State = (code) => {
    if (!isSpace(code)) return nok(code);
    effects.enter('boxIndent');
    return space(code);
  };
  const space: State = (code) => {
    if (isSpace(code)) {
      width += 1;
      effects.consume(code);
      return space;
    }
    effects.exit('boxIndent');
    if (isLineEnd(code) || !this.containerState) return nok(code);
    this.containerState.boxIndent = Math.min(INDENT, width + 1);
    return ok(code);
  };
  return start;
};

const blankLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const inside: State = (code) => {
      if (isSpace(code)) {
        effects.consume(code);
        return inside;
      }
      effects.exit('boxIndent');
      return isLineEnd(code) ? ok(code) : nok(code);
    };
    return (code) => {
      if (!isSpace(code)) return isLineEnd(code) ? ok(code) : nok(code);
      effects.enter('boxIndent');
      return inside(code);
    };
  },
};

const indented: Construct = {
  partial: true,
  tokenize(this: TokenizeContext, effects, ok, nok) {
    const columns = this.containerState?.boxIndent ?? INDENT;
    let taken = 0;
    const inside: State = (code) => {
      if (taken === columns) {
        effects.exit('boxIndent');
        return ok(code);
      }
      if (!isSpace(code)) return nok(code);
      taken += 1;
      effects.consume(code);
      return inside;
    };
    return (code) => {
      effects.enter('boxIndent');
      return inside(code);
    };
  },
};

/** The last line of a box with an end of its own. */
const lastLine: Construct = {
  partial: true,
  tokenize(this: TokenizeContext, effects, ok, nok) {
    return (code) => {
      const token = effects.enter('boxEnd');
      const inside: State = (next) => {
        if (!isLineEnd(next)) {
          effects.consume(next);
          return inside;
        }
        effects.exit('boxEnd');
        const colons = END.exec(this.sliceSerialize(token).trim())?.[1]?.length ?? 0;
        return colons >= (this.containerState?.boxColons ?? 3) ? ok(next) : nok(next);
      };
      return inside(code);
    };
  },
};

const tokenizeGoesOn: Tokenizer = function tokenize(this: TokenizeContext, effects, ok, nok) {
  const state = this.containerState;
  if (state?.boxIndent !== undefined) {
    return effects.check(blankLine, ok, effects.attempt(indented, ok, nok));
  }
  const ended: State = (code) => {
    if (state) state.boxHasEnded = true;
    return ok(code);
  };
  return (code) => {
    if (state?.boxHasEnded) return nok(code);
    // Short of a colon nothing ends it; a line of content is not looked through.
    return code === 58 ? effects.attempt(lastLine, ended, ok)(code) : ok(code);
  };
};

function container(name: string, tokenize: Tokenizer): Construct {
  return {
    name,
    tokenize,
    continuation: { tokenize: tokenizeGoesOn },
    exit: (effects) => {
      effects.exit('box');
    },
  };
}

/** Lines from one to another, taken as they are. */
interface RawSyntax {
  readonly first: RegExp;
  readonly last: RegExp;
}

const RAW: readonly RawSyntax[] = [
  { first: /^%%[^%\n]*$/, last: /%%[ \t]*$/ },
  {
    first: /^\{%-?\s{0,9}comment\b[^\n]{0,99}%\}[ \t]*$/,
    last: /\{%-?\s{0,9}endcomment\s{0,9}-?%\}[ \t]*$/,
  },
  {
    first: /^\{%-?\s{0,9}highlight\b[^\n]{0,99}%\}[ \t]*$/,
    last: /\{%-?\s{0,9}endhighlight\s{0,9}-?%\}[ \t]*$/,
  },
  {
    first: /^\{\{<\s{0,9}highlight\b[^\n]{0,99}>\}\}[ \t]*$/,
    last: /\{\{<\s{0,9}\/\s{0,9}highlight\s{0,9}>\}\}[ \t]*$/,
  },
];

/**
 * By its number from 1, each line that begins a raw block, as far as an end of it follows: a parser
 * cannot look ahead for it.
 */
export function rawBlockStarts(text: string): ReadonlyMap<number, RegExp> {
  const starts = new Map<number, RegExp>();
  const isEnded = RAW.map(() => false);
  const lines = text.split('\n');
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const line = (lines[i] ?? '').replace(/^[\s>]{0,40}/, '').trimEnd();
    if (!line.startsWith('%') && !line.endsWith('%') && !line.includes('{')) continue;
    RAW.forEach(({ first, last }, kind) => {
      if (isEnded[kind] && first.test(line)) starts.set(i + 1, last);
      if (last.test(line)) isEnded[kind] = true;
    });
  }
  return starts;
}

/** Where the next line is another container's, a raw block ends, as code does. */
const ownLine: Construct = {
  partial: true,
  tokenize(this: TokenizeContext, effects, ok, nok) {
    const after: State = (code) => (this.parser.lazy[this.now().line] ? nok(code) : ok(code));
    return (code) => {
      if (code === null) return nok(code);
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return after;
    };
  },
};

function tokenizeRaw(starts: ReadonlyMap<number, RegExp>): Tokenizer {
  return function tokenize(this: TokenizeContext, effects, ok, nok) {
    const last = starts.get(this.now().line);
    let isFirst = true;
    const line: State = (code) => {
      if (isLineEnd(code)) return effects.check(ownLine, lineEnd, end)(code);
      const token = effects.enter('rawBlockLine');
      const inside: State = (next) => {
        if (!isLineEnd(next)) {
          effects.consume(next);
          return inside;
        }
        effects.exit('rawBlockLine');
        if (!isFirst && last?.test(this.sliceSerialize(token))) return end(next);
        isFirst = false;
        return effects.check(ownLine, lineEnd, end)(next);
      };
      return inside(code);
    };
    const lineEnd: State = (code) => {
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return line;
    };
    const end: State = (code) => {
      effects.exit('rawBlock');
      return ok(code);
    };
    return (code) => {
      if (last === undefined) return nok(code);
      effects.enter('rawBlock');
      return line(code);
    };
  };
}

/**
 * For the parser: boxes and definitions are containers, as lists are; the rest is taken line by line.
 * @param starts of the text that is parsed; see `rawBlockStarts`.
 */
export function boxSyntax(starts: ReadonlyMap<number, RegExp>): Extension {
  const raw: Construct = { name: 'rawBlock', tokenize: tokenizeRaw(starts), concrete: true };
  const admonition = container('admonition', tokenizeHeader(ADMONITION, INDENT));
  return {
    document: {
      33: admonition,
      63: admonition,
      61: container('tab', tokenizeHeader(TAB, INDENT)),
      58: [
        container('fencedBox', tokenizeHeader(FENCED, null)),
        container('definition', tokenizeDefinition),
      ],
    },
    flow: { 37: raw, 123: raw },
  };
}

/** What the parser found, as nodes. */
export function boxesFromMarkdown(): FromMarkdown {
  return {
    enter: {
      box(token) {
        this.enter({ type: 'box', header: '', children: [] }, token);
      },
      rawBlock(token) {
        this.enter({ type: 'rawBlock', value: this.sliceSerialize(token) }, token);
      },
    },
    exit: {
      boxHeader(token) {
        const node = this.stack.at(-1);
        if (node?.type === 'box') node.header = this.sliceSerialize(token);
      },
      box(token) {
        this.exit(token);
      },
      rawBlock(token) {
        this.exit(token);
      },
    },
  };
}
