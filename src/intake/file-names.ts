/** Names for the files of added articles: short, readable, harmless on every system, never taken. */

/** With its ending and number. Far below every file system's limit, and shown in one line. */
const MAX_NAME = 80;

/** Devices that Windows sees in any file of that name, whatever its ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Russian, Ukrainian and Belarusian letters as they are written in addresses. */
const CYRILLIC: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    ґ: 'g',
    д: 'd',
    е: 'e',
    ё: 'yo',
    є: 'ye',
    ж: 'zh',
    з: 'z',
    и: 'i',
    і: 'i',
    ї: 'yi',
    й: 'y',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ў: 'u',
    ф: 'f',
    х: 'kh',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'shch',
    ъ: '',
    ы: 'y',
    ь: '',
    э: 'e',
    ю: 'yu',
    я: 'ya',
  }),
);

/** Letters that do not fall apart into a plain one and an accent. */
const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' }),
);

/** What a text is called where nothing of it can be written in plain letters. */
const NAMELESS = 'article';

/** A text in plain lower-case letters and digits, parted by single hyphens; may be empty. */
function slugOf(text: string): string {
  const letters = [...text.slice(0, 4 * MAX_NAME).toLowerCase()]
    .map((letter) => CYRILLIC.get(letter) ?? LATIN.get(letter) ?? letter)
    .join('');
  return letters
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/['’ʼ]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Cut between words where there are any. */
function cut(slug: string, length: number): string {
  if (slug.length <= length) return slug;
  const whole = slug.slice(0, length + 1).replace(/-[^-]*$/, '');
  return whole.length >= length / 2 && whole.length <= length
    ? whole
    : slug.slice(0, length).replace(/-$/, '');
}

/**
 * A free name such as `the-long-winter-2.md`.
 * @param text a title or a name from outside; nothing of it but letters and digits gets through
 * @param ending with its dot
 * @param taken names in the folder, in lower case: some systems tell no case apart
 */
export function freeName(text: string, ending: string, taken: ReadonlySet<string>): string {
  let slug = slugOf(text) || NAMELESS;
  if (RESERVED.test(slug)) slug = `${NAMELESS}-${slug}`;
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? ending : `-${number}${ending}`;
    const name = cut(slug, MAX_NAME - suffix.length) + suffix;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
