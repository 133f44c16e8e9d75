/** Which files are articles, by the endings of their names; each format has a reader of its own. */
import type { ReadFormat } from './draft.ts';

/** A format of article files. */
export interface ArticleFormat {
  /** Of names, in lower case; the first is the one that added files get. */
  readonly endings: readonly [string, ...string[]];
  /** By which servers name it; the first is the usual one. */
  readonly mediaTypes: readonly [string, ...string[]];
  /** Whether it is text in some character set, which a server may name. */
  readonly isText: boolean;
  /** Whether an added file is kept as it is; of any other the Markdown is kept that it is read as. */
  readonly isKept: boolean;
  /** Readers take a third of a second to load, all together: only when there is something to read. */
  load(): Promise<ReadFormat>;
}

const markdown: ArticleFormat = {
  endings: ['.md', '.markdown'],
  mediaTypes: ['text/markdown', 'text/x-markdown'],
  isText: true,
  isKept: true,
  load: async () => (await import('./text-files.ts')).readMarkdownFile,
};

const text: ArticleFormat = {
  endings: ['.txt'],
  mediaTypes: ['text/plain'],
  isText: true,
  isKept: true,
  load: async () => (await import('./text-files.ts')).readTextFile,
};

const html: ArticleFormat = {
  endings: ['.html', '.htm'],
  mediaTypes: ['text/html', 'application/xhtml+xml'],
  isText: true,
  isKept: false,
  load: async () => (await import('./html-file.ts')).readHtmlFile,
};

/** By name. Add a format here: that of a reader in a file of its own. */
export const FORMATS: Readonly<Record<string, ArticleFormat>> = {
  markdown,
  text,
  html,
};

const byEnding = new Map(
  Object.values(FORMATS).flatMap((format) => format.endings.map((ending) => [ending, format])),
);

/** The usual endings of article files, one a format. */
export const ENDINGS: readonly string[] = Object.values(FORMATS).map(({ endings }) => endings[0]);

/** The format of a file by the ending of its name; null for what is no article. */
export function formatOf(file: string): ArticleFormat | null {
  return byEnding.get(/\.[^./]+$/.exec(file)?.[0].toLowerCase() ?? '') ?? null;
}

/** Whether a file is an article by the ending of its name. */
export function isArticleName(file: string): boolean {
  return formatOf(file) !== null;
}
