/** Texts that cost a careless function the square of their length, or more: each of any length. */

/** Makes a text of `length` UTF-16 units. */
export type Maker = (length: number) => string;

const again =
  (unit: string): Maker =>
  (length) =>
    unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Something long between two ends: what looks for the second end from every place is slow. */
const within =
  (before: string, unit: string, after: string): Maker =>
  (length) =>
    before + again(unit)(Math.max(0, length - before.length - after.length)) + after;

/** A text of parts that count up, so that no two are the same. */
const counted =
  (part: (n: number) => string): Maker =>
  (length) => {
    const parts: string[] = [];
    for (let n = 0, sum = 0; sum < length; n += 1) {
      const next = part(n);
      parts.push(next);
      sum += next.length;
    }
    return parts.join('').slice(0, length);
  };

/** By what they are made of. */
export const HOSTILE: Readonly<Record<string, Maker>> = {
  'one long word': again('a'),
  'one long word in capitals': again('AB'),
  'one long Cyrillic word': again('пере'),
  'letters without spaces between words': again('漢字仮名'),
  'words on one line': again('some words here '),
  'different words on one line': counted((n) => `w${n.toString(36)} `),
  'names on one line': again('Anna Koval and Ben Smith, '),
  'sentences on one line': again('He left at 5 p.m. Dr. Who came. '),
  'the same paragraph': again('The same words stand here again and again.\n\n'),
  'the same short line': again('Yes it is so\n'),
  'different paragraphs': counted((n) => `Paragraph number ${n} says that it is number ${n}.\n\n`),
  'pulled quotes': counted((n) => `“The dam ${n} is high enough.” — Anna Koval\n\n`),
  'empty comments': again('<!---->'),
  'openers of comments': again('<!--'),
  declarations: again('<?xml '),
  brackets: again('['),
  'brackets and parentheses': again('[]('),
  images: again('![a](b "'),
  'closing brackets': again(']'),
  parentheses: again('('),
  braces: again('{{'),
  shortcodes: again(':a:a'),
  colons: again(':'),
  'short table': within('a|b\n-|-\n', 'c|d\n', ''),
  'wide table': within('', '|a', '\n'),
  pipes: again('|'),
  'combining marks': within('e', '\u0301', ''),
  'letters with marks': again('e\u0301'),
  joiners: again('👨\u200d'),
  'halves of pairs': again('\ud83d'),
  'invisible characters': again('\u200b'),
  'nested quotes': again('> '),
  'nested quotes without spaces': again('>'),
  'lines of nested quotes': again('> > a\n'),
  rules: again('- - - '),
  'lines of dashes': again('---\n'),
  bullets: again('- a\n'),
  'bullets in bullets': again('- - a\n'),
  numbered: again('1. a\n'),
  spaces: within('a', ' ', 'a'),
  'only spaces': again(' '),
  tabs: within('a', '\t', 'a'),
  'line ends': within('a', '\n', 'a'),
  'spaces and line ends': within('a', ' \n', 'a'),
  tags: again('<b>'),
  'blocks of a page': again('<div>'),
  'tags that end': again('</p>'),
  'unclosed tags': again('<a href="'),
  'angle brackets': again('<'),
  stars: again('*'),
  emphasis: again('*a_'),
  'emphasis in words': again('**a '),
  underscores: again('_'),
  'underscored words': again('a_'),
  tildes: again('~~a'),
  'hash signs': again('#'),
  headings: again('# a\n'),
  entities: again('&#x41;'),
  'unclosed entities': again('&a'),
  'German quotes': again('„a '),
  'English quotes': again('“a '),
  'French quotes': again('« a '),
  'straight quotes': again('"a '),
  apostrophes: again("a'"),
  'quotes that close': again('”'),
  backticks: again('`'),
  'runs of backticks': counted((n) => `${'`'.repeat(1 + (n % 50))}a`),
  digits: again('1'),
  'grouped digits': again('1,'),
  'numbers with points': again('1.'),
  times: again('12:'),
  dates: again('1 May '),
  'full dates': again('1 May 2020, '),
  dots: again('.'),
  'dots with spaces': again('. '),
  ellipses: again('… '),
  exclamations: again('Oh! '),
  initials: again('A. '),
  dashes: again('-'),
  'words with hyphens': again('a-'),
  slashes: again('/'),
  backslashes: again('\\'),
  addresses: again('http://a.b/c_d '),
  'an endless address': within('http://', 'a.b/', ''),
  schemes: again('a://'),
  'letters before a scheme': within('', 'ab+', '://x'),
  'mail addresses': again('a@b.c'),
  mentions: again('<@1'),
  'quoted lines': again('>> a\n'),
  'front matter': within('---\n', 'a: b\n', ''),
  'front matter in brackets': within('---\na: ', '[', '\n---\n'),
};

/** Those that were slow most often: enough for every day. The first of them are the most telling. */
export const TELLING: readonly string[] = [
  'one long word',
  'words on one line',
  'shortcodes',
  'wide table',
  'empty comments',
  'the same paragraph',
  'brackets',
  'combining marks',
  'spaces',
  'emphasis',
  'German quotes',
  'backticks',
];
