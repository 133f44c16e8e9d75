/** Files of every format and encoding are read, and what cannot be read gets one clear sentence. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeReading } from '../../src/articles/describe-reading.ts';
import { ENDINGS } from '../../src/articles/formats.ts';
import type { FileReading } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';
import { readArticleFile } from '../support/read-article.ts';
import { inEnglish } from '../support/refusals.ts';

const SQUAD = join(import.meta.dirname, '../../../shared/eval/squad-articles.jsonl');

function read(content: string | Uint8Array, file: string): Promise<FileReading> {
  return readArticleFile(typeof content === 'string' ? Buffer.from(content) : content, file);
}

function only(reading: FileReading) {
  expect(reading.articles).toHaveLength(1);
  const article = reading.articles[0];
  if (!article) throw new Error('no article');
  return {
    ...article,
    body: article.blocks.map((p) => article.text.slice(p.start, p.end)),
    sections: article.blocks.map((p) => p.section),
  };
}

async function refusal(content: string | Uint8Array, file: string): Promise<string> {
  try {
    await read(content, file);
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).key).toBe('notIndexed');
    return inEnglish(error as Refusal);
  }
  return 'read without trouble';
}

const PROSE = 'The harbour of Kesp freezes in January. Nobody minds, since the boats are on land.';

describe('Markdown', () => {
  it('takes its metadata from front matter, in any usual spelling of a date', async () => {
    const front = async (date: string) =>
      only(
        await read(
          `---\ntitle: Kesp in winter\nauthor: [Ida Torvel, Odd Brandt]\npublisher: Herald\npublished: ${date}\nurl: https://kesp.example/winter\nlanguage: EN\ndraws_on: much\n---\n\n# Kesp in winter\n\n${PROSE}\n`,
          'a.md',
        ),
      );
    for (const date of [
      '2025-01-19',
      'Jan 19, 2025',
      '19 January 2025',
      '2025-01-19T08:00:00Z',
      '"19.01.2025"',
    ]) {
      expect(await front(date)).toMatchObject({
        title: 'Kesp in winter',
        author: 'Ida Torvel, Odd Brandt',
        publisher: 'Herald',
        published: '2025-01-19',
        url: 'https://kesp.example/winter',
        language: 'en',
        body: [PROSE],
        sections: [null],
      });
    }
  });

  it('quotes words, not markup', async () => {
    const article = only(
      await read(
        [
          '# The *Kesp* ferry',
          `Hard-wrapped and **bold**,\nwith a [link](https://a.example "t"), \`code\` and an image ![alt](x.png).<!-- gone -->`,
          '## Winter\n\n- first item\n- second\n  item\n\n> quoted\n> line',
          '| a | b |\n|---|---|\n| 1 | 2 |',
          '```\nx = 1\n```',
          'Snow\\* [citation needed] &amp; ice.[^1]\n\n[^1]: A note.',
        ].join('\n\n'),
        'a.md',
      ),
    );
    expect(article.title).toBe('The Kesp ferry');
    expect(article.body).toEqual([
      'Hard-wrapped and bold, with a link, code and an image .',
      'first item\nsecond item',
      'quoted line',
      'a | b\n1 | 2',
      'x = 1',
      'Snow* [citation needed] & ice.',
      'A note.',
    ]);
    expect(new Set(article.sections)).toEqual(new Set([null, 'Winter']));
  });

  it('drops a block quote that repeats the text, and no list item that shares words with it', async () => {
    const reading = await read(
      'I keep a thermometer in the shade. It has never lied to me, not once.\n\n> It has never lied to me, not once.\n\n- a thermometer in the shade\n',
      'a.md',
    );
    expect(only(reading).body).toHaveLength(2);
    expect(reading.dropped).toEqual([
      {
        line: 3,
        text: 'It has never lied to me, not once.',
        reason: { key: 'pullQuote', facts: { line: 1 } },
      },
    ]);
  });

  it('says what it left out', async () => {
    const { dropped } = await read(
      `---\ntitle: x\n---\n<!-- a\nb -->\n\n![a map](map.png)\n\n${PROSE}\n`,
      'a.md',
    );
    expect(dropped).toEqual([
      { line: 4, text: '<!-- a', reason: { key: 'htmlComment' } },
      { line: 5, text: 'b -->', reason: { key: 'htmlComment' } },
      { line: 7, text: 'a map', reason: { key: 'image' } },
    ]);
  });

  it('reads on when the front matter is no YAML, has no end, or holds nonsense', async () => {
    const broken = await read(`---\ntitle: "open\nauthor: [\n---\n\n${PROSE}\n`, 'a.md');
    expect(only(broken)).toMatchObject({ title: 'A', body: [PROSE] });
    expect(broken.warnings).toHaveLength(1);
    expect(broken.warnings.map(inEnglish)[0]).toMatch(
      /^a\.md: the front matter does not parse \(line \d/,
    );
    const endless = await read(`---\ntitle: x\nauthor: y\n\n${PROSE}\n`, 'a.md');
    expect(only(endless).body).toEqual([PROSE]);
    expect(endless.warnings.map(inEnglish)[0]).toContain('no closing ---');
    const odd = await read(
      `---\ntitle: {a: 1}\npublished: 2025-02-30\nurl: javascript:alert(1)\nlanguage: klingon!\n---\n\n${PROSE}\n`,
      'winter-in-kesp.md',
    );
    expect(only(odd)).toMatchObject({
      title: 'Winter in kesp',
      published: null,
      url: null,
      language: null,
    });
    expect(odd.warnings).toHaveLength(4);
  });

  it('builds nothing but data from front matter', async () => {
    const evil = await read(
      `---\n__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: 1}}\ntitle: !!js/function "function(){}"\n---\n\n${PROSE}\n`,
      'a.md',
    );
    expect(only(evil).body).toEqual([PROSE]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const bomb = `---\na: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\ntitle: [*b,*b,*b]\n---\n\n${PROSE}\n`;
    expect((await read(bomb, 'a.md')).warnings).toHaveLength(1);
  });
});

describe('saved pages', () => {
  const page = `<!doctype html><html lang="en-GB"><head><title>The Kesp ferry | Herald</title>
<meta property="og:site_name" content="Herald"><link rel="canonical" href="https://kesp.example/ferry">
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-04T10:00:00Z","author":{"name":"Ida Torvel"}}</script>
<script>document.title = 'run'; throw new Error('ran');</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>The Kesp ferry</h1>
<p>The last ferry between Kesp and <b>Lonmar</b> left the quay at 5 p.m. on Friday, with eleven passengers, two goats and a piano on board.</p>
<h2>What it cost</h2>
<p>The harbour master put the cost of a new vessel at 14 million crowns,<br>which the council of the town refused in January after a long debate.</p>
<blockquote>two goats and a piano on board</blockquote>
<p>Read more: The bridge that never was</p>
<ul><li>The line had run since 1984, through forty winters and four captains.</li></ul>
</article><footer>© 2024 Herald</footer></body></html>`;

  it('come out as their article, with the metadata of their head', async () => {
    const reading = await read(page, 'ferry.html');
    expect(only(reading)).toMatchObject({
      title: 'The Kesp ferry',
      author: 'Ida Torvel',
      publisher: 'Herald',
      published: '2024-03-04',
      url: 'https://kesp.example/ferry',
      language: 'en-gb',
      sections: [null, 'What it cost', 'What it cost'],
    });
    expect(only(reading).body.map((text) => text.slice(0, 24))).toEqual([
      'The last ferry between K',
      'The harbour master put t',
      'The line had run since 1',
    ]);
    const reasons = new Map(reading.dropped.map((d) => [d.text, inEnglish(d.reason)]));
    expect(reasons.get('two goats and a piano on board')).toMatch(/^pull quote/);
    expect(reasons.get('Read more: The bridge that never was')).toContain('link');
    expect(reasons.get('© 2024 Herald')).toContain('footer');
    expect(reading.dropped.find((d) => d.text.startsWith('©'))?.line).toBe(13);
  });

  it('are read without Readability where it finds nothing', async () => {
    expect(only(await read('<p>One short line of text.</p>', 'a.html')).body).toEqual([
      'One short line of text.',
    ]);
  });
});

describe('encodings and bad input', () => {
  const text = 'Ein Gruß aus Köln – “schön”.\n\nZweiter Absatz für Özil.';
  const body = ['Ein Gruß aus Köln – “schön”.', 'Zweiter Absatz für Özil.'];

  it('reads UTF-8, UTF-16 with and without a mark, and Windows code pages', async () => {
    const utf16be = (s: string) => Buffer.from(s, 'utf16le').swap16();
    expect(only(await read(`\ufeff${text}`, 'a.txt')).body).toEqual(body);
    expect(only(await read(Buffer.from(`\ufeff${text}`, 'utf16le'), 'a.txt')).body).toEqual(body);
    expect(only(await read(utf16be(`\ufeff${text}`), 'a.txt')).body).toEqual(body);
    const unmarked = await read(Buffer.from(text, 'utf16le'), 'a.txt');
    expect(only(unmarked).body).toEqual(body);
    expect(unmarked.warnings.map(inEnglish)).toEqual([
      'a.txt: the text has no byte order mark and was read as UTF-16LE.',
    ]);
    const western = await read(
      Buffer.from('Gr\xfc\xdfe aus K\xf6ln, es ist kalt \x96 sehr.', 'latin1'),
      'a.txt',
    );
    expect(only(western).body).toEqual(['Grüße aus Köln, es ist kalt – sehr.']);
    expect(western.warnings.map(inEnglish)).toEqual([
      'a.txt: the text is not valid UTF-8 and was read as Windows-1252.',
    ]);
    const cyrillic = Buffer.from([
      0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xec, 0xe8, 0xf0, 0x2e,
    ]);
    expect(only(await read(cyrillic, 'a.txt')).body).toEqual(['Привет, мир.']);
    const damaged = await read(
      Buffer.concat([Buffer.from(text), Buffer.from([0xff]), Buffer.from(' Ende.')]),
      'a.txt',
    );
    expect(damaged.warnings.map(inEnglish)).toEqual([
      'a.txt: the text is not valid UTF-8: 1 broken characters, the first in line 3.',
    ]);
  });

  it('removes what cannot be seen and nothing else', async () => {
    const { body: found } = only(
      await read('Ab\u200bc \u202ed\u202ce\u0007  f\tg, می\u200cخواهم.\u{e0041}', 'a.txt'),
    );
    expect(found).toEqual(['Abc de f g, می\u200cخواهم.']);
  });

  it('refuses in one sentence that names the file', async () => {
    expect(await refusal('', 'a.txt')).toBe('a.txt was not indexed: it is empty.');
    expect(await refusal(' \n\t\n', 'a.txt')).toBe(
      'a.txt was not indexed: it holds nothing but white space.',
    );
    expect(await refusal('%PDF-1.7 x', 'b/a.txt')).toBe(
      'b/a.txt was not indexed: it is a PDF document, not text.',
    );
    expect(await refusal(Buffer.from([1, 2, 0, 4, 200, 0, 0, 9, 14, 3]), 'a.md')).toContain(
      'binary data',
    );
    expect(await refusal(Buffer.alloc(50 * 1024 * 1024, 97), 'a.txt')).toBe(
      'a.txt was not indexed: it is 50 MB, more than the 20 MB an article may have.',
    );
    for (const ending of ENDINGS) expect(await refusal('x', 'a.exe')).toContain(ending);
    expect(await refusal('# Only a heading\n', 'a.md')).toContain('no paragraph');
  });

  it('refuses or survives what parsers choke on', async () => {
    const hostile = ['>', '[', '**a', '- ', '<', '<div>', '&amp;', '“a ', '. ', 'x0', '| '];
    for (const piece of hostile) {
      for (const file of ENDINGS.map((ending) => `a${ending}`)) {
        expect(await refusal(piece.repeat(20_000), file)).toMatch(
          /was not indexed|without trouble/,
        );
      }
    }
  });
});

describe('the description of a reading', () => {
  it('shows title, metadata, sections, numbered paragraphs, dropped lines and warnings', async () => {
    const text = `Title of the thing\n\nBy Ida Torvel\n\n${PROSE}\n\nThe second part\n\nIt has one more sentence, which is this.\n\nBack to top\n`;
    const described = describeReading(await read(text, 'thing.txt'), inEnglish);
    expect(described).toContain('thing.txt: 1 article');
    expect(described).toContain('author     Ida Torvel');
    expect(described).toContain(`   1  ${PROSE}`);
    expect(described).toContain('  The second part\n\n   2  It has one more');
    expect(described).toContain('    11  [link back to the top] Back to top');
  });
});

const articles = existsSync(SQUAD)
  ? readFileSync(SQUAD, 'utf8')
      .trim()
      .split('\n')
      .map((line): { title: string; paragraphs: string[] } => JSON.parse(line))
  : [];

describe.skipIf(articles.length === 0)('encyclopaedic articles', () => {
  const tidy = (s: string) => s.replaceAll('\u200b', '').replace(/\s+/g, ' ').trim();
  const wrap = (s: string) => tidy(s).replace(/(?![^\n]{1,72}$)([^\n]{1,72})\s/g, '$1\n');
  const forms: Record<string, (title: string, paragraphs: string[]) => string> = {
    'titled.txt': (title, paragraphs) => [title, ...paragraphs].join('\n\n'),
    'untitled.txt': (_, paragraphs) => paragraphs.join('\n\n'),
    'one-a-line.txt': (title, paragraphs) => [title, ...paragraphs].join('\n'),
    'wrapped.txt': (title, paragraphs) => [title, ...paragraphs.map(wrap)].join('\r\n\r\n'),
    'front.md': (title, paragraphs) =>
      `---\ntitle: "${title}"\n---\n\n${paragraphs.join('\n\n')}\n`,
    'heading.md': (title, paragraphs) => `# ${title}\n\n${paragraphs.join('\n\n')}\n`,
    'page.html': (title, paragraphs) =>
      `<title>${title}</title><h1>${title}</h1>${paragraphs.map((p) => `<p>${p.replaceAll('<', '&lt;')}</p>`).join('\n')}`,
  };

  it.each(Object.keys(forms))('come out paragraph by paragraph from %s', async (file) => {
    for (const { title, paragraphs } of articles) {
      const reading = await read(forms[file]?.(title, paragraphs) ?? '', file);
      // A hard wrap at a hyphen cannot be told from a hyphen and a space.
      const key = (s: string) => (file === 'wrapped.txt' ? tidy(s).replace(/-\s/g, '-') : tidy(s));
      expect(only(reading).body.map(key)).toEqual(paragraphs.map(key));
      expect(reading.dropped).toEqual([]);
      if (file !== 'untitled.txt') expect(only(reading).title).toBe(title);
    }
  });
});

describe('HTML with tags left out', () => {
  const text = 'The lighthouse on Gull Rock was lit for the first time on a night without a moon.';
  it.each([
    ['no body tag', `<html lang="en"><head><title>Gull Rock</title></head><p>${text}</p></html>`],
    ['no head end', `<!doctype html><html><title>Gull Rock</title><p>${text}</p></html>`],
    ['a fragment', `<title>Gull Rock</title><p>${text}</p>`],
  ])('is read all the same: %s', async (_, html) => {
    const { articles } = await readArticleFile(new TextEncoder().encode(html), 'rock.html');
    expect(articles[0]?.title).toBe('Gull Rock');
    expect(articles[0]?.text).toContain(text);
  });
});
