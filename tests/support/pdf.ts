/** PDFs for tests, written byte by byte: pages of lines at places, nothing compressed. */

/** A line of text on a page; points from the lower left corner. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  /** Written upwards. */
  readonly turned?: boolean;
}

/** What a PDF says of itself, and how it is locked. */
export interface PdfOptions {
  readonly info?: Readonly<Record<string, string>>;
  /** Needs a password that nobody has. */
  readonly encrypted?: boolean;
}

function inString(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}

function content(lines: readonly PlacedText[]): string {
  const shown = lines.map(({ text, x, y, size = 11, turned = false }) => {
    const matrix = turned ? `0 1 -1 0 ${x} ${y}` : `1 0 0 1 ${x} ${y}`;
    return `/F1 ${size} Tf ${matrix} Tm (${inString(text)}) Tj`;
  });
  return `BT\n${shown.join('\n')}\nET`;
}

/** A PDF of the given pages, in WinAnsi Helvetica. */
export function makePdf(
  pages: readonly (readonly PlacedText[])[],
  { info = {}, encrypted = false }: PdfOptions = {},
): Uint8Array {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  add('<</Type/Catalog/Pages 2 0 R>>');
  add(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`);
  add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
  pages.forEach((lines, i) => {
    const font = '/Resources<</Font<</F1 3 0 R>>>>';
    add(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${5 + 2 * i} 0 R${font}>>`);
    const stream = content(lines);
    add(`<</Length ${Buffer.byteLength(stream, 'latin1')}>>\nstream\n${stream}\nendstream`);
  });
  const entries = Object.entries(info).map(([key, value]) => `/${key}(${inString(value)})`);
  add(`<<${entries.join('')}>>`);
  const locks = '41'.repeat(32);
  if (encrypted) add(`<</Filter/Standard/V 1/R 2/O<${locks}>/U<${locks}>/P -4>>`);

  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const infoAt = objects.length - (encrypted ? 1 : 0);
  const lock = encrypted ? `/Encrypt ${objects.length} 0 R/ID[<41><41>]` : '';
  const trailer = `<</Size ${objects.length + 1}/Root 1 0 R/Info ${infoAt} 0 R${lock}>>`;
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  return Buffer.from(
    `${file}${end}trailer\n${trailer}\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  );
}

/** A page of running text: lines one below the other, `''` for the gap between paragraphs. */
export function textPage(lines: readonly string[], top = 740): PlacedText[] {
  return lines.flatMap((text, i) => (text === '' ? [] : [{ text, x: 72, y: top - 14 * i }]));
}
