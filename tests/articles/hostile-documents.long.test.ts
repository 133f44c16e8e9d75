import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArticleFile } from '../../src/articles/read-article-file.ts';
import { MAX_UNPACKED } from '../../src/articles/zip.ts';
import { projectRoot } from '../../src/project-root.ts';
import { refusedWords } from '../support/refusals.ts';
import { makeZip, type ZipPart } from '../support/zip.ts';

const FOLDER = join(projectRoot(), 'tests', 'fixtures', 'formats');
const MB = 1024 * 1024;

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const document = (body: string) =>
  `<?xml version="1.0"?><w:document ${WORD}><w:body>${body}</w:body></w:document>`;
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const RELATIONS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';

const docx = (xml: string, ...more: ZipPart[]) =>
  makeZip([
    { name: '[Content_Types].xml', content: TYPES },
    { name: '_rels/.rels', content: RELATIONS },
    { name: 'word/document.xml', content: xml },
    ...more,
  ]);

const odt = (xml: string, ...more: ZipPart[]) =>
  makeZip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
    { name: 'content.xml', content: xml },
    ...more,
  ]);

const epub = (...more: ZipPart[]) =>
  makeZip([
    { name: 'mimetype', content: 'application/epub+zip' },
    {
      name: 'META-INF/container.xml',
      content: '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>',
    },
    {
      name: 'book.opf',
      content:
        '<package xmlns:dc="d"><metadata><dc:title>A book</dc:title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    },
    ...more,
  ]);

const PAGE = {
  name: 'a.xhtml',
  content: '<html><body><p>The only page of the book.</p></body></html>',
};

const GOOD = docx(document(paragraph('One line that is read.')));

describe('documents made for tests', () => {
  it('are read where nothing is wrong with them', async () => {
    const texts = await Promise.all(
      [
        [GOOD, 'a.docx'],
        [
          odt(
            '<office:document-content><office:body><office:text><text:p>One line that is read.</text:p></office:text></office:body></office:document-content>',
          ),
          'a.odt',
        ],
        [
          epub({ ...PAGE, content: '<html><body><p>One line that is read.</p></body></html>' }),
          'a.epub',
        ],
      ].map(async ([bytes, file]) => readArticleFile(bytes as Buffer, file as string)),
    );
    for (const { articles } of texts) expect(articles[0]?.text).toBe('One line that is read.');
  });
});

describe('archives that are hostile', () => {
  const zeros = Buffer.alloc(MAX_UNPACKED + MB, 0x20);

  it.each<[string, Buffer, string, RegExp]>([
    [
      'unpacks to too much',
      docx(`${document(paragraph('x'))}${zeros.toString('latin1')}`),
      'a.docx',
      /unpacks to more/,
    ],
    [
      'unpacks to too much in several parts',
      epub(PAGE, { name: 'META-INF/encryption.xml', content: zeros }),
      'a.epub',
      /unpacks to more/,
    ],
    [
      'unpacks to more than it says',
      docx('', { name: 'word/styles.xml', content: zeros, claimed: 100 }),
      'a.docx',
      /damaged|unpacks to more/,
    ],
    [
      'names a part outside of it',
      docx(document(paragraph('x')), { name: '../../etc/x', content: 'x' }),
      'a.docx',
      /damaged/,
    ],
    [
      'names a part from the root',
      docx(document(paragraph('x')), { name: '/etc/x', content: 'x' }),
      'a.docx',
      /damaged/,
    ],
    [
      'names a part twice',
      docx(document(paragraph('x')), { name: 'word/document.xml', content: 'y' }),
      'a.docx',
      /damaged/,
    ],
    ['breaks off', GOOD.subarray(0, GOOD.length - 60), 'a.docx', /damaged/],
    [
      'is empty of what it should hold',
      makeZip([{ name: 'a.txt', content: 'x' }]),
      'a.odt',
      /damaged/,
    ],
    [
      'has an encrypted part',
      docx(document(''), { name: 'word/styles.xml', content: 'x', isEncrypted: true }),
      'a.docx',
      /encrypted/,
    ],
    [
      'is an encrypted book',
      epub(PAGE, {
        name: 'META-INF/encryption.xml',
        content:
          '<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></EncryptedData></encryption>',
      }),
      'a.epub',
      /encrypted/,
    ],
    [
      'is an encrypted text',
      odt('\u0000', {
        name: 'META-INF/manifest.xml',
        content: '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
      }),
      'a.odt',
      /encrypted/,
    ],
    ['is none', Buffer.from('only text'), 'a.docx', /damaged, or not what its name says/],
  ])('one that %s is refused in a sentence', async (_, bytes, file, words) => {
    expect(await refusedWords(readArticleFile(bytes, file))).toMatch(words);
  });

  it('an encrypted Word document, and one of the old kind, are told apart', async () => {
    const compound = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(2_000),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await refusedWords(readArticleFile(compound, 'a.docx'))).toContain(
      'encrypted with a password',
    );
    expect(await refusedWords(readArticleFile(compound.subarray(0, 900), 'a.docx'))).toContain(
      'old Office document',
    );
  });

  it('pictures do not count, and are not unpacked', async () => {
    const photo = { name: 'word/media/image1.png', content: zeros };
    const { articles } = await readArticleFile(
      docx(document(paragraph('Text beside photographs.')), photo),
      'a.docx',
    );
    expect(articles[0]?.text).toBe('Text beside photographs.');
  });
});

describe('XML that is hostile', () => {
  const entities =
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>';

  it.each([
    ['declares entities', entities],
    ['asks for a file', '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
  ])('that %s is refused, in a document of each kind', async (_, doctype) => {
    const word = document(paragraph('&a;')).replace('?>', `?>${doctype}`);
    const open = `${doctype}<office:document-content><office:body><office:text><text:p>&a;</text:p></office:text></office:body></office:document-content>`;
    const container = epub(PAGE, {
      name: 'META-INF/encryption.xml',
      content: `${doctype}<encryption>&a;</encryption>`,
    });
    for (const [bytes, file] of [
      [docx(word), 'a.docx'],
      [odt(open), 'a.odt'],
      [container, 'a.epub'],
    ] as const) {
      expect(await refusedWords(readArticleFile(bytes, file))).toContain('could not be parsed');
    }
  });

  it('that nests without end is refused', async () => {
    const deep = `${'<w:sdt><w:sdtContent>'.repeat(50_000)}`;
    expect(await refusedWords(readArticleFile(docx(document(deep)), 'a.docx'))).toContain(
      'could not be parsed',
    );
    const spans = `<office:body><office:text><text:p>${'<text:span>'.repeat(50_000)}</text:p>`;
    expect(await refusedWords(readArticleFile(odt(spans), 'a.odt'))).toContain(
      'could not be parsed',
    );
  });
});

describe('what a document hides', () => {
  it('goes by the run, the style and the paragraph, however much of it there is', async () => {
    const hidden =
      '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>A line that stays.</w:t></w:r></w:p>';
    const contents =
      '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Chapter 1 … 3</w:t></w:r></w:p>';
    const styles = `<w:styles ${WORD}><w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`;
    const bytes = docx(document(contents + hidden.repeat(5_000)), {
      name: 'word/styles.xml',
      content: styles,
    });
    const { articles, dropped } = await readArticleFile(bytes, 'a.docx');
    expect(new Set(articles[0]?.text.split('\n\n'))).toEqual(new Set(['A line that stays.']));
    const count = (key: string) => dropped.filter(({ reason }) => reason.key === key).length;
    expect([count('trackedDeletion'), count('hiddenText'), count('contentsList')]).toEqual([
      5_000, 10_000, 1,
    ]);
  });
});

describe('what a document brings along', () => {
  it('stays where it is: links to elsewhere are not followed, and no style map of its own counts', async () => {
    const xml = document(
      `${paragraph('The only line.')}<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
    );
    const bytes = docx(
      xml,
      { name: 'word/vbaProject.bin', content: 'macro' },
      { name: 'mammoth/style-map', content: 'p => script' },
      {
        name: 'word/_rels/document.xml.rels',
        content:
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
      },
    );
    expect((await readArticleFile(bytes, 'a.docx')).articles[0]?.text).toBe('The only line.');
  });
});

describe('documents that are damaged anywhere', () => {
  it.each(['harbour.docx', 'harbour.odt', 'harbour.epub', 'harbour.rtf', 'print.pdf'])(
    'are read or refused by name: %s',
    async (file) => {
      const whole = readFileSync(join(FOLDER, file));
      for (let i = 1; i < 12; i += 1) {
        const bytes = Buffer.from(whole);
        const at = Math.floor((bytes.length * i) / 12);
        bytes.fill(0x41, at, at + 40);
        const cut = whole.subarray(0, at);
        for (const each of [bytes, cut]) {
          const words = await readArticleFile(each, file).then(
            ({ articles }) => (articles[0]?.text ? '' : 'no text'),
            async (error) => refusedWords(() => Promise.reject(error)),
          );
          expect(words).toMatch(/^$|was not indexed/);
        }
      }
    },
  );
});
