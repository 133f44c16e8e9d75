/** Pages of documentation sites stand under their sections, and are cited where they are published. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listArticleFiles, readListedFile } from '../../src/articles/folder.ts';
import { readArticleFile } from '../../src/articles/read-article-file.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'footnote-site-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function write(file: string, text: string): void {
  const path = join(dir, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const PROSE = 'The harbour of Kesp freezes in January, and nobody minds.\n';

/** Each file's title and address. */
async function pages(): Promise<Record<string, readonly [string, string | null]>> {
  const { files, problems } = await listArticleFiles(dir);
  expect(problems).toEqual([]);
  const found: Record<string, readonly [string, string | null]> = {};
  for (const { file, size, mtimeMs } of files) {
    const read = await readListedFile(dir, file);
    if ('problem' in read) throw new Error(file);
    expect([read.size, read.mtimeMs]).toEqual([size, mtimeMs]);
    const { articles } = await readArticleFile(read.bytes, file, read.companion, read.site);
    found[file] = [articles[0]?.title ?? '', articles[0]?.url ?? null];
  }
  return found;
}

it('of MkDocs take sections and titles from its list of pages, or from their folders', async () => {
  write(
    'mkdocs.yml',
    'site_url: https://kesp.example/docs\nmarkdown_extensions:\n  - x: !!python/name:a.b\nnav:\n  - Home: index.md\n  - User guide:\n      - guide/install.md\n      - The ice: guide/ice.md\n',
  );
  write('docs/index.md', `# Kesp\n\n${PROSE}`);
  write('docs/guide/install.md', `# Installing\n\n${PROSE}`);
  write('docs/guide/ice.md', PROSE);
  write('docs/how-to/fish/README.md', `# Fish\n\n${PROSE}`);
  write('docs/how-to/boats.md', `---\nurl: https://other.example/\n---\n\n# Boats\n\n${PROSE}`);
  write('notes.txt', `Notes\n\n${PROSE}`);
  expect(await pages()).toEqual({
    'docs/index.md': ['Kesp', 'https://kesp.example/docs/'],
    'docs/guide/install.md': [
      'User guide › Installing',
      'https://kesp.example/docs/guide/install/',
    ],
    'docs/guide/ice.md': ['User guide › The ice', 'https://kesp.example/docs/guide/ice/'],
    'docs/how-to/fish/README.md': ['How to › Fish', 'https://kesp.example/docs/how-to/fish/'],
    'docs/how-to/boats.md': ['How to › Boats', 'https://other.example/'],
    'notes.txt': ['Notes', null],
  });
  write('mkdocs.yml', 'site_url: https://kesp.example/\nuse_directory_urls: false\n');
  expect(await pages()).toMatchObject({
    'docs/index.md': ['Kesp', 'https://kesp.example/index.html'],
    'docs/guide/install.md': ['Guide › Installing', 'https://kesp.example/guide/install.html'],
  });
});

it('of Docusaurus take labels, and addresses where these are written out', async () => {
  const config = (url: string) =>
    `export default {\n  title: 'Kesp',\n  // url: 'https://old.example',\n  url: ${url},\n  baseUrl: '/kesp/',\n  presets: [],\n};\n`;
  write('site/docusaurus.config.ts', config("'https://kesp.example'"));
  write('site/docs/01-guide/_category_.json', '{"label": "User guide", "position": 1}');
  write('site/docs/01-guide/02-ice.mdx', `# The ice\n\n${PROSE}`);
  write('site/docs/01-guide/index.md', `---\ntitle: User guide\n---\n\n${PROSE}`);
  write('site/docs/fish.md', `---\nslug: /all-fish\n---\n\n# Fish\n\n${PROSE}`);
  write('site/blog/news.md', `# News\n\n${PROSE}`);
  const expected = {
    'site/docs/01-guide/02-ice.mdx': [
      'User guide › The ice',
      'https://kesp.example/kesp/docs/guide/ice',
    ],
    'site/docs/01-guide/index.md': ['User guide', 'https://kesp.example/kesp/docs/guide'],
    'site/docs/fish.md': ['Fish', 'https://kesp.example/kesp/docs/all-fish'],
    'site/blog/news.md': ['News', null],
  };
  expect(await pages()).toEqual(expected);
  write('site/docusaurus.config.ts', config('process.env.URL'));
  expect(await pages()).toMatchObject({ 'site/docs/fish.md': ['Fish', null] });
});

it('without a configuration stand under the folders that have a label', async () => {
  write('a/guide/_category_.yml', 'label: User guide\n');
  write('a/guide/deep-ice/black.md', `# Black\n\n${PROSE}`);
  write('a/other.md', `# Other\n\n${PROSE}`);
  expect(await pages()).toEqual({
    'a/guide/deep-ice/black.md': ['User guide › Deep ice › Black', null],
    'a/other.md': ['Other', null],
  });
});

it('are seen to have changed where their site has', async () => {
  write('mkdocs.yml', 'site_url: https://kesp.example/\n');
  write('docs/a.md', PROSE);
  const hash = async () => {
    const read = await readListedFile(dir, 'docs/a.md');
    if ('problem' in read) throw new Error('unread');
    const { sha256 } = await readArticleFile(read.bytes, 'docs/a.md', read.companion, read.site);
    return [read.size, sha256];
  };
  const before = await hash();
  write('mkdocs.yml', 'site_url: https://kesp.example/docs/\n');
  const after = await hash();
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});
