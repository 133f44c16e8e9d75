/** Which files are articles, by the endings of their names; each format has a reader of its own. */
import type { ArticleFormat } from './article-format.ts';

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
