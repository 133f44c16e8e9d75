/** Files of every format for measuring how fast they are read: those of the corpus, each with text of its own. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import JSZip from 'jszip';
import { randomNumbers, sentencesOf } from './corpus.ts';

/** Words of generated text on average; with those of the corpus an article has some 800. */
const WORDS = 640;
const WORDS_A_PARAGRAPH = 90;

/** Of a hundred files, as communities have them: most are pages and Markdown, a tenth is PDF, DOCX or EPUB. */
const SHARES: readonly (readonly [ending: string, share: number])[] = [
  ['.md', 34],
  ['.html', 38],
  ['.txt', 10],
  ['.adoc', 2],
  ['.rst', 2],
  ['.rtf', 2],
  ['.odt', 2],
  ['.pdf', 4],
  ['.docx', 4],
  ['.epub', 2],
];

/** What text is put into: the part of an archive, and what it is put before there. */
const PLACES: Readonly<Record<string, readonly [part: RegExp | null, before: RegExp]>> = {
  '.html': [null, /<\/article>|<\/main>|<\/body>/i],
  '.rtf': [null, /\}\s*$/],
  '.docx': [/^word\/document\.xml$/, /<w:sectPr|<\/w:body>/],
  '.odt': [/^content\.xml$/, /<\/office:text>/],
  '.epub': [/ch001\.xhtml$/, /<\/body>/],
};

/** A paragraph as a format writes it. */
const WRITTEN: Readonly<Record<string, (text: string) => string>> = {
  '.html': (text) => `<p>${escaped(text)}</p>\n`,
  '.rtf': (text) => `\\par \\pard ${escapedRtf(text)}\n`,
  '.docx': (text) => `<w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`,
  '.odt': (text) => `<text:p>${escaped(text)}</text:p>`,
  '.epub': (text) => `<p>${escaped(text)}</p>`,
};

/**
 * Writes so many files, each of some 800 words.
 * @param root the project's folder: text of its sample articles goes into files of its corpus.
 * @throws where the corpus is not there.
 */
export async function writeMixedFiles(root: string, target: string, count: number): Promise<void> {
  const corpus = join(root, 'tests/fixtures/corpus/articles');
  const names = (await readdir(corpus, { recursive: true })).sort();
  const bytes = new Map<string, Buffer>();
  for (const name of names.filter((each) => extname(each) !== '')) {
    bytes.set(name, await readFile(join(corpus, name)));
  }
  const endings = SHARES.flatMap(([ending, share]) => new Array<string>(share).fill(ending));
  const sentences = await sentencesOf(join(root, 'articles'));
  const random = randomNumbers(1);
  await mkdir(target, { recursive: true });
  for (let i = 0; i < count; i += 1) {
    // In steps that have no factor in common with a hundred: formats take turns.
    const ending = endings[(i * 37) % endings.length] as string;
    const like = [...bytes.keys()].filter((name) => extname(name) === ending);
    const words = WORDS / 2 + random(WORDS);
    const paragraphs = paragraphsOf(sentences, random, words);
    const source = bytes.get(like[random(like.length)] as string);
    const name = `mixed-${String(i).padStart(4, '0')}${ending}`;
    await writeFile(join(target, name), await withText(ending, source, paragraphs));
  }
}

function paragraphsOf(
  sentences: readonly string[],
  random: (below: number) => number,
  words: number,
): string[] {
  const paragraphs: string[] = [];
  for (let written = 0; written < words; ) {
    let paragraph = '';
    let own = 0;
    while (own < WORDS_A_PARAGRAPH) {
      const sentence = sentences[random(sentences.length)] as string;
      paragraph += paragraph === '' ? sentence : ` ${sentence}`;
      own += sentence.split(' ').length;
    }
    paragraphs.push(paragraph);
    written += own;
  }
  return paragraphs;
}

async function withText(
  ending: string,
  source: Buffer | undefined,
  paragraphs: readonly string[],
): Promise<Buffer | string> {
  if (ending === '.pdf') return pdfOf(paragraphs);
  if (source === undefined) throw new Error(`The corpus has no ${ending}.`);
  const [part, before] = PLACES[ending] ?? [null, /$/];
  const write = WRITTEN[ending] ?? ((text: string) => `\n\n${text}\n`);
  const added = paragraphs.map(write).join('');
  const put = (text: string) => text.replace(before, (end) => added + end);
  if (part === null) return put(source.toString('utf8'));
  const archive = await JSZip.loadAsync(source);
  const name = Object.keys(archive.files).find((each) => part.test(each));
  const file = name === undefined ? null : archive.file(name);
  if (name === undefined || file === null) throw new Error(`A ${ending} without its text.`);
  archive.file(name, put(await file.async('string')));
  return archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function escapedRtf(text: string): string {
  return text
    .replace(/[\\{}]/g, '\\$&')
    .replace(/[^\x20-\x7e]/gu, (letter) => `\\u${letter.charCodeAt(0)}?`);
}

const LETTERS_A_LINE = 85;
const LINES_A_PAGE = 50;

/** A PDF of pages of lines, in WinAnsi Helvetica. */
function pdfOf(paragraphs: readonly string[]): Buffer {
  const lines = paragraphs.flatMap((paragraph) => [...wrapped(paragraph), '']);
  const pages: string[][] = [];
  for (let at = 0; at < lines.length; at += LINES_A_PAGE) {
    pages.push(lines.slice(at, at + LINES_A_PAGE));
  }
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...pages.flatMap((page, i) => {
      const drawn = page.map((line, row) => `1 0 0 1 60 ${780 - row * 14} Tm (${line}) Tj`);
      const stream = `BT\n/F1 11 Tf\n${drawn.join('\n')}\nET`;
      const font = '/Resources<</Font<</F1 3 0 R>>>>';
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${5 + 2 * i} 0 R${font}>>`,
        `<</Length ${Buffer.byteLength(stream, 'latin1')}>>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>`;
  return Buffer.from(`${file}${end}\nstartxref\n${file.length}\n%%EOF\n`, 'latin1');
}

function wrapped(paragraph: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph
    .replace(/[^\x20-\x7e]/g, "'")
    .replace(/[\\()]/g, '\\$&')
    .split(' ')) {
    if (line !== '' && line.length + word.length > LETTERS_A_LINE) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
