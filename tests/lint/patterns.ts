/** Finds every regular expression of the project: those written down, and those built at run time. */
import { join, relative } from 'node:path';
import { SyntaxKind } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { projectRoot } from '../../src/project-root.ts';

/** A regular expression, and where it comes from. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** File and line, from the project's root: `src/articles/dates.ts:26`. */
  readonly place: string;
}

/** What a parse of the sources finds. */
export interface Found {
  readonly literals: readonly Pattern[];
  /** Places that call `RegExp`. */
  readonly calls: readonly string[];
}

/** What is checked, from the project's root. */
const FOLDERS = ['src/', 'embeddings/', 'commands/'];
const PROJECTS = ['tests/tsconfig.json', 'src/playground/page/tsconfig.json'];

/** Parses all sources with the TypeScript compiler. */
export function parseSources(): Found {
  const root = projectRoot();
  const literals: Pattern[] = [];
  const calls = new Set<string>();
  const seen = new Set<string>();
  const api = new API({ cwd: root });
  try {
    const openProjects = PROJECTS.map((project) => join(root, project));
    for (const { program } of api.updateSnapshot({ openProjects }).getProjects()) {
      for (const name of program.getSourceFileNames()) {
        const file = relative(root, name).replaceAll('\\', '/');
        if (seen.has(file) || !FOLDERS.some((folder) => file.startsWith(folder))) continue;
        seen.add(file);
        const source = program.getSourceFile(name);
        if (!source) continue;
        const { text } = source;
        const placeAt = (at: number) => `${file}:${text.slice(0, at).split('\n').length}`;
        const visit = (node: Parameters<Parameters<typeof source.forEachChild>[0]>[0]): void => {
          const written = text.slice(node.pos, node.end).trimStart();
          const at = node.end - written.length;
          if (node.kind === SyntaxKind.RegularExpressionLiteral) {
            const end = written.lastIndexOf('/');
            const flags = written.slice(end + 1);
            literals.push({ source: written.slice(1, end), flags, place: placeAt(at) });
          } else if (isCall(node.kind) && /^(?:new\s+)?RegExp\s*\(/.test(written)) {
            calls.add(placeAt(at));
          }
          node.forEachChild(visit);
        };
        source.forEachChild(visit);
      }
    }
  } finally {
    api.close();
  }
  return { literals, calls: [...calls].sort() };
}

function isCall(kind: SyntaxKind): boolean {
  return kind === SyntaxKind.NewExpression || kind === SyntaxKind.CallExpression;
}

/**
 * The patterns that are built while `work` runs, with the places that build them. Whatever was loaded
 * before has built its own already.
 */
export async function recordBuilt(work: () => Promise<unknown>): Promise<Pattern[]> {
  const built: Pattern[] = [];
  const original = globalThis.RegExp;
  const record = (made: RegExp): RegExp => {
    const place = callerIn(new Error().stack ?? '');
    if (place !== null) built.push({ source: made.source, flags: made.flags, place });
    return made;
  };
  globalThis.RegExp = new Proxy(original, {
    construct: (target, given: ConstructorParameters<RegExpConstructor>) =>
      record(new target(...given)),
    apply: (target, _, given: Parameters<RegExpConstructor>) => record(target(...given)),
  });
  try {
    await work();
  } finally {
    globalThis.RegExp = original;
  }
  return built;
}

/** The nearest line of the project's own code; null where a package is at work. */
function callerIn(stack: string): string | null {
  const root = projectRoot();
  for (const line of stack.split('\n').slice(3)) {
    const [, file, number] = /(?:file:\/\/)?(\/[^()]+?):(\d+):\d+\)?$/.exec(line) ?? [];
    if (file === undefined || number === undefined) continue;
    const own = relative(root, file);
    return FOLDERS.some((folder) => own.startsWith(folder)) ? `${own}:${number}` : null;
  }
  return null;
}
