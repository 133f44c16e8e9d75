/** The articles folder is read safely: nothing outside of it, nothing huge, every problem said. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { duplicateTexts, duplicateTitles } from '../../src/articles/duplicates.ts';
import { listArticleFiles, readArticlesFolder, readListedFile } from '../../src/articles/folder.ts';
import { readArticleFile as readArticle } from '../../src/articles/read-article-file.ts';
import { readArticleFile } from '../support/read-article.ts';
import { inEnglish, refusalOf } from '../support/refusals.ts';

let base: string;
let dir: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'footnote-folder-'));
  dir = join(base, 'articles');
  mkdirSync(join(dir, 'sub/deeper'), { recursive: true });
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const write = (file: string, text = 'A text.') => writeFileSync(join(dir, file), text);

describe('the articles folder', () => {
  it('is listed with its subfolders, sorted, articles only', async () => {
    for (const file of [
      'z.md',
      'b.TXT',
      'sub/deeper/c.html',
      'sub/a.htm',
      'README.md',
      'x.pdf',
      'x.pdf.yaml',
      'old.doc',
      'sums.xlsx',
      'book.mobi',
      'photo.jpg',
      '~$z.docx',
      '.hidden.md',
    ])
      write(file);
    for (const folder of ['.git', 'node_modules']) {
      mkdirSync(join(dir, folder));
      write(`${folder}/no.md`);
    }
    const { files, problems } = await listArticleFiles(dir);
    expect(files.map((f) => f.file)).toEqual([
      'README.md',
      'b.TXT',
      'sub/a.htm',
      'sub/deeper/c.html',
      'x.pdf',
      'z.md',
    ]);
    expect(files[0]?.size).toBe(7);
    expect(problems.map(({ problem }) => inEnglish(problem))).toEqual([
      'book.mobi was not indexed: files of this kind are not read; saved as .epub it can be.',
      'old.doc was not indexed: files of this kind are not read; saved as .docx, .odt or .pdf it can be.',
      'sums.xlsx was not indexed: files of this kind are not read; saved as .csv or .tsv it can be.',
    ]);
  });

  it('reads NAME.yaml beside a file, whose values overrule those of the file', async () => {
    write(
      'rules.md',
      '---\ntitle: Own title\nauthor: Own Author\nurl: https://a.example/x\n---\n\nA paragraph that stays.\n',
    );
    const alone = (await listArticleFiles(dir)).files[0];
    const before = await readListedFile(dir, 'rules.md');
    write(
      'rules.md.yaml',
      'title: Better title\ndate: 2020-02-03\nauthor: [Ann Bell, Nora Lind]\n',
    );
    const [beside] = (await listArticleFiles(dir)).files;
    expect(beside?.size).toBeGreaterThan(alone?.size ?? 0);
    const content = await readListedFile(dir, 'rules.md');
    if ('problem' in content || 'problem' in before) throw new Error('not read');
    expect(content).toMatchObject({ size: beside?.size, mtimeMs: beside?.mtimeMs });
    const reading = await readArticle(content.bytes, 'rules.md', content.companion);
    expect(reading.articles[0]).toMatchObject({
      ...{ title: 'Better title', author: 'Ann Bell, Nora Lind', published: '2020-02-03' },
      ...{ url: 'https://a.example/x', text: 'A paragraph that stays.' },
    });
    const own = await readArticle(before.bytes, 'rules.md', before.companion);
    expect(own.articles[0]).toMatchObject({ title: 'Own title', author: 'Own Author' });
    expect(own.sha256).not.toBe(reading.sha256);
    rmSync(join(dir, 'rules.md.yaml'));
    expect((await listArticleFiles(dir)).files[0]).toEqual(alone);
  });

  it('says what is wrong with a NAME.yaml, and reads its file all the same', async () => {
    write('rules.md', 'A paragraph that stays.\n');
    const warning = async () => {
      const content = await readListedFile(dir, 'rules.md');
      if ('problem' in content) throw new Error('not read');
      const { articles, warnings } = await readArticle(
        content.bytes,
        'rules.md',
        content.companion,
      );
      expect(articles[0]?.text).toBe('A paragraph that stays.');
      return warnings.map(inEnglish).join();
    };
    write('rules.md.yaml', 'date: soon\n');
    expect(await warning()).toMatch(/rules\.md\.yaml: .*date “soon” is not a full calendar date/);
    write('rules.md.yaml', 'a: &a [*a, *a]\nb: [\n');
    expect(await warning()).toMatch(/rules\.md\.yaml: the front matter does not parse/);
    write('rules.md.yaml', 'x'.repeat(20_000));
    expect(await warning()).toMatch(/rules\.md\.yaml was ignored: it is 20 kB/);
    rmSync(join(dir, 'rules.md.yaml'));
    writeFileSync(join(base, 'outside.yaml'), 'title: Stolen');
    symlinkSync(join(base, 'outside.yaml'), join(dir, 'rules.md.yaml'));
    expect(await warning()).toBe('');
  });

  it('leaves out sub-folders that are collections of their own, and links into them', async () => {
    for (const file of ['own.md', 'sub/near.md', 'sub/deeper/far.md']) write(file);
    mkdirSync(join(dir, 'other/inner'), { recursive: true });
    for (const file of ['other/o.md', 'other/inner/i.md']) write(file);
    const listed = async (from = dir, ...more: Parameters<typeof listArticleFiles>[1][]) =>
      (await listArticleFiles(from, ...more)).files.map(({ file }) => file);
    expect(await listed()).toContain('sub/deeper/far.md');
    // Whatever it says, and however it is spelt.
    write('sub/deeper/collection.yaml', ']');
    write('other/Collection.yml', '');
    symlinkSync('sub/deeper/far.md', join(dir, 'link.md'));
    expect(await listed()).toEqual(['own.md', 'sub/near.md']);
    expect((await listArticleFiles(dir)).problems).toEqual([]);
    expect(await listed(join(dir, 'sub/deeper'))).toEqual(['far.md']);
    expect(await listed(join(dir, 'other'))).toEqual(['inner/i.md', 'o.md']);
    const read = await readListedFile(dir, 'sub/deeper/far.md');
    expect('problem' in read && inEnglish(read.problem)).toMatch(/it is gone/);
    rmSync(join(dir, 'sub/deeper/collection.yaml'));
    const apart = { has: (folder: string) => folder === 'sub/deeper', version: 1 };
    expect(await listed(dir, apart)).toEqual(['own.md', 'sub/near.md']);
    expect(await listed()).toEqual(['link.md', 'own.md', 'sub/deeper/far.md', 'sub/near.md']);
  });

  it('refuses links that lead out of it and follows those that stay inside', async () => {
    writeFileSync(join(base, 'secret.txt'), 'Secret.');
    mkdirSync(join(base, 'articles-2'));
    writeFileSync(join(base, 'articles-2/near.txt'), 'Near.');
    write('real.txt');
    symlinkSync('real.txt', join(dir, 'inside.txt'));
    symlinkSync(join(base, 'secret.txt'), join(dir, 'out.txt'));
    symlinkSync('../articles-2/near.txt', join(dir, 'near.txt'));
    symlinkSync(base, join(dir, 'sub/up'));
    symlinkSync('nowhere.txt', join(dir, 'broken.txt'));
    symlinkSync('loop.txt', join(dir, 'loop.txt'));
    const { files, problems } = await listArticleFiles(dir);
    expect(files.map((f) => f.file)).toEqual(['inside.txt', 'real.txt']);
    expect(problems.map((p) => inEnglish(p.problem))).toEqual([
      'broken.txt was not indexed: it is gone.',
      'loop.txt was not indexed: its links go round in a circle.',
      'near.txt was not indexed: it is a link that leads out of the articles folder.',
      'out.txt was not indexed: it is a link that leads out of the articles folder.',
      'sub/up was not indexed: it is a link that leads out of the articles folder.',
    ]);
    for (const file of ['out.txt', '../secret.txt']) {
      const read = await readListedFile(dir, file);
      expect('problem' in read && inEnglish(read.problem)).toContain('leads out');
    }
  });

  it('gives files one at a time and never reads a huge or an empty one', async () => {
    write('a.md', 'First.');
    write('empty.txt', '');
    write('huge.txt', 'x');
    truncateSync(join(dir, 'huge.txt'), 50 * 1024 * 1024);
    const seen: string[] = [];
    for await (const item of readArticlesFolder(dir)) {
      seen.push(
        'problem' in item ? inEnglish(item.problem) : `${item.file}: ${Buffer.from(item.bytes)}`,
      );
    }
    expect(seen).toEqual([
      'a.md: First.',
      'empty.txt was not indexed: it is empty.',
      'huge.txt was not indexed: it is 50 MB, more than the 20 MB an article may have.',
    ]);
  });

  it('leaves out what .footnoteignore names, in each folder by its own', async () => {
    for (const file of ['a.md', 'draft-a.md', 'sub/b.md', 'sub/draft-b.md', 'sub/deeper/c.md']) {
      write(file);
    }
    mkdirSync(join(dir, 'private'));
    write('private/d.md');
    write('.footnoteignore', '# not yet\ndraft-*\n/private/\n');
    write('sub/.footnoteignore', '!draft-b.md\ndeeper\n');
    const { files, problems } = await listArticleFiles(dir);
    expect(files.map((f) => f.file)).toEqual(['a.md', 'sub/b.md', 'sub/draft-b.md']);
    expect(problems).toEqual([]);
  });

  it('lists nothing where .footnoteignore cannot be read, and heeds no pattern that never ends', async () => {
    write('a.md');
    write('sub/b.md');
    mkdirSync(join(dir, 'sub/.footnoteignore'));
    write('.footnoteignore', `${'*a'.repeat(20)}\n`);
    const { files, problems } = await listArticleFiles(dir);
    expect(files.map((f) => f.file)).toEqual(['a.md']);
    expect(problems.map((p) => inEnglish(p.problem))).toEqual([
      `.footnoteignore was not indexed: its pattern “${'*a'.repeat(20)}” has too many stars and is not heeded.`,
      'sub/.footnoteignore was not indexed: it is a folder.',
    ]);
  });

  it('passes over what programs leave behind', async () => {
    for (const file of [
      '~$plan.docx',
      'Thumbs.db',
      'desktop.ini',
      'a.md~',
      'b.md.bak',
      '~wrl1.tmp',
    ]) {
      write(file);
    }
    expect(await listArticleFiles(dir)).toEqual({ files: [], problems: [], unknown: [] });
  });

  it('must exist and be a folder', async () => {
    write('a.md');
    for (const wrong of [join(base, 'missing'), join(dir, 'a.md')]) {
      const refusal = await refusalOf(listArticleFiles(wrong));
      expect(refusal.key).toMatch(/^folder/);
      expect(inEnglish(refusal)).toContain(wrong);
    }
  });
});

describe('articles that are there twice', () => {
  it('get one line for the same title and one for the same text', async () => {
    const read = async (file: string, text: string) =>
      (await readArticleFile(Buffer.from(text), file)).articles;
    const articles = [
      ...(await read('a.md', '# The Ferry\n\nIt left.')),
      ...(await read('b.md', '# The ferry\n\nIt came.')),
      ...(await read('c.md', '# Another\n\nIt left.')),
    ];
    expect(duplicateTitles(articles).map(inEnglish)).toEqual([
      'a.md and b.md have the same title “The Ferry”; all are indexed.',
    ]);
    expect(duplicateTexts(articles).map(inEnglish)).toEqual([
      'a.md and c.md hold the same text; all are indexed.',
    ]);
  });
});
