/** What managers choose about a waiting article is what is kept, in whatever order and however often. */
import { mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readArticleFile } from '../../src/articles/read-article-file.ts';
import { choosing } from '../../src/intake/choosing.ts';
import { checkCorrections } from '../../src/intake/corrections.ts';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import { rowText } from '../../src/intake/outline.ts';
import { numberedOf, type Preview, previewPage } from '../../src/intake/preview.ts';
import { discardStaged, stageArticle } from '../../src/intake/stage.ts';
import { Reader } from '../../src/reading/reader.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { temporaryFolder } from '../support/library.ts';
import { makePdf, textPage } from '../support/pdf.ts';
import { refusalOf, refusedWords } from '../support/refusals.ts';

const reader = new Reader();
afterAll(() => reader.close());

const PAGE = `<!doctype html><html><head><title>The forge</title></head><body><nav>All the guilds</nav>
<article><h1>The forge</h1>
<p>The forge of the village has been cold since the smith left for the coast, many years ago now.</p>
<aside>Anvils weigh more than people think.</aside>
<p>Its bellows were sold to a museum, where children may try them on Sundays, and its anvil to a farmer.</p>
<h2>Later</h2>
<p>Nobody has lit a fire in it since, although the chimney was swept every autumn until the war.</p>
</article><footer>Printed by the river</footer></body></html>`;

function open() {
  const root = temporaryFolder();
  const folders = { articlesDir: join(root, 'articles'), dataDir: join(root, 'data') };
  mkdirSync(folders.articlesDir);
  const places = diskPlaces(folders);
  const known = knowArticles(async () => new Map());
  const stage = (bytes: string | Uint8Array, name: string, sourceUrl?: string) => {
    const sent = { bytes: Buffer.from(bytes), name, ...(sourceUrl !== undefined && { sourceUrl }) };
    return stageArticle(sent, places, { known, reader, by: 'somebody' });
  };
  return { folders, stage, choices: choosing(places, reader) };
}

const allRows = (preview: Preview) =>
  numberedOf(
    preview,
    Array.from({ length: preview.outline.head.rows }, (_, i) => i + 1),
  );
const textsOf = (preview: Preview) =>
  allRows(preview).map((row) => `${row.leftOut === null ? '+' : '-'} ${rowText(row)}`);
const keptTexts = (preview: Preview) =>
  allRows(preview)
    .filter(({ leftOut }) => leftOut === null)
    .map(rowText);

/** The kept file, as the folder reads it. */
async function read(articlesDir: string, file: string) {
  const { articles } = await readArticleFile(readFileSync(join(articlesDir, file)), file);
  expect(articles).toHaveLength(1);
  return articles[0];
}

describe('a page', () => {
  it('is shown in its own order, what was left out at its place', async () => {
    const { stage, choices } = open();
    const { id } = await stage(PAGE, 'forge.html');
    const preview = await choices.preview(id);
    expect(textsOf(preview)).toEqual([
      '- All the guilds',
      '+ The forge of the village has been cold since the smith left for the coast, many years ago now.',
      '- Anvils weigh more than people think.',
      '+ Its bellows were sold to a museum, where children may try them on Sundays, and its anvil to a farmer.',
      '+ Later',
      '+ Nobody has lit a fire in it since, although the chimney was swept every autumn until the war.',
      '- Printed by the river',
    ]);
    expect(preview).toMatchObject({ paragraphs: 3, leftOut: 3, fileName: 'the-forge.md' });
    const packed = await stage(PAGE.replace(/\n/g, ''), 'packed.html');
    expect(textsOf(await choices.preview(packed.id))).toEqual(textsOf(preview));
  });

  it('is kept as it was chosen and put right', async () => {
    const { folders, stage, choices } = open();
    const { id } = await stage(PAGE, 'forge.html', 'https://smiths.example/forge');
    await choices.choose(id, { take: [3], leave: [4] });
    const { corrections } = checkCorrections({
      title: 'The cold forge',
      author: ' Ann \u202e Bell ',
      publisher: '',
      published: '31 May 2024',
      language: 'Englisch',
    });
    const preview = await choices.correct(id, corrections);
    expect(preview).toMatchObject({ paragraphs: 3, leftOut: 3, fileName: 'the-cold-forge.md' });
    const { file } = await choices.keep(id, preview.choices.edition, 'somebody');
    expect(file).toBe('the-cold-forge.md');
    const article = await read(folders.articlesDir, file);
    expect(article).toMatchObject({
      title: 'The cold forge',
      author: 'Ann Bell',
      publisher: null,
      published: '2024-05-31',
      language: 'en',
      url: 'https://smiths.example/forge',
      text: keptTexts(preview).join('\n\n'),
    });
    expect(article?.blocks[1]).toMatchObject({ section: null });
    expect(article?.blocks[2]).toMatchObject({ section: 'Later' });
    expect(readdirSync(join(folders.dataDir, 'state', 'intake'))).toEqual([]);
  });

  it('is kept as it was staged where every choice was taken back', async () => {
    const { folders, stage, choices } = open();
    const { id } = await stage(PAGE, 'forge.html');
    await choices.choose(id, { take: [1], leave: [2] });
    const preview = await choices.choose(id, { take: [2], leave: [1] });
    expect(preview.choices).toMatchObject({ taken: [], left: [], edition: 2 });
    const { file } = await choices.keep(id, 2, 'somebody');
    expect((await read(folders.articlesDir, file))?.blocks).toHaveLength(3);
  });

  it('is refused where nothing would be left, and goes on waiting', async () => {
    const { folders, stage, choices } = open();
    const { id } = await stage(PAGE, 'forge.html');
    const { choices: chosen } = await choices.choose(id, { take: [], leave: [2, 4, 6] });
    const refused = await refusalOf(choices.keep(id, chosen.edition, 'somebody'));
    expect(refused.key).toBe('nothingLeft');
    expect(readdirSync(folders.articlesDir)).toEqual([]);
    const { choices: again } = await choices.choose(id, { take: [6], leave: [] });
    await choices.keep(id, again.edition, 'somebody');
    expect(readdirSync(folders.articlesDir)).toEqual(['the-forge.md']);
  });

  it('of every kind of block is chosen from block by block, and kept as such', async () => {
    const { folders, stage, choices } = open();
    const body = `<p>The forge has prices of its own, which nobody has changed for years.</p>
<p>Bring for a day:</p><ul><li>an apron</li><li>gloves</li></ul>
<table><caption>Prices</caption><tr><th>Work</th><th>Price</th></tr><tr><td>Shoe</td><td>9.99 €</td></tr><tr><td>Gate</td><td>no</td></tr></table>
<pre><code>heat --to 1200\n  hammer | sh</code></pre>
<blockquote><p>It is only iron, and iron can be mended.</p><footer>The smith</footer></blockquote>
<dl><dt>Anvil</dt><dd>What is hammered on.</dd></dl>
<p>Whoever comes late finds the door closed, and the fire out, too.</p>`;
    const html = `<!doctype html><title>Prices</title><nav>Menu</nav><article>${body}</article>`;
    const { id } = await stage(html, 'prices.html');
    const before = allRows(await choices.preview(id));
    const first = before.find(({ leftOut }) => leftOut === null)?.number ?? 0;
    const preview = await choices.choose(id, { take: [1], leave: [first] });
    const { file } = await choices.keep(id, preview.choices.edition, 'somebody');
    const article = await read(folders.articlesDir, file);
    expect(article?.blocks.map(({ kind }) => kind)).toEqual([
      ...['paragraph', 'list', 'table', 'code', 'quotation', 'definition', 'paragraph'],
    ]);
    expect(article?.text).toBe(keptTexts(preview).join('\n\n'));
    expect(article?.text).toContain('heat --to 1200\n  hammer | sh');
  });

  it('is told whole as a text, in the language of who reads it', async () => {
    const { stage, choices } = open();
    const { id } = await stage(PAGE, 'forge.html', 'https://smiths.example/forge');
    await choices.choose(id, { take: [3], leave: [4] });
    const text = await choices.describe(id, 'ru', 'somebody');
    expect(text).toMatch(/^the-forge\.md\n\nНазвание: The forge\nАвтор: неизвестно\n/);
    expect(text).toContain('Получена с https://smiths.example/forge');
    expect(text).toMatch(/^✗ {5}1 {2}\[.*меню сайта.*\] All the guilds$/m);
    expect(text).toMatch(/^ {6}3 {2}Anvils weigh more than people think\.$/m);
    expect(text).toMatch(/^✗ {5}4 {2}\[пропущено вручную\] Its bellows were sold/m);
  });
});

describe('a text', () => {
  const LOOM =
    '---\nauthor: A. Weaver\n---\n\n# The loom\n\nThe *loom* has forty shafts.\n\n> A shed.\n';

  it('keeps its own Markdown where only what is known was put right', async () => {
    const { folders, stage, choices } = open();
    const { id } = await stage(LOOM, 'loom.md');
    const { choices: chosen } = await choices.correct(id, { author: 'Ann Bell', language: 'en' });
    const { file } = await choices.keep(id, chosen.edition, 'somebody');
    expect(file).toBe('loom.md');
    const stored = readFileSync(join(folders.articlesDir, file), 'utf8');
    expect(stored).toContain('The *loom* has forty shafts.\n\n> A shed.');
    const article = await read(folders.articlesDir, file);
    expect(article).toMatchObject({ title: 'The loom', author: 'Ann Bell', language: 'en' });
  });

  it('loses the heading that was its title where another title is given', async () => {
    const { folders, stage, choices } = open();
    const { id } = await stage(LOOM, 'loom.md');
    const { choices: chosen, fileName } = await choices.correct(id, { title: 'Looms of Ghent' });
    const { file } = await choices.keep(id, chosen.edition, 'somebody');
    expect([file, fileName]).toEqual(['looms-of-ghent.md', 'looms-of-ghent.md']);
    const article = await read(folders.articlesDir, file);
    expect(article).toMatchObject({ title: 'Looms of Ghent', author: 'A. Weaver' });
    expect(article?.text).toBe('The loom has forty shafts.\n\nA shed.');
  });

  it('has what was left out at its place, whatever its front matter', async () => {
    const { stage, choices } = open();
    const front = '---\nauthor: A. Weaver\npublished: 2024-05-31\nlanguage: en\n---\n\n';
    const body = 'One is said first.\n\n<!-- unsaid -->\n\nTwo is said next.\n\nThree is last.\n';
    const { id } = await stage(front + body, 'said.md');
    const texts = textsOf(await choices.preview(id));
    expect(texts).toEqual([
      '+ One is said first.',
      '- <!-- unsaid -->',
      '+ Two is said next.',
      '+ Three is last.',
    ]);
  });

  it('stands beside what it claims', async () => {
    const { stage, choices } = open();
    const claim =
      '---\nurl: https://times.example/a\npublisher: The Times\n---\n\nNews of the day.\n';
    const { id } = await stage(claim, 'a.md', 'https://blog.example/copy');
    const { outline, metadata } = await choices.preview(id);
    expect(outline.head.origin).toEqual({
      fetched: 'https://blog.example/copy',
      claimedUrl: 'https://times.example/a',
      claimedPublisher: 'The Times',
    });
    expect(metadata).toMatchObject({ url: 'https://blog.example/copy', publisher: null });
  });

  it('of several articles is kept as a whole', async () => {
    const { stage, choices } = open();
    const part = (title: string) =>
      `${title}\nBy Ann Bell | 31 January 2024\n\nThe dam at the narrow end of the valley was built by four thousand workers of ${title}.\n\nThey lived in tents beside the river for six years and left no record of their names in ${title}.\n\n\n\n\n`;
    const dump = part('The Building of the First Dam') + part('The Building of the Second Dam');
    const { id } = await stage(dump, 'dump.txt');
    const preview = await choices.preview(id);
    expect(allRows(preview).flatMap(({ opens = [] }) => opens)).toEqual([
      'The Building of the First Dam',
      'The Building of the Second Dam',
    ]);
    for (const choice of [
      () => choices.choose(id, { take: [], leave: [1] }),
      () => choices.correct(id, { title: 'Dams' }),
    ]) {
      expect(await refusedWords(choice)).toMatch(/holds 2 articles.*as a whole/);
    }
    expect((await choices.keep(id, 0, 'somebody')).file).toBe('dump.txt');
  });
});

describe('a PDF', () => {
  it('has what its pages repeat at its place', async () => {
    const { stage, choices } = open();
    const pages = Array.from({ length: 4 }, (_, i) => [
      { text: 'Annual report', x: 72, y: 815, size: 9 },
      ...textPage([`Number ${i} opens the page with a line that is as long as print, and ends.`]),
    ]);
    const { id } = await stage(makePdf(pages), 'report.pdf');
    const texts = textsOf(await choices.preview(id)).map((line) => line.slice(0, 10));
    expect(texts).toEqual([0, 1, 2, 3].flatMap((i) => ['- Annual r', `+ Number ${i}`]));
  });
});

describe('several managers', () => {
  it('choose one after the other, and none undoes what another chose', async () => {
    const { stage, choices } = open();
    const { id } = await stage(PAGE, 'forge.html');
    await Promise.all([
      choices.choose(id, { take: [1], leave: [] }),
      choices.correct(id, { author: 'Ann Bell' }),
      choices.choose(id, { take: [3], leave: [6] }),
      choices.correct(id, { published: '2024-05-31' }),
    ]);
    expect((await choices.preview(id)).choices).toEqual({
      taken: [1, 3],
      left: [6],
      corrections: { author: 'Ann Bell', published: '2024-05-31' },
      edition: 4,
    });
  });

  it('do not keep what they were not shown', async () => {
    const { folders, stage, choices } = open();
    const { id } = await stage(PAGE, 'forge.html');
    await choices.choose(id, { take: [], leave: [2] });
    expect((await refusalOf(choices.keep(id, 0, 'another'))).key).toBe('changedMeanwhile');
    expect(readdirSync(folders.articlesDir)).toEqual([]);
    await choices.keep(id, 1, 'another');
    expect(readdirSync(folders.articlesDir)).toEqual(['the-forge.md']);
  });

  it('find nothing where it was kept, discarded, or waited for a day', async () => {
    const { folders, stage, choices } = open();
    const { id } = await stage(PAGE, 'forge.html');
    await discardStaged(id, diskPlaces(folders));
    const { id: old } = await stage(PAGE, 'forge.html');
    const note = join(folders.dataDir, 'state', 'intake', old, 'note.json');
    const yesterday = Date.now() / 1_000 - 25 * 60 * 60;
    utimesSync(note, yesterday, yesterday);
    for (const each of [id, old, '../../articles', 'a'.repeat(16)]) {
      for (const act of [
        () => choices.preview(each),
        () => choices.choose(each, { take: [1], leave: [] }),
        () => choices.correct(each, { title: 'X' }),
        () => choices.describe(each, 'en', 'somebody'),
        () => choices.keep(each, 0, 'somebody'),
      ]) {
        expect((await refusalOf(act)).key).toBe('notWaiting');
      }
    }
  });
});

describe('whatever is chosen of whatever text', () => {
  it('is kept exactly, or refused', async () => {
    const { folders, stage, choices } = open();
    const words = fc.oneof(
      hostileLine,
      fc.constantFrom('A plain sentence about a river.', '1. Bring a tent:', '> quoted', '# head'),
    );
    const page = fc.array(fc.tuple(fc.constantFrom('p', 'h2', 'nav', 'li', 'pre'), words), {
      minLength: 2,
      maxLength: 8,
    });
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    let kept = 0;
    const property = fc.asyncProperty(
      page,
      fc.array(fc.nat(8)),
      words,
      async (parts, turned, title) => {
        const body = parts.map(([tag, text]) => `<${tag}>${escaped(text)}</${tag}>`).join('\n');
        const html = `<!doctype html><title>T</title><p>The first paragraph of it.</p>${body}`;
        const staged = await stage(html, 'x.html').catch(() => null);
        if (staged === null) return;
        const { id } = staged;
        const rows = allRows(await choices.preview(id));
        const isTurned = ({ number }: { number: number }) => turned.includes(number);
        const numbers = (isLeft: boolean) =>
          rows
            .filter((row) => isTurned(row) && (row.leftOut !== null) === isLeft)
            .map(({ number }) => number);
        await choices.choose(id, { take: numbers(true), leave: numbers(false) });
        const preview = await choices.correct(id, checkCorrections({ title }).corrections);
        const { edition } = preview.choices;
        const file = await choices.keep(id, edition, 'somebody').then(
          (done) => done.file,
          (error: unknown) => {
            expect(error).toMatchObject({
              key: expect.stringMatching(/^(choicesNotKept|nothingLeft)$/),
            });
            return null;
          },
        );
        if (file === null || edition === 0) return;
        kept += 1;
        const article = await read(folders.articlesDir, file);
        expect(article?.title).toBe(preview.metadata.title);
        expect(article?.text).toBe(keptTexts(preview).join('\n\n'));
      },
    );
    await fc.assert(property, { numRuns: 20 });
    expect(kept).toBeGreaterThan(15);
  });
});

describe('a page of a preview', () => {
  it('has 25 rows; those that were left out can be seen by themselves', async () => {
    const { stage, choices } = open();
    const body = Array.from(
      { length: 60 },
      (_, i) => `<p>Paragraph ${i} says something of its own.</p>`,
    );
    const { id } = await stage(
      `<!doctype html><title>T</title><nav>Menu</nav>${body.join('')}`,
      'x.html',
    );
    const preview = await choices.preview(id);
    const sizes = [0, 1, 2, 99].map((page) => {
      const { pages, rows, page: at } = previewPage(preview, 'all', page);
      return [at, pages, rows.length, rows[0]?.number];
    });
    expect(sizes).toEqual([
      [0, 3, 25, 1],
      [1, 3, 25, 26],
      [2, 3, 11, 51],
      [2, 3, 11, 51],
    ]);
    expect(previewPage(preview, 'out', 5)).toMatchObject({
      page: 0,
      pages: 1,
      rows: [{ number: 1 }],
    });
  });
});
