/** Pages as they are found: their main text whole, its structure kept, the rest in the list of what is left out. */
import { describe, expect, it } from 'vitest';
import type { DraftBlock } from '../../src/articles/draft.ts';
import { readHtml } from '../../src/articles/html.ts';
import { Unreadable } from '../../src/articles/unreadable.ts';

const P = [
  'The last ferry between Kesp and Lonmar left the quay at five on Friday, with eleven passengers, two goats and a piano on board.',
  'The harbour master put the cost of a new vessel at 14 million crowns, which the council of the town refused in January after a long debate.',
  'Nobody in the village believes that the bridge will be finished before the end of the decade, least of all those who are paid to build it.',
  'Until then the mail goes by road, which takes three hours in summer and most of a day when the pass is closed by snow.',
];

function read(html: string) {
  const reading = readHtml(html);
  const [draft] = reading?.drafts ?? [];
  if (!reading || !draft) throw new Error('not read');
  return {
    ...draft.metadata,
    blocks: draft.blocks,
    kinds: draft.blocks.map(({ kind }) => kind),
    texts: draft.blocks.map(textOf),
    left: new Map(reading.dropped.map(({ text, reason }) => [text, reason.key])),
    warnings: reading.warnings.map(({ key }) => key),
  };
}

function textOf(block: DraftBlock): string {
  switch (block.kind) {
    case 'table':
      return block.rows.map((row) => row.map(({ text }) => text).join('|')).join('\n');
    case 'list':
      return block.items.map(({ text }) => text).join('\n');
    case 'quotation':
      return [...block.lines, `— ${block.speaker}`].join('\n');
    case 'definition':
      return [...block.terms, ...block.lines].join('\n');
    default:
      return block.text;
  }
}

const page = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>The Kesp ferry</title>${head}</head><body>${body}</body></html>`;

const article = (...content: string[]) =>
  page(
    `<nav><a href=/>Home</a> <a href=/n>News</a></nav><article><h1>The Kesp ferry</h1>${content
      .map((each) => (each.startsWith('<') ? each : `<p>${each}</p>`))
      .join('\n')}</article><footer>© Herald</footer>`,
  );

const PLANS =
  '<table><tr><th>Plan</th><th>Price</th><th>Data</th><th>Roaming</th></tr><tr><td>Aster</td><td>9.99 €</td><td>10 GB</td><td>no</td></tr><tr><td>Bryony</td><td>19.99 €</td><td>40 GB</td><td>yes</td></tr></table>';
const CODE = '<pre>&lt;nav&gt;\n  &lt;a href="/"&gt;Home&lt;/a&gt;\n&lt;/nav&gt;</pre>';

describe('what stands in the main text', () => {
  it.each([
    ['first', [PLANS, ...P]],
    ['last', [...P, PLANS]],
    ['in the middle', [...P.slice(0, 2), PLANS, ...P.slice(2)]],
  ])('is no navigation where it is a table: %s', (_, content) => {
    const { blocks, left } = read(article(...content));
    expect(blocks.find(({ kind }) => kind === 'table')).toMatchObject({ headerRows: 1 });
    expect([...left.keys()]).toEqual(['Home News', '© Herald']);
  });

  it('is no page code where it is code, even of pages, first or last', () => {
    for (const content of [
      [CODE, ...P],
      [...P, CODE],
    ]) {
      const { blocks } = read(article(...content));
      expect(blocks.filter(({ kind }) => kind === 'code').map(textOf)).toEqual([
        '<nav>\n  <a href="/">Home</a>\n</nav>',
      ]);
    }
  });

  it('keeps its commands apart', () => {
    const sh =
      '<pre><code class="language-sh">curl -fsSL https://kesp.example/i | sh\nrm -rf build</code></pre>';
    expect(read(article(...P, sh)).texts.at(-1)).toBe(
      'curl -fsSL https://kesp.example/i | sh\nrm -rf build',
    );
  });

  it('keeps lists, speakers, definitions and captions', () => {
    const { texts, kinds, left } = read(
      article(
        P[0] ?? '',
        '<p>Bring for the weekend:</p><ul><li>a tent</li><li>a stove</li><li>rope</li></ul>',
        P[1] ?? '',
        '<blockquote><p>We had no choice.</p><footer>Ida Torvel, harbour master</footer></blockquote>',
        '<dl><dt>White-box monitoring</dt><dd>Watching what the inside of a system says of itself.</dd></dl>',
        P[2] ?? '',
        '<figure><img src=q.jpg><figcaption>The quay in March</figcaption></figure>',
        P[3] ?? '',
      ),
    );
    expect(kinds).toEqual([
      ...['paragraph', 'paragraph', 'list', 'paragraph', 'quotation', 'definition'],
      ...['paragraph', 'caption', 'paragraph'],
    ]);
    expect(texts[2]).toBe('a tent\na stove\nrope');
    expect(texts[4]).toBe('We had no choice.\n— Ida Torvel, harbour master');
    expect([...left.keys()]).toEqual(['Home News', '© Herald']);
  });

  it('is taken back where Readability loses it, and boxes between are not', () => {
    const { texts, left } = read(
      page(`<div id=wrap><div class=post-content><h1>The Kesp ferry</h1><p>${P[0]}</p>
        <div class="related"><h3>Related</h3><ul><li><a href=a>The bridge that never was built</a></ul></div>
        <p>${P[1]}</p><h2>Timetable</h2><div><table><tr><th>From<th>To<tr><td>Kesp<td>Lonmar</table></div>
        <div class="share-box"><ul><li><a href=f>Facebook</a><li><a href=t>Twitter</a></ul></div>
        <h2>Fares</h2><ul><li>adult: 4<li>child: 2</ul><p>${P[2]}</p><p>${P[3]}</p></div></div>`),
    );
    expect(texts).toEqual([
      ...[
        P[0],
        P[1],
        'Timetable',
        'From|To\nKesp|Lonmar',
        'Fares',
        'adult: 4\nchild: 2',
        P[2],
        P[3],
      ],
    ]);
    expect(left.has('Related') && left.has('The bridge that never was built')).toBe(true);
  });

  it('loses no table of a page without a head', () => {
    const { texts } = read(`<h1>Kesp</h1><p>${P[0]}</p>${PLANS}<p>${P[1]}</p>`);
    expect(texts.some((text) => text.includes('Bryony|19.99 €'))).toBe(true);
  });
});

describe('a page of the 1990s', () => {
  it('keeps all its sections, whatever is unclosed or indented', () => {
    const sections = P.map(
      (text, i) =>
        `<h3><a name="s${i}">Part ${i}</h3><blockquote>${text}<p>${text.replaceAll('e', 'i')}</blockquote>`,
    );
    const { texts, kinds } = read(
      `<title>Kesp</title><body bgcolor=white><center><font size=+2>Kesp</font></center><hr>${sections.join('<hr>')}<address>ida@kesp.example</address>`,
    );
    for (const [i, text] of P.entries()) {
      expect(texts).toContain(text);
      expect(texts).toContain(text.replaceAll('e', 'i'));
      expect(texts).toContain(`Part ${i}`);
    }
    expect(kinds).not.toContain('quotation');
  });

  it('is read by its cells where a table arranges it, and by its breaks', () => {
    const { texts, left } = read(
      `<title>Kesp</title><table width=600><tr><td width=100><a href=i.htm>Home</a><br><br><a href=l.htm>Links</a><td><font face=Arial>${P[0]}<br><br>${P[1]}<p>${P[2]}</table>`,
    );
    expect(texts).toEqual([P[0], P[1], P[2]]);
    expect([...left.keys()].sort()).toEqual(['Home', 'Links']);
  });

  it('that holds but frames says which', () => {
    const frames =
      '<title>Kesp</title><frameset cols=20%,*><frame src=menu.htm><frame src=main.htm>';
    const none = `${frames}<noframes>Get a browser.</noframes></frameset>`;
    expect(() => readHtml(none)).toThrow(Unreadable);
    try {
      readHtml(none);
    } catch (error) {
      expect((error as Unreadable).reason).toEqual({
        key: 'framesOnly',
        facts: { pages: ['menu.htm', 'main.htm'] },
      });
    }
    const whole = `${frames}<noframes><body><p>${P[0]}<p>${P[1]}<p>${P[2]}</noframes></frameset>`;
    expect(read(whole).texts).toEqual([P[0], P[1], P[2]]);
  });
});

describe('a page of a wiki', () => {
  it('loses its marks, links and lists of references, and keeps infobox and thumbs', () => {
    const { texts, kinds, left, title } = read(
      page(`<div id=content><h1>Lake Veshka</h1><div id=siteSub>From Wikipedia, the free encyclopedia</div>
      <div role=note class=hatnote>For the town, see <a href=v>Veshka (town)</a>.</div>
      <table class="infobox vcard"><tr><th colspan=2>Lake Veshka</th></tr><tr><th scope=row>Max. depth</th><td>41 m</td></tr></table>
      <p>${P[0]}<sup class=reference><a href="#cite_note-1">[1]</a></sup> It is deep.<sup><a href="#n2">2</a></sup></p>
      <div class=thumb><div class=thumbinner><img src=l.jpg><div class=thumbcaption>The lake in winter</div></div></div>
      <div id=toc class=toc><h2>Contents</h2><ul><li><a href="#History">1 History</a></ul></div>
      <h2><span class=mw-headline id=History>History</span><span class=mw-editsection>[<a href=e>edit</a>]</span></h2>
      <p>${P[1]}</p><p>${P[2]}</p>
      <h2>References</h2><div class=reflist><ol class=references><li id=cite_note-1>Torvel, I. (1994). <i>Lakes</i>.</ol></div>
      <div class=navbox><table><tr><td><a href=a>Lakes of Kesp</a></table></div></div>`).replace(
        'The Kesp ferry',
        'Lake Veshka - Wikipedia',
      ),
    );
    expect(title).toBe('Lake Veshka');
    expect(kinds).toEqual(['table', 'paragraph', 'caption', 'heading', 'paragraph', 'paragraph']);
    expect(texts[1]).toBe(`${P[0]} It is deep.`);
    expect(texts[3]).toBe('History');
    expect(left.get('From Wikipedia, the free encyclopedia')).toBe('siteNotice');
    expect(left.get('For the town, see Veshka (town).')).toBe('links');
    expect(left.get('[1] 2')).toBe('noteMark');
    expect(left.get('[edit]')).toBe('link');
    expect(left.get('1 History')).toBe('contentsList');
    expect(left.get('References')).toBe('headingAlone');
    expect(left.get('Torvel, I. (1994). Lakes.')).toBe('references');
    expect(left.get('Lakes of Kesp')).toBe('navigation');
  });
});

describe('what a page says of itself', () => {
  const blog = (byline: string) =>
    page(
      `<div class=site><header><a href=/>Kesp Kitchen</a></header><div class=post><h1 class=entry-title>The Kesp ferry</h1>${byline}<div class=entry-content><p>${P[0]}</p><p>${P[1]}</p><p>${P[2]}</p></div></div></div>`,
    );

  it.each([
    '<div class=entry-meta>Posted on March 3, 2020 by Ida Torvel</div>',
    '<p class=post-meta>March 3, 2020 by <a rel=author href=i>Ida Torvel</a> in Soups / 12 Comments</p>',
    '<div class=meta><span class="byline">by <span class="author vcard"><a class="url fn n" href=i>Ida Torvel</a></span></span> <time class=entry-date datetime="2020-03-03T10:00">March 3</time></div>',
  ])('is who wrote it, and when: %s', (byline) => {
    const { author, published, texts, left } = read(blog(byline));
    expect({ author, published }).toEqual({ author: 'Ida Torvel', published: '2020-03-03' });
    expect(texts).toEqual(P.slice(0, 3));
    expect(left.size).toBeGreaterThan(1);
  });

  it('is a recipe, or what only subscribers may read', () => {
    const json = (data: object) =>
      `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
    const recipe = json({
      '@type': 'Recipe',
      name: 'Soup',
      author: [{ name: 'Ida Torvel' }],
      datePublished: '2020-03-03',
    });
    expect(read(page(`<p>${P[0]}</p>`, recipe))).toMatchObject({
      title: 'Soup',
      author: 'Ida Torvel',
      published: '2020-03-03',
    });
    const closed = { '@graph': [{ '@type': ['NewsArticle'], isAccessibleForFree: 'False' }] };
    expect(read(page(`<p>${P[0]}</p>`, json(closed))).warnings).toEqual(['paywalled']);
    const open = { '@type': 'NewsArticle', isAccessibleForFree: true };
    expect(read(page(`<p>${P[0]}</p>`, json(open))).warnings).toEqual([]);
  });

  it('is its language, wherever it is said', () => {
    const rtl = (html: string) => read(`<title>x</title>${html}`).language;
    expect(rtl(`<body dir=rtl lang=ar><p>${P[0]}`)).toBe('ar');
    expect(rtl(`<main lang="fa-IR" dir="rtl"><p>${P[0]}</main>`)).toBe('fa-ir');
    expect(rtl(`<meta http-equiv="Content-Language" content="he"><p>${P[0]}`)).toBe('he');
  });

  it('is the address that a browser saved it from', () => {
    const saved = `<!-- saved from url=(0025)https://kesp.example/ferry -->\n<p>${P[0]}`;
    expect(read(saved).url).toBe('https://kesp.example/ferry');
  });
});

describe('pages of other makes', () => {
  it('of AMP are read without what AMP adds', () => {
    const { texts, left } = read(
      `<html ⚡ lang=en><title>Kesp</title><body><amp-sidebar><ul><li>Menu</ul></amp-sidebar><amp-consent>We use cookies</amp-consent>
       <article><h1>Kesp</h1><amp-img src=a></amp-img><p>${P[0]}</p><amp-ad>Buy</amp-ad><p>${P[1]}</p></article>`,
    );
    expect(texts).toEqual([P[0], P[1]]);
    expect(left.get('Menu')).toBe('navigation');
    expect(left.get('Buy')).toBe('advertisement');
  });

  it('inside one form, and of XML, are read whole', () => {
    expect(
      read(page(`<form id=aspnetForm><h1>x</h1><p>${P[0]}</p><p>${P[1]}</p><input></form>`)).texts,
    ).toContain(P[1]);
    const xml = `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a"/></head><body><p>${P[0]}</p><a id="x"/><p>${P[1]}</p></body></html>`;
    expect(read(xml).texts).toEqual([P[0], P[1]]);
  });

  it('quote nothing that they hide inside a sentence', () => {
    const { texts, left } = read(
      article(
        `<p>The ferry<span style="display:none"> (advertisement)</span> sailed. ${P[0]}</p>`,
        P[1] ?? '',
      ),
    );
    expect(texts[0]).toBe(`The ferry sailed. ${P[0]}`);
    expect(left.get('(advertisement)')).toBe('hidden');
  });

  it('of manuals say the same in several sections', () => {
    const { texts, left } = read(
      article(
        P[0] ?? '',
        `${P[1]} ${P[2]}`,
        '<h2>Comments</h2>',
        P[1] ?? '',
        'For example, try this.',
        CODE,
        '<h2 id=related>More</h2>',
        P[3] ?? '',
        'For example, try this.',
        PLANS,
      ),
    );
    expect(texts.filter((text) => text === 'For example, try this.')).toHaveLength(2);
    expect(texts).toContain(P[1]);
    expect(texts).toContain('Comments');
    expect(left.size).toBe(2);
  });

  it('draw pull quotes out of their text', () => {
    const { left, kinds } = read(
      article(
        ...P,
        '<blockquote class=pullquote><p>two goats and a piano on board</p></blockquote>',
      ),
    );
    expect(kinds).not.toContain('quotation');
    expect(left.get('two goats and a piano on board')).toBe('pullQuote');
    const boxed = article(
      ...P,
      '<div class="pull-quote"><p>Nobody in the village believes that the bridge will be finished</p></div>',
    );
    expect([...read(boxed).left.values()]).toContain('pullQuote');
  });
});
