/** Files of every format, damaged as transfers, editors and people with bad intentions damage them. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';
import { makePdf } from '../support/pdf.ts';
import type { Random } from './random.ts';

/** A file as it is sent. */
export interface MutatedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What readers trip over. */
const PIECES: readonly string[] = [
  ...[
    '<!---->',
    '[[[[',
    ':a:a',
    '((((',
    '> > > >',
    '- - - -',
    '&#x41;',
    '“„',
    '```',
    '| a | b |\n',
  ],
  ...['---\n', '---js\n', '\ufeff', '\0', '\u0301'.repeat(40), '\u202e', '\u2028', '\r', '\ud800'],
  ...['<table><tr><td>', '</p>', '<script>', '<svg>', '<![CDATA[', '<?xml ?>', '<!doctype html>'],
  ...[
    '# ',
    '\n\n',
    '  \n',
    '\t',
    '[a](',
    '![](',
    '](x)',
    '*',
    '_',
    '~~',
    '\\',
    '0',
    '. ',
    'a'.repeat(500),
  ],
  ...['%PDF-1.7', 'endobj', 'stream\n', '/Length 99999999', '/Kids[2 0 R]', '<<', '>>', '(((('],
  ...['title: [', 'url: javascript:x', '&a', '*a', '? ', '- : '],
];
/** Copies of one piece: enough to hurt what is not linear. */
const MANY = 2_000;
const LONGEST = 400_000;

/** What is damaged: our own articles and fixtures as every format. */
export async function wholeFiles(): Promise<MutatedFile[]> {
  const root = projectRoot();
  const folders = ['articles', join('tests', 'fixtures', 'articles', 'dumps')];
  const files: MutatedFile[] = [];
  for (const folder of folders) {
    for (const name of (await readdir(join(root, folder))).sort()) {
      if (!/\.(?:md|txt)$/.test(name)) continue;
      files.push({ name, bytes: new Uint8Array(await readFile(join(root, folder, name))) });
    }
  }
  const pages = files.slice(0, 6).map(({ name, bytes }) => {
    const paragraphs = Buffer.from(bytes).toString('utf8').split('\n\n');
    const body = paragraphs.map((text) => `<p>${text.replaceAll('<', '&lt;')}</p>`).join('\n');
    const html = `<!doctype html><html><head><title>${name}</title></head><body><nav><a href="/">x</a></nav><article><h1>${name}</h1>${body}</article></body></html>`;
    return { name: `${name}.html`, bytes: new TextEncoder().encode(html) };
  });
  const pdf = makePdf(
    [1, 2, 3].map((page) =>
      Array.from({ length: 30 }, (_, i) => ({
        text: `Line ${i} of page ${page} tells of the ferry and of its keeper.`,
        x: 72,
        y: 760 - 20 * i,
      })),
    ),
  );
  return [...files, ...pages, { name: 'ferry.pdf', bytes: pdf }];
}

/** One file of `whole`, damaged in one to four ways. */
export function mutate(whole: readonly MutatedFile[], random: Random): MutatedFile {
  const source = random.of(whole);
  let bytes = Buffer.from(source.bytes);
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = random.below(bytes.length + 1);
    const to = Math.min(bytes.length, at + random.below(2_000));
    const piece = Buffer.from(random.of(PIECES));
    switch (random.below(7)) {
      case 0:
        for (let n = 1 + random.below(40); n > 0 && bytes.length > 0; n--) {
          bytes[random.below(bytes.length)] = random.below(256);
        }
        break;
      case 1:
        bytes = bytes.subarray(0, at);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
        break;
      case 5: {
        const many = Buffer.alloc(piece.length * (1 + random.below(MANY)), piece);
        bytes = Buffer.concat([bytes.subarray(0, at), many, bytes.subarray(at)]);
        break;
      }
      default: {
        const other = Buffer.from(random.of(whole).bytes);
        bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(random.below(other.length))]);
      }
    }
    bytes = Buffer.from(bytes.subarray(0, LONGEST));
  }
  // Also under a name of another format.
  const name = random.below(10) === 0 ? random.of(whole).name : source.name;
  return { name, bytes: new Uint8Array(bytes) };
}
