/** The documentation site that a file is a page of: what stands above its title, and its address. */
import { parseDocument } from 'yaml';
import type { Draft } from './draft.ts';
import { httpUrl } from './front-matter.ts';
import { comparisonKey, tidyLine } from './tidy.ts';
import { isTooDeep } from './yaml-depth.ts';

/** A file that says something of a site, in the folder of an article or above it. */
export interface SiteFile {
  /** Path inside the articles folder, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Bytes of a site's configuration that are read. */
export const MAX_SITE_BYTES = 64 * 1024;

/** Marks of YAML beside its lines: the parser takes time with the square of them. */
const MOST_MARKS = 1_000;

/** Levels of a list of pages, and pages, that are looked at. */
const MOST_LEVELS = 12;
const MOST_PAGES = 5_000;

/** UTF-16 units of a name of a section. */
const LONGEST_LABEL = 100;

const SITE_FILE =
  /^(?:mkdocs\.ya?ml|docusaurus\.config\.(?:js|ts|mjs|cjs|mts|cts)|_category_\.(?:json|ya?ml))$/;
const PAGE = /\.(?:md|mdx|markdown)$/i;
const INDEX = /^(?:index|readme)$/i;

/** Whether a file, by its name, says something of a site. */
export function isSiteName(name: string): boolean {
  return SITE_FILE.test(name);
}

/** Whether a file, by its name, may be a page of a site. */
export function isSitePage(name: string): boolean {
  return PAGE.test(name);
}

/** A page of a site, as far as that says anything of it. */
interface Page {
  /** The sections that it is in, outermost first. */
  readonly path: readonly string[];
  /** What the site calls it. */
  readonly title: string | null;
  readonly url: string | null;
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const decoded = ({ bytes }: SiteFile) => new TextDecoder().decode(bytes);

/** Data of a file of YAML or JSON; null where it cannot be read. What a tag names is never made. */
function dataOf(file: SiteFile): ReadonlyMap<unknown, unknown> | null {
  const source = decoded(file);
  if ((source.match(/[[\]{}&*!]/g)?.length ?? 0) > MOST_MARKS || isTooDeep(source)) return null;
  try {
    const document = parseDocument(source, {
      schema: 'core',
      merge: false,
      logLevel: 'silent',
    });
    const data: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 0 });
    return data instanceof Map ? data : null;
  } catch {
    return null;
  }
}

/** A name as people read it: a title, or a folder's name in words. */
function label(text: unknown): string | null {
  const words = typeof text === 'string' ? tidyLine(text) : '';
  return words === '' || words.length > LONGEST_LABEL ? null : words;
}

const NUMBERED = /^\d{1,4}\s?[-_.]+\s?/;

function inWords(folder: string): string | null {
  const words = folder
    .replace(NUMBERED, '')
    .replace(/[-_\s]+/g, ' ')
    .trim();
  return label(words.charAt(0).toUpperCase() + words.slice(1));
}

/** Folder names as labels, by what the `_category_` file in each says. */
function labelsOf(root: string, file: string, files: readonly SiteFile[]): string[] {
  let folder = root;
  return folderOf(file.slice(root.length))
    .split('/')
    .filter((name) => name !== '')
    .flatMap((name) => {
      folder += `${name}/`;
      const category = files.find(
        ({ path }) => folderOf(path) === folder && nameOf(path).startsWith('_category_'),
      );
      const own = category === undefined ? null : label(dataOf(category)?.get('label'));
      return own ?? inWords(name) ?? [];
    });
}

/** Where a list of pages has a page; null where it does not. */
function inNav(nav: unknown, page: string): Omit<Page, 'url'> | null {
  let seen = 0;
  const look = (items: unknown, path: readonly string[]): Omit<Page, 'url'> | null => {
    if (!Array.isArray(items) || path.length > MOST_LEVELS) return null;
    for (const item of items) {
      seen += 1;
      if (seen > MOST_PAGES) return null;
      if (item === page) return { path, title: null };
      if (!(item instanceof Map)) continue;
      for (const [name, target] of item) {
        if (target === page) return { path, title: label(name) };
        const found = look(
          target,
          [...path, label(name) ?? ''].filter((each) => each !== ''),
        );
        if (found !== null) return found;
      }
    }
    return null;
  };
  return look(nav, []);
}

/** A page's address below that of its site. */
function addressOf(site: string | null, path: string): string | null {
  if (site === null || !URL.canParse(site)) return null;
  const base = site.endsWith('/') ? site : `${site}/`;
  const steps = path.split('/').map((step) => encodeURIComponent(step));
  return httpUrl(base + steps.join('/'));
}

function mkdocsPage(config: SiteFile, file: string, files: readonly SiteFile[]): Page | null {
  const data = dataOf(config);
  if (data === null) return null;
  const docs = data.get('docs_dir');
  const root = folderOf(config.path);
  const inside = `${root}${typeof docs === 'string' ? docs.replace(/^\.?\/|\/$/g, '') : 'docs'}/`;
  // Where only the pages were put into the folder, they are where the configuration is.
  const from = file.startsWith(inside) ? inside : root;
  const page = file.slice(from.length);
  const stem = page.replace(PAGE, '');
  const isIndex = INDEX.test(nameOf(stem));
  const isFolders = data.get('use_directory_urls') !== false;
  const site = data.get('site_url');
  const ending = isFolders ? '/' : '.html';
  const path = isIndex ? folderOf(stem) + (isFolders ? '' : 'index.html') : stem + ending;
  const nav = inNav(data.get('nav'), page);
  return {
    path: nav?.path ?? labelsOf(from, file, files),
    title: nav?.title ?? null,
    url: addressOf(typeof site === 'string' ? site : null, path),
  };
}

/** Plain texts in a configuration that is a program: it is never run. */
const LITERALS = {
  url: /^[ \t]{0,40}url[ \t]?:[ \t]?(?:'([^'\n]{0,500})'|"([^"\n]{0,500})")/m,
  baseUrl: /^[ \t]{0,40}baseUrl[ \t]?:[ \t]?(?:'([^'\n]{0,500})'|"([^"\n]{0,500})")/m,
  routeBasePath: /^[ \t]{0,40}routeBasePath[ \t]?:[ \t]?(?:'([^'\n]{0,500})'|"([^"\n]{0,500})")/m,
};

/** A value as it is written; null where it is computed. */
function literal(source: string, name: keyof typeof LITERALS): string | null {
  const [, single, double] = LITERALS[name].exec(source) ?? [];
  return single ?? double ?? null;
}

const trimmed = (path: string) => path.replace(/^\/{1,9}/, '').replace(/\/$/, '');

function docusaurusPage(
  config: SiteFile,
  file: string,
  files: readonly SiteFile[],
  slug: string | null,
): Page | null {
  const from = `${folderOf(config.path)}docs/`;
  if (!file.startsWith(from)) return null;
  const source = decoded(config);
  const [url, base] = [literal(source, 'url'), literal(source, 'baseUrl')];
  const unnumbered = file
    .slice(from.length)
    .replace(PAGE, '')
    .split('/')
    .map((step) => step.replace(NUMBERED, ''));
  const last = unnumbered.pop() ?? '';
  const isIndex = INDEX.test(last) || last === unnumbered.at(-1);
  const own = isIndex ? unnumbered : [...unnumbered, last];
  const page = slug?.startsWith('/') ? slug : [...unnumbered, slug ?? ''].join('/');
  const steps = [
    base ?? '',
    literal(source, 'routeBasePath') ?? 'docs',
    slug === null ? own.join('/') : page,
  ];
  const path = steps
    .map(trimmed)
    .filter((step) => step !== '')
    .join('/');
  return {
    path: labelsOf(from, file, files),
    title: null,
    url: base === null ? null : addressOf(url, path),
  };
}

/** Without a configuration the topmost folder with a label is the first section. */
function labelledPage(file: string, files: readonly SiteFile[]): Page | null {
  const folders = files.map(({ path }) => folderOf(path)).sort((a, b) => a.length - b.length);
  const [top] = folders;
  if (top === undefined) return null;
  return { path: labelsOf(folderOf(top.slice(0, -1)), file, files), title: null, url: null };
}

function pageOf(file: string, files: readonly SiteFile[], slug: string | null): Page | null {
  // The configuration that is nearest counts.
  const nearest = [...files].sort((a, b) => b.path.length - a.path.length);
  const named = (start: string) => nearest.find(({ path }) => nameOf(path).startsWith(start));
  const [mkdocs, docusaurus] = [named('mkdocs.'), named('docusaurus.')];
  if (mkdocs !== undefined) return mkdocsPage(mkdocs, file, files);
  if (docusaurus !== undefined) return docusaurusPage(docusaurus, file, files, slug);
  return labelledPage(file, files);
}

/**
 * Gives the article of a page what its site says: sections before the title, a title where it has
 * none, its address. What the file says itself counts first.
 * @param files of the site that it belongs to; none for a file that is no page of one.
 */
export function withSite(
  drafts: readonly Draft[],
  file: string,
  files: readonly SiteFile[],
): Draft[] {
  const [draft, ...others] = drafts;
  const page = draft && files.length > 0 ? pageOf(file, files, draft.slug ?? null) : null;
  if (draft === undefined || page === null) return [...drafts];
  const { metadata } = draft;
  const isIndex = INDEX.test(nameOf(file).replace(PAGE, ''));
  const title = metadata.title ?? page.title ?? (isIndex ? (page.path.at(-1) ?? null) : null);
  const isSection =
    title !== null && comparisonKey(page.path.at(-1) ?? '') === comparisonKey(title);
  const path = isSection ? page.path.slice(0, -1) : page.path;
  return [
    { ...draft, metadata: { ...metadata, title, url: metadata.url ?? page.url }, path },
    ...others,
  ];
}
