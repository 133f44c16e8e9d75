/** What a question asks for: its terms in order, and the kind of answer it expects. */
import { Shape } from './answer-shapes.ts';
import { tokenize } from './terms.ts';

/** A question, taken apart. */
export interface ParsedQuestion {
  /** Distinct terms in the order of the question; stop words are left out. */
  readonly terms: readonly QuestionTerm[];
  /** Pairs of terms that stand side by side in the question, as indexes into `terms`. */
  readonly pairs: readonly (readonly [number, number])[];
  /** The shapes (see `Shape`) that an answer may have, or 0 where any will do. */
  readonly expects: number;
}

export interface QuestionTerm {
  readonly term: string;
  /** The normalised word, for finding words that are spelled nearly so. */
  readonly word: string;
  /** Whether it only names the kind of answer, as "year" in "in what year". */
  readonly isFocus: boolean;
}

const KINDS: readonly (readonly [RegExp, number])[] = [
  [
    /\b(?:what|which) (?:percent|percentage)\b|\bhow (?:much|many) percent/,
    Shape.percent | Shape.number,
  ],
  [/\bhow (?:long|old)\b|\b(?:what|which) (?:age|duration)\b/, Shape.duration],
  [
    /\bhow (?:much|expensive)\b|\bwhat (?:price|cost|amount|sum)\b/,
    Shape.money | Shape.number | Shape.percent,
  ],
  [
    /\bhow (?:many|often|far|tall|high|big|large|fast|deep|wide|heavy)\b|\b(?:what|which) (?:number|share|fraction|proportion|distance|height|population)\b|\bwhat (?:is|was|were|are) the (?:number|population|percentage|length|distance|height)\b/,
    Shape.number | Shape.percent | Shape.money,
  ],
  [
    /\bwhen\b|\b(?:what|which) (?:\w+ )?(?:year|years|date|day|month|century|decade|time|period|season)\b|\bsince what\b/,
    Shape.time,
  ],
  [
    /\bwho\b|\bwhom\b|\bwhose\b|\b(?:what|which) (?:\w+ )?(?:person|man|woman|people|author|scientist|king|president|leader|researcher|company|group|organization|organisation)\b|\bwho's\b/,
    Shape.name,
  ],
  [
    /\bwhere\b|\b(?:what|which) (?:\w+ )?(?:country|countries|city|cities|place|places|state|states|region|town|village|river|island|continent|location|province|county|area)\b/,
    Shape.place,
  ],
  [/\bwhy\b|\bwhat (?:is|was|were) the (?:reason|cause)\b|\bfor what reason\b/, Shape.reason],
];

const FOCUS_WORDS = new Set(
  `name names named type types kind kinds sort year years date day month century decade country city
  place person people percent percentage number many much term word called known`.split(/\s+/),
);

/** Said to whoever is asked, not about what is asked. */
const COURTESIES = new Set('hello hi hey thanks thank please tell'.split(' '));

/** Takes a question apart; also works for mere keywords. */
export function parseQuestion(question: string): ParsedQuestion {
  const terms: QuestionTerm[] = [];
  const indexOf = new Map<string, number>();
  const pairs: [number, number][] = [];
  let previous = -1;
  let wordBefore = '';
  for (const token of tokenize(question)) {
    const isMeasure = wordBefore === 'how';
    wordBefore = token.word;
    if (token.term === '' || COURTESIES.has(token.word)) continue;
    let index = indexOf.get(token.term);
    if (index === undefined) {
      index = terms.length;
      indexOf.set(token.term, index);
      terms.push({
        term: token.term,
        word: token.word,
        isFocus: isMeasure || FOCUS_WORDS.has(token.word),
      });
    }
    if (previous >= 0 && previous !== index) pairs.push([previous, index]);
    previous = index;
  }
  const lower = question.toLowerCase().replace(/\s+/g, ' ');
  const kind = KINDS.find(([pattern]) => pattern.test(lower));
  return { terms, pairs, expects: kind?.[1] ?? 0 };
}
