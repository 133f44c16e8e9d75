/** Markdown keeps its structure: each block is what its author made it, and no word of it goes unseen. */
import { describe, expect, it } from 'vitest';
import { draftBlocksOf } from '../../src/articles/block-text.ts';
import type { DraftBlock } from '../../src/articles/draft.ts';
import { readArticleFile } from '../../src/articles/read-article-file.ts';
import type { FileReading } from '../../src/model.ts';

const PROSE = 'The harbour of Kesp freezes in January, and nobody minds.';

async function read(markdown: string, file = 'a.md'): Promise<FileReading> {
  return readArticleFile(Buffer.from(markdown), file);
}

/** The blocks of a text without their lines. */
async function blocks(markdown: string, file?: string): Promise<Omit<DraftBlock, 'line'>[]> {
  const { articles } = await read(markdown, file);
  expect(articles).toHaveLength(1);
  return articles.flatMap(draftBlocksOf).map(({ line: _, ...block }) => block);
}

const paragraph = (text: string) => ({ kind: 'paragraph', text });
const item = (text: string, marker: string | null = null, depth = 0) => ({ text, depth, marker });

describe('tables', () => {
  it('keep their header, their cells and the caption beside them', async () => {
    const table = '| Plan | Price |\n|:--|--:|\n| Aster | 9.99 € |\n| Bryony | `a\\|b`<br>c |';
    const caption = 'Table 1: What *Kesp* pays';
    const expected = {
      kind: 'table',
      caption: 'Table 1: What Kesp pays',
      headerRows: 1,
      rows: [
        [
          { text: 'Plan', isHeader: true },
          { text: 'Price', isHeader: true },
        ],
        [{ text: 'Aster' }, { text: '9.99 €' }],
        [{ text: 'Bryony' }, { text: 'a|b c' }],
      ],
    };
    expect(await blocks(`${table}\n\n_${caption}_\n`)).toEqual([expected]);
    expect(await blocks(`**Table 1: What _Kesp_ pays**\n\n${table}\n`)).toEqual([expected]);
    expect(await blocks(`${table}\n\nTable: Table 1: What Kesp pays\n`)).toEqual([expected]);
    expect(await blocks(`${table}\n\n: Table 1: What Kesp pays\n`)).toEqual([expected]);
    expect(await blocks(table)).toEqual([{ ...expected, caption: null }]);
  });

  it('without a header have none, and two take each their own caption', async () => {
    const table = (text: string) => `|  |  |\n|--|--|\n| ${text} | 1 |`;
    const expected = (text: string, caption: string | null) => ({
      ...{ kind: 'table', caption, headerRows: 0 },
      rows: [[{ text }, { text: '1' }]],
    });
    expect(await blocks(table('a'))).toEqual([expected('a', null)]);
    expect(await blocks(`${table('a')}\n\n*One*\n\n${table('b')}\n\n*Two*\n`)).toEqual([
      expected('a', 'One'),
      expected('b', 'Two'),
    ]);
  });
});

describe('code', () => {
  it('keeps its lines, its spaces and its language', async () => {
    const code = 'curl x | sh\n\n\ty = "`"   \n  z';
    expect(await blocks(`\`\`\`sh\n\n${code}\n\n\`\`\`\n\n~~~~ {.python #id}\nx\n~~~~\n`)).toEqual([
      { kind: 'code', text: code, language: 'sh' },
      { kind: 'code', text: 'x', language: 'python' },
    ]);
    expect(await blocks(`${PROSE}\n\n    indented\n      more\n`)).toEqual([
      paragraph(PROSE),
      { kind: 'code', text: 'indented\n  more', language: null },
    ]);
  });

  it('shows the title that a site puts above it', async () => {
    expect(await blocks('```py title="hello.py" linenums="1"\nprint(1)\n```\n')).toEqual([
      { kind: 'caption', text: 'hello.py', isApart: true },
      { kind: 'code', text: 'print(1)', language: 'py' },
    ]);
  });

  it('may hold as many marks as it likes', async () => {
    const code = Array.from({ length: 200 }, () => 'a[*] = b[_] && c').join('\n');
    const { warnings } = await read(`Run this:\n\n\`\`\`\n${code}\n\`\`\`\n`);
    expect(warnings).toEqual([]);
  });
});

it('is read as Markdown below a long rule', async () => {
  const { warnings } = await read(`Title\n${'-'.repeat(80)}\n\n${PROSE}\n\n${'*'.repeat(80)}\n`);
  expect(warnings).toEqual([]);
});

describe('lists', () => {
  it('keep numbers, depth, boxes and the paragraphs of an item', async () => {
    const text =
      'Bring for the weekend:\n\n- a **tent**\n- food\n  1. bread\n  2. salt\n- [x] a stove\n- [ ] gas\n\n  two bottles\n';
    expect(await blocks(text)).toEqual([
      {
        kind: 'list',
        leadIn: 'Bring for the weekend:',
        items: [
          ...[item('a tent'), item('food'), item('bread', '1.', 1), item('salt', '2.', 1)],
          ...[item('a stove', '☑'), item('gas', '☐'), item('two bottles', '')],
        ],
      },
    ]);
  });

  it('go on after code that stands in an item', async () => {
    expect(await blocks('4) Install:\n\n   ```sh\n   npm ci\n   ```\n\n5) Start it.\n')).toEqual([
      { kind: 'list', leadIn: null, items: [item('Install:', '4)')], isApart: true },
      { kind: 'code', text: 'npm ci', language: 'sh' },
      { kind: 'list', leadIn: null, items: [item('Start it.', '5)')] },
    ]);
  });

  it('count where all numbers are the same', async () => {
    const [list] = await blocks('1. a\n1. b\n1. c\n');
    expect(list).toMatchObject({ items: [{ marker: '1.' }, { marker: '2.' }, { marker: '3.' }] });
  });
});

describe('quotations and definitions', () => {
  it('keep the speaker, inside of the quote or below it', async () => {
    const spoken = { kind: 'quotation', lines: ['I never lie.'], speaker: 'Ida Torvel, mayor' };
    expect(await blocks('> I never lie.\n> — Ida Torvel, mayor\n')).toEqual([spoken]);
    expect(await blocks('> I never lie.\n>\n> -- *Ida Torvel*, mayor\n')).toEqual([spoken]);
    expect(await blocks('> I never lie.\n\n— Ida Torvel, mayor\n')).toEqual([spoken]);
  });

  it('name nobody in a dialogue, and are flow where other blocks are in them', async () => {
    expect(await blocks('> — Come in.\n>\n> — Why\n')).toMatchObject([
      { kind: 'quotation', speaker: null },
    ]);
    expect(await blocks(`> ${PROSE}\n>\n> - a\n`)).toEqual([
      paragraph(PROSE),
      { kind: 'list', leadIn: null, items: [item('a')] },
    ]);
  });

  it('keep the term with what it means', async () => {
    expect(
      await blocks('Term\n*Other*\n:   One.\n\n    More.\n: Two.\n\nNext\n\n: Three.\n'),
    ).toEqual([
      { kind: 'definition', terms: ['Term', 'Other'], lines: ['One.', 'More.', 'Two.'] },
      { kind: 'definition', terms: ['Next'], lines: ['Three.'] },
    ]);
    expect(await blocks(`${PROSE}\n: no term.\n`)).toEqual([
      paragraph(PROSE),
      paragraph(': no term.'),
    ]);
  });
});

describe('what stands beside', () => {
  it('captions pictures by an emphasised line or a title', async () => {
    const caption = (text: string) => ({ kind: 'caption', text, isApart: true });
    const text = `${PROSE}\n\n![map](a.png)\n\n*A map of Kesp*\n\n![map](b.png)\n*Another*\n\n![x](c.png "A third")\n`;
    expect(await blocks(text)).toEqual([
      paragraph(PROSE),
      ...['A map of Kesp', 'Another', 'A third'].map(caption),
    ]);
  });

  it('puts footnotes behind what refers to them', async () => {
    const note = 'The survey covered a thousand households in the month of May.';
    const text = `First[^a] and[^b].\n\nSecond.\n\n[^a]: ${note}\n\n    - a list\n\n[^b]: Smith 2004, p. 3\n\n[^c]: Nobody refers to this one.\n`;
    expect(await blocks(text)).toEqual([
      paragraph('First and.'),
      paragraph(note),
      { kind: 'list', leadIn: null, items: [item('a list')] },
      { ...paragraph('Smith 2004, p. 3'), isApart: true },
      paragraph('Second.'),
      paragraph('Nobody refers to this one.'),
    ]);
  });

  it('reads HTML as what it is, over blank lines too', async () => {
    const text = `${PROSE}\n\n<table>\n<tr><th>A</th><th>B</th></tr>\n\n    <tr><td>1</td><td>2</td></tr>\n\n</table>\n\n<dl><dt>T</dt><dd>D.</dd></dl>\n`;
    expect(await blocks(text)).toMatchObject([
      paragraph(PROSE),
      {
        kind: 'table',
        headerRows: 1,
        rows: [
          [{ text: 'A' }, { text: 'B' }],
          [{ text: '1' }, { text: '2' }],
        ],
      },
      { kind: 'definition', terms: ['T'], lines: ['D.'] },
    ]);
  });
});

describe('boxes', () => {
  const inside = [
    { kind: 'heading', text: 'Mind the ice', depth: 3 },
    paragraph('It is thin.'),
    { kind: 'list', leadIn: null, items: [item('very')] },
  ];
  const text = (box: string) =>
    `# T\n\n${PROSE}\n\n## Winter\n\nIt is cold.\n\n${box}\n\nAfter it all.\n`;
  const expected = [
    paragraph(PROSE),
    { kind: 'heading', text: 'Winter', depth: 2 },
    paragraph('It is cold.'),
    ...inside,
    { ...paragraph('After it all.'), section: 'Winter' },
  ];

  it.each([
    ['Obsidian', '> [!warning]- Mind the *ice*\n> It is thin.\n>\n> - very'],
    ['MkDocs', '!!! warning "Mind the *ice*"\n\n    It is thin.\n\n    - very'],
    ['MkDocs, folded', '???+ note inline end "Mind the ice"\n    It is thin.\n\n    - very'],
    ['MkDocs, a tab', '=== "Mind the ice"\n\n    It is thin.\n\n    - very'],
    ['Docusaurus', ':::warning Mind the ice\n\nIt is thin.\n\n- very\n\n:::'],
    ['Docusaurus, newer', '::::tip[Mind the *ice*]{.x}\nIt is thin.\n- very\n::::'],
    [
      'Docusaurus, a tab',
      '<Tabs>\n<TabItem value="i" label="Mind the ice">\n\nIt is thin.\n\n- very\n\n</TabItem>\n</Tabs>',
    ],
    [
      'a component',
      '<Admonition type="tip" title="Mind the ice">\nIt is thin.\n- very\n</Admonition>',
    ],
    [
      'HTML',
      '<details>\n<summary>Mind the <b>ice</b></summary>\n\nIt is thin.\n\n- very\n\n</details>',
    ],
  ])('keep their title as section, and what follows stands where it stood: %s', async (_, box) => {
    expect(await blocks(text(box))).toEqual(expected);
  });

  it('nest, and end with what they stand in', async () => {
    const nested = `!!! note "Outer"\n    One.\n\n    !!! tip "Inner"\n        Two.\n\n    Three.\n\nFour.\n`;
    expect(await blocks(nested)).toEqual([
      { kind: 'heading', text: 'Outer', depth: 2 },
      paragraph('One.'),
      { kind: 'heading', text: 'Inner', depth: 3 },
      paragraph('Two.'),
      { ...paragraph('Three.'), section: 'Outer' },
      { ...paragraph('Four.'), section: null },
    ]);
  });

  it('without a title only say what they are', async () => {
    for (const box of [
      '> [!WARNING]\n> It is thin.',
      '!!! warning\n    It is thin.',
      ':::warning\nIt is thin.\n:::',
    ]) {
      expect(await blocks(text(box))).toEqual([
        ...expected.slice(0, 3),
        { ...paragraph('Warning'), isApart: true },
        paragraph('It is thin.'),
        paragraph('After it all.'),
      ]);
    }
    expect(await blocks('!!! wow\n\n??? what\n')).toEqual([
      paragraph('!!! wow'),
      paragraph('??? what'),
    ]);
  });
});

describe('marks of dialects', () => {
  it('show what readers see, and list what they do not', async () => {
    const { articles, dropped } = await read(
      [
        'See [[folder/Kesp.md|the town]], [[Kesp#Ice]] and [[#Harbour]]. ==It is **cold**.== ^a1b2c3',
        'Heading {#anchor}\n---\n\nBy [link](https://a.example){ .button } it goes on.',
        'Hidden %%a note%% here, ![[map.png|300]], {{< ref "x" >}} and {% include y %} {/* no */}.',
        '%%\nprivate\n\nmore of it\n%%',
        '```dataview\nLIST FROM #x\n```',
        '#ice #winter/cold',
      ].join('\n\n'),
    );
    expect(
      articles.flatMap(draftBlocksOf).map((block) => ('text' in block ? block.text : '')),
    ).toEqual([
      'See the town, Kesp > Ice and Harbour. It is cold.',
      'Heading',
      'By link it goes on.',
      'Hidden here, , and .',
      '#ice #winter/cold',
    ]);
    expect(articles[0]?.blocks.at(-1)?.isApart).toBe(true);
    expect(dropped.map(({ line, text, reason }) => [line, text, reason.key])).toEqual([
      [8, '%%a note%%', 'privateNote'],
      [8, 'map.png|300', 'embedded'],
      [8, '{{< ref "x" >}}', 'siteMarkup'],
      [8, '{% include y %}', 'siteMarkup'],
      [8, '{/* no */}', 'privateNote'],
      [10, '%%', 'privateNote'],
      [11, 'private', 'privateNote'],
      [13, 'more of it', 'privateNote'],
      [14, '%%', 'privateNote'],
      [17, 'LIST FROM #x', 'noteQuery'],
    ]);
  });

  it('leave out what only a program of a site reads', async () => {
    const { articles, dropped } = await read(
      `import Tabs from '@theme/Tabs';\nimport {\n  a,\n} from "./b"\n\nexport const x = 1;\n\n${PROSE}\n\n<Chart data={[1, 2]} />\n\n[TOC]\n\n--8<-- "part.md"\n`,
      'a.mdx',
    );
    expect(articles[0]?.text).toBe(PROSE);
    expect(dropped.map(({ reason }) => reason.key)).toEqual([
      ...Array.from({ length: 5 }, () => 'siteMarkup'),
      ...['siteMarkup', 'contentsList', 'siteMarkup'],
    ]);
  });

  it('mean nothing in code, escaped, or in what anybody may write', async () => {
    const code = '[[a|b]] %%c%% ==d== {{< e >}} {% f %} ![[g]] ^abc1';
    const fenced = `!!! note "x"\n    y\n:::tip z\n%%\n${code}\n> [!note] w\n%%`;
    expect(
      await blocks(`A: \`${code}\`.\n\n\`\`\`\n${fenced}\n\`\`\`\n\n    %%\n    ${code}\n    %%\n`),
    ).toEqual([
      paragraph(`A: ${code}.`),
      { kind: 'code', text: fenced, language: null },
      { kind: 'code', text: `%%\n${code}\n%%`, language: null },
    ]);
    const plain = [
      'Up 50%% and down 20%% since a == b and c == d; 10 ^2 is {x: 1}, ratio 3:1.',
      'if [[ -f x ]]; then Use {{ name }} as it is.',
      'import duties rose, and export of fish fell.',
      'At 12:30 :smile: she said: no.',
      'See [[1]](https://a.example).',
    ];
    expect(await blocks(plain.join('\n\n'))).toEqual([
      ...plain.slice(0, 4).map(paragraph),
      paragraph('See [1].'),
    ]);
    expect(await blocks('\\[[a|b]] \\%%c%% \\==d== \\{% e %}\n')).toEqual([
      paragraph('[[a|b]] %%c%% ==d== {% e %}'),
    ]);
  });

  it('highlight code for Jekyll and Hugo', async () => {
    const expected = [{ kind: 'code', text: 'puts 1', language: 'ruby' }];
    expect(await blocks('{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\n')).toEqual(
      expected,
    );
    expect(await blocks('{{< highlight ruby >}}\nputs 1\n{{< /highlight >}}\n')).toEqual(expected);
  });
});

describe('front matter', () => {
  const about = async (front: string) => {
    const { articles, warnings } = await read(`${front}\n\n${PROSE}\n`);
    const [{ title, author, published, url }] = articles as [(typeof articles)[number]];
    return { title, author, published, url, warnings: warnings.length };
  };

  it('is read as Hugo, Docusaurus and Obsidian write it', async () => {
    expect(
      await about(
        '+++\ntitle = "Ice"\ndate = 2024-03-04T10:00:00Z\nauthors = ["Ida", "Odd"]\n[params]\nx = 1\n+++',
      ),
    ).toEqual({
      title: 'Ice',
      author: 'Ida, Odd',
      published: '2024-03-04',
      url: null,
      warnings: 0,
    });
    expect(
      await about(
        '---\ntitle: Ice\nauthors:\n  - name: Ida\n    title: Mayor\n  - odd\ntags: [a]\nslug: /ice\nsidebar_label: I\ndescription: D\n---',
      ),
    ).toEqual({ title: 'Ice', author: 'Ida, odd', published: null, url: null, warnings: 0 });
    expect(
      await about(
        '---\naliases: [Frost]\nauthor:\n  - "[[Ida Torvel]]"\nsource: https://kesp.example/ice\npublished: 2024-03-04\n---\n# Ice',
      ),
    ).toEqual({
      title: 'Ice',
      author: 'Ida Torvel',
      published: '2024-03-04',
      url: 'https://kesp.example/ice',
      warnings: 0,
    });
    expect((await about('+++\ntitle = \n+++')).warnings).toBe(1);
  });

  it.each(['draft: true', 'published: false', 'publish: "false"', 'Draft: "yes"'])(
    'keeps what is not for readers from them: %s',
    async (flag) => {
      await expect(read(`---\ntitle: Ice\n${flag}\n---\n\n${PROSE}\n`)).rejects.toMatchObject({
        key: 'notIndexed',
        facts: { reason: { key: 'draft' } },
      });
      await expect(read(`+++\ndraft = true\n+++\n\n${PROSE}\n`)).rejects.toThrow();
    },
  );

  it('keeps nothing from them that is published', async () => {
    for (const flag of [
      'draft: false',
      'published: true',
      'publish: yes',
      'published: 2024-01-01',
    ]) {
      expect((await read(`---\n${flag}\n---\n\n${PROSE}\n`)).warnings).toEqual([]);
    }
  });
});
