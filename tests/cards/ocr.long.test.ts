/** Cards are read back by a machine (Tesseract): what stands on them is there to be read. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../../src/cards/card-content.ts';
import { type DrawingBoard, drawCard } from '../../src/cards/draw-card.ts';
import { slipsBetween } from '../../src/search/near-spellings.ts';
import { LOOK, makeBoard, quoteOfText } from '../support/cards.ts';
import { everyKind, excerptWith } from '../support/kinds.ts';

const LANGUAGES = ['eng', 'rus', 'fra', 'deu', 'ara', 'heb'];
/** Of words, as it reads them: it is no perfect reader, of Arabic least of all. */
const READ_AT_LEAST: Readonly<Record<string, number>> = { eng: 1, deu: 1, fra: 0.95, rus: 0.95 };
const OTHERWISE = 0.75;

const missing = missingLanguages();
if (missing !== null) console.info(`Cards are not read back: ${missing}`);

/** Why nothing can be read here; null where all can. */
function missingLanguages(): string | null {
  try {
    const listed = execFileSync('tesseract', ['--list-langs'], { encoding: 'utf8' }).split('\n');
    const without = LANGUAGES.filter((language) => !listed.includes(language));
    return without.length === 0 ? null : `Tesseract has no ${without.join(', ')}.`;
  } catch {
    return 'there is no Tesseract.';
  }
}

describe.skipIf(missing !== null)('what a machine reads on a card', () => {
  const run = promisify(execFile);
  let board: DrawingBoard;
  let folder: string;
  beforeAll(async () => {
    board = await makeBoard();
    folder = mkdtempSync(join(tmpdir(), 'footnote-cards-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function read(png: Buffer, language: string): Promise<string> {
    const file = join(folder, 'card.png');
    writeFileSync(file, png);
    const { stdout } = await run('tesseract', [file, '-', '-l', language, '--dpi', '192']);
    return stdout;
  }

  /** Words without what a reader takes one mark for the other. */
  const words = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  /** The share of the words of a text that were read. */
  function share(text: string, seen: string): number {
    const all = new Set(words(seen));
    const own = words(text);
    return own.filter((word) => all.has(word)).length / own.length;
  }

  /** An id as it is compared: a reader takes one for the other, and ids have no o. */
  function idLike(text: string): string {
    return text.toLowerCase().replaceAll('0', 'o').replaceAll('j', 'i').replaceAll('l', '1');
  }
  /** Letters of an id that it may read twice, or otherwise. */
  const ID_SLIPS = 1;

  const CARDS = [
    {
      language: 'eng',
      title: 'Nurek and Rogun: Damming the Vakhsh',
      publisher: 'Central Asia Review',
      text: 'Construction began in 1961. At 300 metres it was the tallest dam in the world until 2013.',
    },
    {
      language: 'deu',
      title: 'Der Staudamm von Nurek',
      publisher: 'Süddeutsche Rundschau',
      text: 'Der Bau begann im Jahr 1961. Über dreihundert Meter hoch, größer als jeder andere Damm.',
    },
    {
      language: 'fra',
      title: 'Le barrage de Nourek',
      publisher: 'La Gazette des Fleuves',
      text: 'La construction débuta en 1961. Haut de 300 mètres, il était alors le plus élevé du monde.',
    },
    {
      language: 'rus',
      title: 'Нурек и Рогун',
      publisher: 'Вестник Азии',
      text: 'Строительство началось в 1961 году. Высота плотины составляет 300 метров.',
    },
    {
      language: 'ara',
      title: 'سد نورك ونهر الوخش',
      publisher: 'أخبار المياه',
      text: 'بدأ بناء السد في عام 1961 واكتمل في عام 1980 بعد سنوات من العمل.',
    },
    {
      language: 'heb',
      title: 'הסכרים של נהר הווחש',
      publisher: 'חדשות המים',
      text: 'בניית הסכר החלה בשנת 1961. הוא היה הסכר הגבוה בעולם במשך שנים רבות.',
    },
  ] as const;

  it.each(CARDS)(
    'is the quote, its title, publisher, date and id: $language',
    async ({ language, text, ...about }) => {
      const quote = quoteOfText(text, { ...about, published: '2024-05-17' });
      for (const theme of ['light', 'dark'] as const) {
        const png = await drawCard(board, contentOf(quote), { ...LOOK, theme });
        const seen = await read(png, language);
        const enough = READ_AT_LEAST[language] ?? OTHERWISE;
        for (const part of [text, about.title, about.publisher]) {
          expect(share(part, seen), `${part}\n\n${seen}`).toBeGreaterThanOrEqual(enough);
        }
        const figures = language === 'eng' ? seen : await read(png, 'eng');
        expect(figures).toContain('2024-05-17');
        const words = idLike(figures).split(/\s+/);
        const id = idLike(quote.citation.id);
        expect(
          words.some((word) => slipsBetween(word, id, ID_SLIPS) <= ID_SLIPS),
          figures,
        ).toBe(true);
      }
    },
    60_000,
  );

  it.each([
    ['a row', 'Aster', ['Prices', 'Plan', 'Aster', 'Price', '9.99', 'Data', '10 GB', 'Roaming']],
    [
      'a list',
      'tent',
      ['Bring for the weekend', 'Gas is sold at the camp', 'Clothes for the rain', 'boots'],
    ],
    ['code', 'curl', ['curl', 'https://example.org/install.sh', 'footnote index', 'footnote ask']],
    ['a quotation', 'deeper', ['The lake is deeper than we', 'We measured 95 metres', 'Ada Hale']],
  ])(
    'is %s',
    async (_kind, holding, parts) => {
      const quote = await excerptWith(everyKind(), holding);
      const seen = await read(await drawCard(board, contentOf(quote), LOOK), 'eng');
      for (const part of parts) expect(share(part, seen), `${part}\n\n${seen}`).toBe(1);
    },
    60_000,
  );
});
