/** A piece of HTML is read as blocks of their kinds, each with all that its author said of it. */
import { describe, expect, it } from 'vitest';
import { fragmentBlocks } from '../../src/articles/html-blocks.ts';

/** Blocks without what is the same for all. */
function read(html: string) {
  return fragmentBlocks(html).map(({ line: _, aside: __, ...block }) => block);
}

/** Rows as text, headers in brackets, spans as `text/columns×rows`. */
function tableOf(html: string) {
  const [block] = read(html);
  if (block?.kind !== 'table') return block?.kind ?? null;
  const rows = block.rows.map((cells) =>
    cells.map(({ text, columns = 1, rows: high = 1, isHeader }) => {
      const span = columns > 1 || high > 1 ? `/${columns}×${high}` : '';
      return isHeader ? `[${text}]${span}` : `${text}${span}`;
    }),
  );
  return { caption: block.caption, headerRows: block.headerRows, rows };
}

const P =
  'Aster was the first ship of the line to cross the strait in winter, and nobody has done it since.';

describe('a data table', () => {
  it('keeps caption, header, row headers and spans', () => {
    expect(
      tableOf(`<table><caption>Plans of <b>2024</b></caption>
        <thead><tr><th rowspan=2>Plan<th colspan=2>Price</tr><tr><th>month<th>year</thead>
        <tbody><tr><th scope=row>Aster<td>9.99 €<td>99 €<tr><th scope=row>Bryony<td colspan=2>free</tbody>
        <tfoot><tr><td>Tax<td>0<td>0</tfoot></table>`),
    ).toEqual({
      caption: 'Plans of 2024',
      headerRows: 2,
      rows: [
        ['[Plan]/1×2', '[Price]/2×1'],
        ['[month]', '[year]'],
        ['[Aster]', '9.99 €', '99 €'],
        ['[Bryony]', 'free/2×1'],
        ['Tax', '0', '0'],
      ],
    });
  });

  it('shows its foot last, wherever it stands in the source', () => {
    const html = `<table><thead><tr><th>A<th>B</thead><tfoot><tr><td>sum<td>3</tfoot><tr><td>x<td>3</table>`;
    expect(tableOf(html)).toMatchObject({
      rows: [
        ['[A]', '[B]'],
        ['x', '3'],
        ['sum', '3'],
      ],
    });
  });

  it('is headed by its first rows of header cells, an empty corner aside', () => {
    const html = '<table><tr><td><th>A<th>B<tr><th>x<td>1<td>2<tr><th>y<td>3<td>4</table>';
    expect(tableOf(html)).toEqual({
      caption: null,
      headerRows: 1,
      rows: [
        ['', '[A]', '[B]'],
        ['[x]', '1', '2'],
        ['[y]', '3', '4'],
      ],
    });
  });

  it('is headed by a first row in bold, and by nothing where it has no header', () => {
    const bold = '<table><tr><td><b>Plan</b><td><b>Price</b><tr><td>Aster<td>9.99 €</table>';
    expect(tableOf(bold)).toMatchObject({ headerRows: 1 });
    const plain = '<table border=1><tr><td>Aster<td>9.99 €<tr><td>Bryony<td>19.99 €</table>';
    expect(tableOf(plain)).toMatchObject({ headerRows: 0 });
    expect(tableOf('<table><tr><th>A<th>B</table>')).toMatchObject({ headerRows: 0 });
    expect(tableOf('<table><tr><th>A<th>B<tr><th>x<th>y</table>')).toMatchObject({ headerRows: 1 });
  });

  it('has a tidy line in each cell, and of a picture alone what stands for it', () => {
    const html =
      '<table><tr><th>A<th>B<tr><td>one<br>two <p>three</p><td><img alt="yes" src=y.png></table>';
    expect(tableOf(html)).toMatchObject({
      rows: [
        ['[A]', '[B]'],
        ['one two three', 'yes'],
      ],
    });
  });

  it('is what an infobox is', () => {
    const html = `<table class="infobox"><tr><th colspan=2>Lake Veshka</th></tr>
      <tr><td colspan=2><img src=l.jpg></td></tr><tr><th>Depth</th><td>41 m<sup class="reference"><a href="#cite-1">[1]</a></sup></td></tr></table>`;
    expect(tableOf(html)).toEqual({
      caption: null,
      headerRows: 1,
      rows: [['[Lake Veshka]/2×1'], ['[Depth]', '41 m']],
    });
    expect(read(html)[1]).toEqual({ kind: 'paragraph', text: '[1]', dropped: 'noteMark' });
  });

  it('takes the caption of its figure', () => {
    const html =
      '<figure><table><tr><th>A<th>B<tr><td>1<td>2</table><figcaption>Counts</figcaption></figure>';
    expect(tableOf(html)).toMatchObject({ caption: 'Counts' });
    expect(read(html)).toHaveLength(1);
  });

  it('is what an infobox built of boxes is', () => {
    const html = `<aside class="portable-infobox pi-theme"><h2 class="pi-item pi-title">Veshka</h2>
      <figure class="pi-item pi-image"><img><figcaption class="pi-caption">In winter</figcaption></figure>
      <section class="pi-group"><h2 class="pi-item pi-header">Place</h2>
      <div class="pi-item pi-data"><h3 class="pi-data-label">Depth</h3><div class="pi-data-value">41 m</div></div></section></aside>`;
    expect(tableOf(html)).toEqual({
      caption: 'Veshka',
      headerRows: 0,
      rows: [['[Place]/2×1'], ['[Depth]', '41 m']],
    });
    expect(read(html)[1]).toEqual({ kind: 'caption', text: 'In winter' });
  });

  it('is what its author says is one', () => {
    expect(tableOf('<table role="table"><tr><td>alone</table>')).toEqual({
      ...{ caption: null, headerRows: 0, rows: [['alone']] },
    });
    expect(tableOf('<table role="table"></table>')).toBe(null);
  });

  it('takes the title that stands over it', () => {
    const html =
      '<p class="title"><b>Table 1.2. Packages</b></p><table><tr><th>A<th>B<tr><td>1<td>2</table>';
    expect(tableOf(html)).toMatchObject({ caption: 'Table 1.2. Packages' });
    expect(read(html)).toHaveLength(1);
  });

  it('is cut at spans that no table has', () => {
    const html =
      '<table><tr><th>A<th>B<tr><td colspan=99999 rowspan=0>x<td colspan=-3>y<tr><td>z</table>';
    expect(tableOf(html)).toMatchObject({ rows: [['[A]', '[B]'], ['x/1000×2', 'y'], ['z']] });
  });
});

describe('a table that arranges a page', () => {
  const flows: Readonly<Record<string, string>> = {
    'by its role': '<table role=presentation><tr><th>A<th>B<tr><td>c<td>d</table>',
    'around others': '<table><tr><td>a<td><table><tr><td>b</table></table>',
    'with prose in its cells': `<table><tr><td>a<br><br>b<td>c<tr><td>${P}<p>${P}<td>d</table>`,
    'with headings': '<table><tr><td><h2>A</h2><td>b<tr><td>c<td>d</table>',
    'of links':
      '<table><tr><td><a href=a>a</a><td><a href=b>b</a><tr><td><a href=c>c</a><td><a href=d>d</a></table>',
    'of one column': '<table><tr><td>a<tr><td>b<tr><td>c</table>',
    'of a note beside its picture': `<table summary="Note"><tr><td rowspan=2><img alt="[Note]"><th>Note<tr><td>${P}</table>`,
    'of one row': '<table><tr><td>a<td>b</table>',
  };
  it.each(Object.entries(flows))('%s is read as flow', (_, html) => {
    expect(read(html).map(({ kind }) => kind)).not.toContain('table');
    expect(read(html).length).toBeGreaterThan(1);
  });
});

describe('code', () => {
  it('keeps its lines and spaces, and what looks like HTML', () => {
    expect(
      read(
        '<pre>\n\n  if (a &lt; b) {\n    return  "&amp;amp;";\n  }\n\n\n&lt;p&gt;x&lt;/p&gt;\n</pre>',
      ),
    ).toEqual([
      {
        kind: 'code',
        text: '  if (a < b) {\n    return  "&amp;";\n  }\n\n\n<p>x</p>',
        language: null,
      },
    ]);
  });

  it.each([
    ['sh', '<pre><code class="language-sh">x</code></pre>'],
    ['js', '<pre class="lang-js">x</pre>'],
    ['shell', '<div class="highlight highlight-source-shell"><pre>x</pre></div>'],
    [
      'python',
      '<div class="highlight-python notranslate"><div class="highlight"><pre><span></span>x</pre></div></div>',
    ],
    ['bash', '<pre class="sourceCode bash"><code>x</code></pre>'],
    ['php', '<pre class="brush: php; gutter: true">x</pre>'],
    ['rust', '<pre data-lang="rust">x</pre>'],
    ['c++', '<pre><code class="hljs language-c++">x</code></pre>'],
    [null, '<div class="highlight-default"><pre>x</pre></div>'],
    [null, '<pre><code class="language-text">x</code></pre>'],
  ])('knows its language: %s', (language, html) => {
    expect(read(html)).toEqual([{ kind: 'code', text: 'x', language }]);
  });

  it('leaves out line numbers and buttons', () => {
    const table = `<table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>1\n2</pre></div></td>
      <td class="code"><div><pre><span></span>a\n  b</pre></div></td></tr></table>`;
    expect(read(table)).toEqual([
      { kind: 'code', text: 'a\n  b', language: null },
      { kind: 'paragraph', text: '1 2', dropped: 'lineNumber' },
    ]);
    const lines = `<table class="highlight"><tr><td class="blob-num">1</td><td class="blob-code">a</td></tr>
      <tr><td class="blob-num">2</td><td class="blob-code">  b</td></tr></table>`;
    expect(read(lines)[0]).toEqual({ kind: 'code', text: 'a\n  b', language: null });
    const button = '<pre><button>Copy</button><code>a<br>b</code></pre>';
    expect(read(button)).toEqual([
      { kind: 'code', text: 'a\nb', language: null },
      { kind: 'paragraph', text: 'Copy', dropped: 'button' },
    ]);
    expect(read('<pre class="line-numbers">a</pre>')).toEqual([
      { kind: 'code', text: 'a', language: null },
    ]);
  });

  it('is not what a mail typed in a <pre> is', () => {
    const lines = [
      'Aster was the first ship of the line to cross the strait in winter,',
      'and nobody has done it since. It was cold that year, and the harbour',
      'froze over in the first week of November, as it had never done before.',
    ];
    const mail = `<pre>${lines.join('\n')}\n\n${lines.toReversed().join('\n')}</pre>`;
    expect(read(mail).map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph']);
  });
});

describe('a list', () => {
  const itemsOf = (html: string) =>
    read(html).map((block) =>
      block.kind === 'list'
        ? block.items.map(
            ({ text, depth, marker }) => `${'>'.repeat(depth)}${marker ?? '*'} ${text}`,
          )
        : block.kind === 'heading' || block.kind === 'paragraph' || block.kind === 'code'
          ? `${block.kind}: ${block.text}`
          : block.kind,
    );

  it('nests, and has paragraphs in its items', () => {
    expect(
      itemsOf(
        '<ul><li>one<ul><li>deep<ol><li>deeper</ol></ul>and on<li><p>two</p><p>more</p></ul>',
      ),
    ).toEqual([['* one', '>* deep', '>>1. deeper', ' and on', '* two', ' more']]);
    expect(itemsOf('<ul><li>one</li><ul><li>misplaced</ul><li>two</ul>')).toEqual([
      ['* one', '>* misplaced', '* two'],
    ]);
  });

  it('counts as its author says', () => {
    expect(itemsOf('<ol start=3><li>a<li value=7>b<li>c</ol>')).toEqual([['3. a', '7. b', '8. c']]);
    expect(itemsOf('<ol reversed><li>a<li>b</ol>')).toEqual([['2. a', '1. b']]);
    expect(itemsOf('<ol type=a start=26><li>x<li>y</ol>')).toEqual([['z. x', 'aa. y']]);
    expect(itemsOf('<ol type=I><li>x<li value=1994>y</ol>')).toEqual([['I. x', 'MCMXCIV. y']]);
    expect(itemsOf('<ol style="list-style-type: lower-roman"><li>x</ol>')).toEqual([['i. x']]);
    expect(itemsOf('<ol start=9e99><li value=x>a</ol>')).toEqual([['1. a']]);
  });

  it('goes on after code and tables, which are blocks of their own', () => {
    expect(
      itemsOf('<ol><li>Install:<pre>npm i</pre>Then wait.<ul><li>long</ul><li>Run</ol>'),
    ).toEqual([['1. Install:'], 'code: npm i', 'paragraph: Then wait.', ['* long', '2. Run']]);
  });

  it('is flow where it arranges sections, and where it has no items', () => {
    expect(itemsOf('<ul><li><h3>A</h3><p>a</p><li><h3>B</h3></ul>')).toEqual([
      ...['heading: A', 'paragraph: a', 'heading: B'],
    ]);
    expect(itemsOf('<ul>only indented</ul>')).toEqual(['paragraph: only indented']);
  });
});

describe('a definition list', () => {
  it('is a block for each group of terms', () => {
    expect(
      read('<dl><dt>A<dt>B<dd>first<dd><p>second</p><p>third</p><div><dt>C<dd>fourth</div></dl>'),
    ).toEqual([
      { kind: 'definition', terms: ['A', 'B'], lines: ['first', 'second', 'third'] },
      { kind: 'definition', terms: ['C'], lines: ['fourth'] },
    ]);
  });

  it('has other blocks after it, and loses no term that nothing is said of', () => {
    expect(read('<dl><dt>A<dd>text<pre>x</pre>on<dt>B</dl>').map(({ kind }) => kind)).toEqual([
      ...['definition', 'code', 'paragraph', 'paragraph'],
    ]);
    expect(read('<dl><dd>indented</dl>')).toEqual([{ kind: 'paragraph', text: 'indented' }]);
  });
});

describe('a quotation', () => {
  it.each([
    [
      'a footer',
      '<blockquote><p>So it is.</p><footer>— Ida Torvel, <cite>Herald</cite></footer></blockquote>',
      'Ida Torvel, Herald',
    ],
    ['a cite', '<blockquote>So it is. <cite>Ida Torvel</cite></blockquote>', 'Ida Torvel'],
    [
      'a paragraph with a cite',
      '<blockquote><p>So it is.</p><p>—<cite>Ida Torvel</cite></p></blockquote>',
      'Ida Torvel',
    ],
    [
      'a class',
      '<blockquote><p>So it is.</p><p class="attribution">Ida Torvel</p></blockquote>',
      'Ida Torvel',
    ],
    [
      'a figcaption',
      '<figure><blockquote>So it is.</blockquote><figcaption>Ida Torvel</figcaption></figure>',
      'Ida Torvel',
    ],
    ['its last line', '<blockquote><p>So it is.<br>— Ida Torvel</p></blockquote>', 'Ida Torvel'],
    [
      'the line after it',
      '<blockquote><p>So it is.</p></blockquote><p>– Ida Torvel, harbour master</p>',
      'Ida Torvel, harbour master',
    ],
    ['nothing', '<blockquote><p>So it is.</p></blockquote>', null],
  ])('has its speaker from %s', (_, html, speaker) => {
    expect(read(html)).toEqual([{ kind: 'quotation', lines: ['So it is.'], speaker }]);
  });

  it('is flow where it holds what is no quotation', () => {
    for (const inner of ['<h2>A</h2>b', '<p>a</p><ul><li>b</ul>', '<p>a<p>b<p>c<p>d<p>e<p>f']) {
      const kinds = read(`<blockquote>${inner}</blockquote>`).map(({ kind }) => kind);
      expect(kinds).not.toContain('quotation');
    }
  });
});

describe('a caption', () => {
  it.each([
    '<figure><img src=a><figcaption>The quay.</figcaption></figure>',
    '<div class="wp-caption"><img src=a><p class="wp-caption-text">The quay.</p></div>',
    '<div class="thumb"><div class="thumbinner"><img><div class="thumbcaption">The quay.</div></div></div>',
  ])('is kept: %s', (html) => {
    expect(read(html)).toEqual([{ kind: 'caption', text: 'The quay.' }]);
  });
});

describe('what is written as HTML in Markdown', () => {
  it('comes back as it is, block by block', () => {
    expect(
      read(`<table><caption>C</caption><thead><tr><th>A</th><th>B</th></tr></thead>
<tbody><tr><th scope="row">x</th><td rowspan="2">y</td></tr><tr><th scope="row">z</th></tr></tbody></table>
<dl><dt>T</dt><dt>U</dt><dd>m</dd><dd>n</dd></dl>
<figure><figcaption>cap</figcaption></figure>
<blockquote><p>Said.</p><p>More.</p><footer>Ida</footer></blockquote>`),
    ).toEqual([
      {
        kind: 'table',
        caption: 'C',
        headerRows: 1,
        rows: [
          [
            { text: 'A', isHeader: true },
            { text: 'B', isHeader: true },
          ],
          [
            { text: 'x', isHeader: true },
            { text: 'y', rows: 2 },
          ],
          [{ text: 'z', isHeader: true }],
        ],
      },
      { kind: 'definition', terms: ['T', 'U'], lines: ['m', 'n'] },
      { kind: 'caption', text: 'cap' },
      { kind: 'quotation', lines: ['Said.', 'More.'], speaker: 'Ida' },
    ]);
    expect(fragmentBlocks('<p>a</p>\n<p>b</p>', 7).map(({ line }) => line)).toEqual([7, 8]);
  });
});
