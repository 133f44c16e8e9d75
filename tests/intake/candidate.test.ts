import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCandidate, type Submission } from '../../src/intake/candidate.ts';
import { ADDABLE_ENDINGS } from '../../src/intake/content-kind.ts';
import { projectRoot } from '../../src/project-root.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { makePdf, textPage } from '../support/pdf.ts';
import { readArticleFile } from '../support/read-article.ts';
import { inEnglish, refusedWords } from '../support/refusals.ts';

const NOTHING: ReadonlySet<string> = new Set();
const EVERY_ENDING = new RegExp(ADDABLE_ENDINGS.map((ending) => `\\${ending}`).join('.*'));

const PAGE = `<!doctype html><html lang="en"><head><title>The Dam | River News</title>
<meta property="og:site_name" content="River News"><meta name="author" content="Ann Bell">
<meta property="article:published_time" content="2024-01-31T08:00:00Z">
<link rel="canonical" href="https://elsewhere.example/stolen">
<script>alert(1)</script></head><body><nav><a href="/">Home</a></nav><article><h1>The Dam</h1>
<p>The dam at the narrow end of the valley was built by four thousand workers, *in tents*.</p>
<h2>The flood</h2><p>In May the river rose by [two] metres, and nobody who was there forgot the_night.</p>
<p onclick="x()">1. Later the water fell again &lt;b&gt; and the people went home, said http://a.example/b_c_.</p>
</article><footer>Contact us</footer></body></html>`;

function submission(content: string | Uint8Array, name: string, more: Partial<Submission> = {}) {
  return readCandidate({ bytes: Buffer.from(content), name, ...more }, NOTHING);
}

describe('readCandidate', () => {
  it('stores a page as Markdown that reads as the page does', async () => {
    const sourceUrl = 'https://www.river.example/dam?x=1';
    const found = await submission(PAGE, 'dam.html', { sourceUrl, contentType: 'text/html' });
    const stored = Buffer.from(found.bytes).toString();
    expect(found.fileName).toBe('the-dam.md');
    expect(stored).not.toMatch(/<script|onclick/);
    const page = (await readArticleFile(Buffer.from(PAGE), 'page.html')).articles[0];
    const [article] = found.reading.articles;
    expect(article?.text).toBe(page?.text);
    expect(article?.blocks).toEqual(page?.blocks);
    expect(article).toMatchObject({
      title: 'The Dam',
      author: 'Ann Bell',
      publisher: 'River News',
      published: '2024-01-31',
      language: 'en',
      // The page names an address on another site as its own.
      url: sourceUrl,
    });
    expect(found.reading.dropped.length).toBeGreaterThan(0);
    expect(found.reading.warnings).toEqual([]);
  });

  it('stores any page with the text that it has as a page', async () => {
    const escapeHtml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    await fc.assert(
      fc.asyncProperty(fc.array(hostileLine, { minLength: 1, maxLength: 4 }), async (lines) => {
        const body = lines.map((line) => `<p>${escapeHtml(Buffer.from(line).toString())}</p>`);
        const html = `<!doctype html><title>T</title><p>Dams hold back water.</p>${body.join('\n')}`;
        const page = (await readArticleFile(Buffer.from(html), 'page.html')).articles[0];
        const found = await submission(html, 'x.html');
        expect(found.reading.articles[0]?.text).toBe(page?.text);
        expect(found.reading.warnings).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('stores as plain text, word for word, what has more marks than Markdown is parsed with', async () => {
    const said = (i: number) =>
      `Sentence ${i} of the *long* page [${i}] says that the dam has_held so far.`;
    const paragraphs = Array.from({ length: 4_000 }, (_, i) => said(i));
    const page = `<!doctype html><title>Long</title><p>${paragraphs.join('</p><p>')}</p>`;
    const found = await submission(page, 'long.html');
    expect(found.fileName).toBe('long.txt');
    expect(found.reading.articles.map((article) => article.title)).toEqual(['Long']);
    expect(found.reading.articles[0]?.text).toBe(paragraphs.join('\n\n'));
    expect(found.reading.warnings).toEqual([]);
  });

  it.each([
    'harbour.docx',
    'harbour.odt',
    'harbour.epub',
    'harbour.adoc',
    'writer.rtf',
    'print.pdf',
  ])(
    'stores %s as Markdown that reads back as the same text, whatever it is called',
    async (name) => {
      const bytes = readFileSync(join(projectRoot(), 'tests/fixtures/formats', name));
      const [own] = (await readArticleFile(bytes, name)).articles;
      const isText = name.endsWith('.adoc');
      const found = await submission(bytes, isText ? name : 'upload.bin');
      expect(found.fileName).toBe('the-harbour-handbook.md');
      expect(found.reading.articles[0]?.text).toBe(own?.text);
      expect(found.reading.articles[0]).toMatchObject({
        title: own?.title,
        author: own?.author,
        published: own?.published,
      });
    },
  );

  it('stores a PDF as Markdown', async () => {
    const lines = ['The dam was built by four thousand *workers* in tents.'];
    const found = await submission(makePdf([textPage(lines)]), 'The Dam (final).pdf');
    expect(found.fileName).toBe('the-dam-final.md');
    expect(found.reading.articles[0]).toMatchObject({ title: 'The dam final', text: lines[0] });
  });

  it('stores text as it came, a dump of several articles too', async () => {
    const text = '# One\n\nThe first has a sentence.\n';
    expect(Buffer.from((await submission(text, 'One.MD')).bytes).toString()).toBe(text);
    const found = await submission('The only line of this text is a sentence.', 'a/../Ä b.txt');
    expect(found.fileName).toBe('a-a-b.txt');
  });

  it('notes where a fetched text came from, where that changes nothing else', async () => {
    const sourceUrl = 'https://river.example/one.md';
    const found = await submission('# One\n\nThe first has a sentence.\n', 'one.md', { sourceUrl });
    expect(found.reading.articles[0]).toMatchObject({ title: 'One', url: sourceUrl });
    expect(found.reading.articles[0]?.text).toBe('The first has a sentence.');
  });

  describe('a fetched text that says that it is from another site', () => {
    const sourceUrl = 'https://mirror.example/dam.md';
    const said = (url: string) =>
      `---\ntitle: The dam\nauthor: A. Writer\npublisher: The Record\nurl: ${url}\n---\n\n` +
      'The dam was *built* in six years.\n\nNobody counted the workers.\n';

    it('is cited by where it was fetched from, and its claim told beside', async () => {
      const text = said('https://record.example/dam');
      const { reading, bytes } = await submission(text, 'dam.md', { sourceUrl });
      expect(reading.articles).toMatchObject([
        { title: 'The dam', author: 'A. Writer', publisher: null, url: sourceUrl },
      ]);
      expect(reading.articles[0]?.text).toBe(
        'The dam was built in six years.\n\nNobody counted the workers.',
      );
      expect(reading.warnings.map(inEnglish)).toEqual([
        'the-dam.md: it says of itself that it is from https://record.example/dam, published by ' +
          `The Record; it was fetched from ${sourceUrl}, and that alone is cited.`,
      ]);
      // The file itself says so too: read again at any time, it claims no more.
      expect(Buffer.from(bytes).toString()).not.toMatch(/record/i);
    });

    it('may say so of its own site, and as an upload of any', async () => {
      const own = 'https://www.mirror.example/the-dam';
      const same = await submission(said(own), 'dam.md', { sourceUrl });
      expect(same.reading).toMatchObject({
        articles: [{ publisher: 'The Record', url: own }],
        warnings: [],
      });
      const url = 'https://record.example/dam';
      const upload = await submission(said(url), 'dam.md');
      expect(upload.reading).toMatchObject({
        articles: [{ publisher: 'The Record', url }],
        warnings: [],
      });
    });

    it('is not believed in a line of credit either', async () => {
      const text =
        'A dam in the hills\n\nThe dam was built in six years, by four thousand people in tents.\n\n' +
        'Nobody counted the workers, and nobody remembers how many of them died there.\n\n' +
        'Source: The Record https://record.example/dam\n';
      const upload = await submission(text, 'dam.txt');
      expect(upload.reading.articles[0]).toMatchObject({ url: 'https://record.example/dam' });
      const { reading } = await submission(text, 'dam.txt', { sourceUrl });
      expect(reading.articles[0]).toMatchObject({ publisher: null, url: sourceUrl });
      expect(reading.warnings.map(inEnglish).join()).toMatch(/The Record.*fetched from/);
    });

    it('is refused where it holds several', async () => {
      const one = (title: string, url: string) =>
        `${title}\n\nBy Ann Writer\n\nThe dam was built in six years, by four thousand people in tents.\n\n` +
        'Nobody counted the workers, and nobody remembers how many of them died there.\n\n' +
        `Source: The Record ${url}\n\n\n\n\n\n`;
      const text =
        one('A Dam In The Hills', 'https://record.example/1') +
        one('The Bridge That Was Not There', 'https://record.example/2');
      expect((await submission(text, 'two.txt')).reading.articles).toHaveLength(2);
      expect(await refusedWords(submission(text, 'two.txt', { sourceUrl }))).toMatch(
        /they are from record\.example, but it was fetched from mirror\.example/,
      );
    });
  });

  it.each([
    [
      'a PDF named .md',
      makePdf([textPage(['The dam was built in six years.'])]),
      'dam.md',
      'dam.md',
    ],
    ['a PDF without an ending', makePdf([textPage(['It took six years.'])]), 'dam', 'dam.md'],
    ['a page named .txt', PAGE, 'dam.txt', 'the-dam.md'],
    ['a page named .pdf.html', PAGE, 'dam.pdf.html', 'the-dam.md'],
    ['Markdown that begins with a tag', '<div>\n\nThe dam was built.\n', 'dam.md', 'dam.md'],
  ])('reads %s as what it is', async (_, content, name, fileName) => {
    expect((await submission(content, name)).fileName).toBe(fileName);
  });

  it.each([
    [
      'a zip archive named .html',
      Buffer.from('PK\u0003\u0004 and so on'),
      'page.html',
      /ZIP archive/,
    ],
    ['a gzip bomb named .html', gzipSync(Buffer.alloc(9_000_000)), 'page.html', /gzip archive/],
    ['a picture named .txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'a.txt', /PNG image/],
    ['binary data', Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0]), 'a.md', /binary data/],
    ['text named .pdf', 'Only text.', 'a.pdf', /damaged, or no PDF/],
    ['another ending', 'MZ', 'a.exe', EVERY_ENDING],
    ['no ending', 'Words', 'README', EVERY_ENDING],
    ['nothing', '', 'a.md', /it is empty/],
    ['a document of another program', 'x', 'a.doc', /saved as \.docx, \.odt or \.pdf it can be/],
    [
      'too much of a document',
      Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(20 * 1024 * 1024)]),
      'a.pdf',
      /longer than the 20 MB/,
    ],
    ['too much', Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), 'a.md', /longer than the 5 MB/],
    ['a page without words', '<!doctype html><title>T</title>', 'a.html', /no paragraph/],
    ['a bomb of tags', '<div>'.repeat(200_000), 'a.html', /more tags/],
  ])('refuses %s in one sentence', async (_, content, name, sentence) => {
    const words = await refusedWords(submission(content, name));
    expect(words).toMatch(sentence);
    expect(words).toMatch(/^[^\n]+ was not added: [^\n]+\.$/);
  });

  it('keeps hostile names out of sentences', async () => {
    const name = `a\u202e\n\u0000${'x'.repeat(300)}.exe`;
    expect(await refusedWords(submission('x', name))).toMatch(/^ax{59}… was not added: [^\n]+\.$/);
    expect(await refusedWords(submission('x', '\u202e'))).toMatch(
      /^The file was not added: [^\n]+\.$/,
    );
  });
});
