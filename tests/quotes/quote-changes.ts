/** Changes that make quotes of sentences, and what is to be said of each; and sentences that stand nowhere. */

/** What is said of a quote. */
export type Kind = 'verbatim' | 'altered' | 'not-found';

/** The words of a text, marks aside. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/[’ʼ]/g, "'")
      .match(/[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}]+)*/gu) ?? []
  );
}

/** One of a list, whichever number is given. */
export function pick<T>(list: readonly T[], number: number): T {
  const chosen = list[number % list.length];
  if (chosen === undefined) throw new Error('There is nothing to pick from.');
  return chosen;
}

const NEGATION = /\b(?:not|never|no|cannot|without|n't)\b ?|(?<!\p{L})(?:не|ни|никто) /u;

/** Changes that make a quote from sentence `text` of `whole`; null where the sentence is not apt. */
export const CASES: Readonly<
  Record<string, [Kind, (text: string, next: string, other: string, n: number) => string | null]>
> = {
  exact: ['verbatim', (text) => text],
  'upper case': ['verbatim', (text) => text.toUpperCase()],
  'straight marks': [
    'verbatim',
    (text) => `"${text.replace(/[“”«»]/g, '"').replace(/[‘’]/g, "'")}"`,
  ],
  'curly marks': ['verbatim', (text) => `“${text.replaceAll("'", '’').replace(/"/g, '”')}”`],
  dashes: ['verbatim', (text) => text.replace(/[–—-]/g, (dash) => (dash === '-' ? '‑' : ' - '))],
  spaces: ['verbatim', (text) => `  ${text.replaceAll(' ', ' \n ')}`],
  'final comma': ['verbatim', (text) => (/\p{L}\.$/u.test(text) ? `${text.slice(0, -1)},` : null)],
  fragment: [
    'verbatim',
    (text, _, __, n) =>
      words(text)
        .slice(1 + (n % 3))
        .join(' '),
  ],
  ellipsis: ['verbatim', (text, _, __, n) => cutMiddle(text, pick(['…', '[…]', '...'], n))],
  'ellipsis over sentences': ['verbatim', (text, next) => `${text} […] ${next}`],
  'two sentences': ['verbatim', (text, next) => `${text} ${next}`],
  'zero width': ['verbatim', (text) => text.replace(/(?<=\p{L})(?=\p{L})/u, '\u200b')],
  bold: [
    'verbatim',
    (text) => text.replace(/(?<![\p{L}\p{N}'’-])\p{L}{4,}(?![\p{L}'’-])/u, '**$&**'),
  ],
  'word changed': ['altered', (text, _, __, n) => edit(text, n, () => 'strawberry')],
  'word dropped': ['altered', (text, _, __, n) => edit(text, n, () => '')],
  'word put in': ['altered', (text, _, __, n) => edit(text, n, (word) => `${word} really`)],
  'word of another article': [
    'altered',
    (text, _, other, n) => edit(text, n, () => pick(wordsOf(other), n)),
  ],
  'negation dropped': [
    'altered',
    (text) =>
      NEGATION.test(text.slice(3)) ? text.slice(0, 3) + text.slice(3).replace(NEGATION, '') : null,
  ],
  'negation put in': ['altered', (text, _, __, n) => edit(text, n, (word) => `not ${word}`)],
  'number changed': [
    'altered',
    (text) =>
      /\d/.test(text) ? text.replace(/\d(?!.*\d)/s, (d) => String((Number(d) + 1) % 10)) : null,
  ],
  'look-alike letter': [
    'altered',
    (text) =>
      /(?<=[a-z])a(?=[a-z])/.test(text) ? text.replace(/(?<=[a-z])a(?=[a-z])/, 'а') : null,
  ],
  'cut without ellipsis': ['altered', (text) => cutMiddle(text, '')],
  'sentences exchanged': ['altered', (text, next) => `${next} ${text}`],
  'halves exchanged': ['altered', (text) => exchanged(text)],
  'two passages joined': ['altered', (text, _, other) => `${text} ${other}`],
  'ellipsis between articles': ['altered', (text, _, other) => `${text} … ${other}`],
  'ellipsis and a changed word': [
    'altered',
    (text, next, _, n) => `${edit(text, n, () => 'strawberry')} […] ${next}`,
  ],
};

/** On the topics of the articles, and in none of them. */
export const INVENTED = [
  'The minister resigned after the parliament had voted against his budget.',
  'Engineers found a crack in the wall of the dam and closed the road below it.',
  'The border guards were given new boots and a second helicopter last winter.',
  'Samarkand opened a museum of modern art in a former cotton mill.',
  'The Taliban invited foreign tourists to visit the lakes of Band-e Amir.',
  'Fishermen on the Aral Sea caught three sturgeons this summer, the first in decades.',
  'A cyclist from Portugal crossed the Pamirs in nine days without a support car.',
  'The treaty obliges all parties to share their weather data with each other.',
  'Tajikistan will build a railway tunnel to China by the end of the decade.',
  'The envoys agreed to exchange prisoners before the first snow falls.',
  'Nobody in the village had ever seen an elephant, the teacher explained.',
  'Electricity prices in Dushanbe rose by a fifth within a single month.',
  'The historian believes that Timur could read Persian and Arabic poetry.',
  'Министр подал в отставку после голосования в парламенте.',
  'Жители деревни построили новую школу на берегу реки.',
  'Переговоры сорвались из-за спора о ценах на газ.',
];

/** Its words, parted by blanks. */
function words(text: string): string[] {
  return text.split(' ');
}

/** Changes one word inside of a text; not at its ends, where a shorter quote would be left. */
function edit(text: string, n: number, change: (word: string) => string): string | null {
  const list = words(text);
  const apt = list.flatMap((word, i) =>
    i > 0 && i < list.length - 1 && /^\p{L}{3,}$/u.test(word) ? [i] : [],
  );
  if (apt.length === 0) return null;
  const at = pick(apt, n);
  list[at] = change(list[at] ?? '');
  return list.filter((word) => word !== '').join(' ');
}

function cutMiddle(text: string, mark: string): string | null {
  const list = words(text);
  if (list.length < 9) return null;
  const kept = [...list.slice(0, 3), mark, ...list.slice(-3)].filter((word) => word !== '');
  return kept.join(' ');
}

function exchanged(text: string): string | null {
  const list = words(text);
  const half = list.length >> 1;
  return list.length < 8 ? null : [...list.slice(half), ...list.slice(0, half)].join(' ');
}
