/** Whether two questions ask for the same: better none too many than one too few. */
import { languageOfScript } from '../languages/detect.ts';
import type { AnswerShape } from '../languages/language.ts';
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { Shape } from './answer-shapes.ts';
import { languageOfQuestion, parseQuestion } from './question.ts';
import { languageTable, plainWords, spell } from './spelling.ts';
import { joinSynonyms, type Synonyms, synonymsOf } from './synonyms.ts';
import { rootKey, type Token, tokenize } from './terms.ts';

/** A question as it is compared with others. */
export interface ComparedQuestion {
  readonly text: string;
  readonly language: LanguageCode | null;
  /** See `ParsedQuestion.expects`. */
  readonly expects: number;
  /** Whether it is turned round by a “not”. */
  readonly isNegated: boolean;
  /** Its numbers, each once, parted by blanks. */
  readonly numbers: string;
  /** By term, without its numbers. */
  readonly terms: ReadonlyMap<string, ComparedTerm>;
  /** Their roots, and what would say the same as some of them. */
  readonly roots: ReadonlySet<string>;
  readonly also: ReadonlySet<string>;
  /** Its words that others cannot stand for, each with its sets and its member there. */
  readonly apart: readonly {
    readonly word: string;
    readonly places: readonly (readonly [set: number, member: number])[];
  }[];
  /** Every word, stop words included, as `Token.word` has it. */
  readonly words: ReadonlySet<string>;
}

/** A term of a question. */
export interface ComparedTerm {
  readonly word: string;
  readonly root: string;
  /** Whether it names something: another one for it makes another question. */
  readonly isName: boolean;
  /** Whether a question may have it or not and ask for the same. */
  readonly isLight: boolean;
  /** Terms that would say the same. */
  readonly also: ReadonlySet<string>;
  /** The words right beside it, articles aside. */
  readonly beside: readonly string[];
  /** Whether it may be a verb, by its ending. */
  readonly isVerb: boolean;
  /** Whether it may be a compound, by its language. */
  readonly isCompound: boolean;
  /** Whether a name stands right beside it: “the **song** Northern Lanterns”. */
  readonly besideNames: boolean;
  /** Whether it is who or what does something: “did the council close”. */
  readonly isSubject: boolean;
  /** Whether it is one of several that exclude each other: a weekday. */
  readonly isApart: boolean;
  /** Whether something comes from there (0) or goes there (1), if either: see `ContrastRules.ways`. */
  readonly way: number;
  /** Whether it leads up to the question: “**I forgot** my password, how …”. */
  readonly isBefore: boolean;
}

/** Terms of each that the other has not. */
export interface Differing {
  readonly lost: readonly ComparedTerm[];
  readonly gained: readonly ComparedTerm[];
  /** Words of terms that both have, as the question that is asked has them. */
  readonly shared: readonly string[];
  /** Whether both plainly ask for the same kind of answer. */
  readonly isSameKind: boolean;
  /** Whether they do, or neither tells which. */
  readonly isOneKind: boolean;
}

// Of scaled cosines, set with the questions of `tests/editorial/pins-fit.json`.
/** Least of questions that have the same words. */
const LEAST_SAME = 1;
/** Least of those that have other words for the same, and ask for one kind of answer. */
const LEAST_AKIN = 1.1;
/** Least of all others. */
const LEAST_ALIKE = 1.19;
/** Least where only one of them tells what kind of answer it wants. */
const LEAST_OPEN = 1.235;
/** The same of those that have the same words, or what says the same. */
const LEAST_OPEN_SAME = 1.2;
/** From here on they may differ by a word. */
const VERY_NEAR = 1.335;
/** From here on even by one that excludes others. */
const NEAREST = 1.4;
/** Least of two words that say the same wherever they stand. */
const LEAST_PLAIN = 1;
/** Least of two words that say the same in such questions, with twice that of the questions. */
const LEAST_TOGETHER = 3.45;
/** The same of two verbs: what else one may do is never far from what was done. */
const LEAST_VERBS = 3.6;
/** Least of a word and one that brings it with it. */
const LEAST_BROUGHT = 0.85;
/** Kinds of answer that questions do not tell apart by their question word: “how long”, “what length”. */
const AMOUNTS = Shape.number | Shape.money | Shape.percent | Shape.duration;
/** A longer question is no question. */
const MOST_TERMS = 40;

/** Takes a question apart. @param synonyms what else says the same. */
export function comparedQuestion(text: string, synonyms?: Synonyms): ComparedQuestion {
  const code = languageOfQuestion(text, []) ?? languageOfScript('Latin');
  const said = rulesOf(code).reword(text);
  const alike = joinSynonyms([rulesOf(code).alike, ...(synonyms ? [synonyms] : [])]);
  const { language, expects, terms, phrases } = parseQuestion(said, [], alike);
  const tokens = tokenize(said, language);
  const rules = rulesOf(code);
  const named = new Set(
    tokens.flatMap(({ start, term }, at) =>
      at > 0 && rules.hasNames && /^\p{Lu}/u.test(said.slice(start)) ? [term] : [],
    ),
  );
  const also = terms.map((term) => new Set(term.synonyms));
  for (const { members, words, wordings, isSplit } of phrases) {
    // Halves of a word are guesses.
    if (isSplit) continue;
    for (const each of [...words, ...wordings.flat()]) {
      for (const member of members) also[member]?.add(each);
    }
  }
  const asking = tokens.findIndex(({ word }) => rules.asking.has(word));
  const numbers: string[] = [];
  const kept = new Map<string, ComparedTerm>();
  for (const [index, { term, word }] of terms.slice(0, MOST_TERMS).entries()) {
    if (/^\d/.test(term)) {
      numbers.push(term);
      continue;
    }
    const at = tokens.findIndex((token) => token.term === term);
    kept.set(term, {
      ...{ word, root: rootKey(term, code), also: also[index] ?? new Set() },
      isName: named.has(term),
      isLight: rules.light.has(word),
      besideNames: [at - 1, at + 1].some((each) => named.has(tokens[each]?.term || '')),
      isSubject: isSubject(tokens, at, rules),
      way: rules.ways.findIndex((words) => words.has(wordBeside(tokens, at, -1, rules))),
      isApart: rules.apart.has(word),
      isCompound: !rules.hasNames,
      isVerb: rules.isVerb(word),
      beside: [wordBeside(tokens, at, -1, rules), wordBeside(tokens, at, 1, rules)],
      isBefore: at < asking,
    });
  }
  const words = new Set(tokens.map(({ word }) => word));
  const asked = spell(said, code).replace(/['’ʼ]/g, "'").replace(/\s+/g, ' ');
  return {
    ...{ text, language, terms: kept },
    expects: kindOf(expects || namedKind(tokens, rules)),
    roots: new Set(Array.from(kept.values(), ({ root }) => root)),
    also: new Set(Array.from(kept.values(), (term) => [...term.also]).flat()),
    isNegated: rules.negation.test(asked),
    numbers: numbers.sort().join(' '),
    words,
    apart: Array.from(words, (word) => ({ word, places: rules.apart.get(word) ?? [] })).filter(
      ({ places }) => places.length > 0,
    ),
  };
}

/** How long something is, or takes, is a number, too. */
function kindOf(expects: number): number {
  return (expects & AMOUNTS) === 0 ? expects : AMOUNTS;
}

/** How many words with a meaning are looked at for the one that is asked for: “the top speed”. */
const NAMED_WITHIN = 2;

/** The kind of answer that “what is the length” names; 0 for none. See `ComparedQuestion.expects`. */
function namedKind(tokens: readonly Token[], { naming, kinds }: Contrast): number {
  if (!tokens.slice(0, 2).some(({ word }) => naming.has(word))) return 0;
  const first = tokens.filter(({ term }) => term !== '').slice(0, NAMED_WITHIN);
  for (const { word } of first) {
    const kind = kinds.find(([, words]) => words.has(word));
    if (kind) return Shape[kind[0]];
  }
  return 0;
}

/** Whether a word stands right behind a verb that helps, but for its article. */
function isSubject(tokens: readonly Token[], at: number, { articles, helping }: Contrast): boolean {
  return helping.has(wordBeside(tokens, at, -1, { articles }));
}

/** The word before one (-1) or behind it (1), or beyond the article there; '' for none. */
function wordBeside(
  tokens: readonly Token[],
  at: number,
  step: -1 | 1,
  { articles }: Pick<Contrast, 'articles'>,
): string {
  const beside = articles.has(tokens[at + step]?.word ?? '') ? at + 2 * step : at + step;
  return tokens[beside]?.word ?? '';
}

/** Puts other words in the place of a language's turns of phrase, whatever their case. */
function rewording(phrases: ReadonlyMap<string, string>): (text: string) => string {
  const rules = Array.from(phrases, ([phrase, words]): [RegExp, string] => [
    new RegExp(
      `(?<![\\p{L}\\p{N}])${phrase.replace(' * ', '((?: [^\\s?.!,;:]+){0,3}) ')}(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    phrase.includes('*') ? `${words}$1` : words,
  ]);
  return (text) => rules.reduce((said, [phrase, words]) => said.replace(phrase, words), text);
}

/** What is made once of a language's rules. */
interface Contrast {
  /** Whether a capital letter tells a name. */
  readonly hasNames: boolean;
  readonly articles: ReadonlySet<string>;
  readonly helping: ReadonlySet<string>;
  readonly asking: ReadonlySet<string>;
  readonly negation: RegExp;
  readonly alike: Synonyms;
  readonly reword: (text: string) => string;
  readonly naming: ReadonlySet<string>;
  readonly kinds: readonly (readonly [kind: AnswerShape, words: ReadonlySet<string>])[];
  readonly ways: readonly ReadonlySet<string>[];
  readonly isVerb: (word: string) => boolean;
  readonly light: ReadonlySet<string>;
  /** By word: the sets that it is in, each with its member there. */
  readonly apart: ReadonlyMap<string, readonly (readonly [set: number, member: number])[]>;
}
const rulesOf = oncePerLanguage((language): Contrast => {
  const { contrast, values, questions, answers, several, terms } = languageTable(language);
  const { negation, alike, apart, reworded, naming, kinds, verbs, ways } = contrast;
  const light = [...contrast.light, ...questions.focus];
  const places = new Map<string, (readonly [number, number])[]>();
  for (const [set, members] of apart.entries()) {
    for (const [member, words] of members.entries()) {
      for (const word of plainWords(words, language)) {
        places.set(word, [...(places.get(word) ?? []), [set, member]]);
      }
    }
  }
  const units = [...plainWords(values.units.keys(), language)].filter((word) => !places.has(word));
  return {
    ...{
      negation,
      alike: synonymsOf(alike),
      reword: rewording(reworded),
      naming: plainWords(naming, language),
      kinds: kinds.map(([kind, named]) => [kind, plainWords(named, language)] as const),
      ways: ways.map((each) => plainWords(each, language)),
      apart: places,
      light: new Set([...plainWords(light, language), ...units]),
    },
    isVerb: (word) => verbs.test(word) || terms.irregular.has(word),
    hasNames: answers.capitals === 'names',
    articles: plainWords(answers.articles, language),
    asking: plainWords(several.asking, language),
    helping: plainWords([...several.helping, ...several.passive], language),
  };
});

/**
 * What two questions differ by, where nothing that needs no model tells that they ask for different
 * things; null where it does: another number, name, weekday, kind of answer, or a “not”.
 */
export function differing(own: ComparedQuestion, asked: ComparedQuestion): Differing | null {
  if (own.language !== asked.language || own.isNegated !== asked.isNegated) return null;
  if (own.numbers !== asked.numbers) return null;
  if (own.expects !== 0 && asked.expects !== 0 && own.expects !== asked.expects) return null;
  const lost = without(own, asked);
  if (lost.some(({ isName }) => isName)) return null;
  const gained = without(asked, own);
  if (gained.some(({ isName }) => isName)) return null;
  if (areApart(own, asked) || areTurnedRound(own, asked)) return null;
  return {
    ...{ lost, gained },
    shared: [...asked.terms].flatMap(([term, { word }]) => (own.terms.has(term) ? [word] : [])),
    isSameKind: own.expects === asked.expects && own.expects !== 0,
    isOneKind: own.expects === asked.expects,
  };
}

/** Terms of a question for which the other has nothing. */
function without(own: ComparedQuestion, other: ComparedQuestion): ComparedTerm[] {
  const found: ComparedTerm[] = [];
  for (const [term, compared] of own.terms) {
    const isThere = other.terms.has(term) || other.roots.has(compared.root);
    if (!isThere && !isToldOtherwise(term, compared, own, other)) found.push(compared);
  }
  return found;
}

/** Whether the other question has what says the same; what both have stands for itself alone. */
function isToldOtherwise(
  term: string,
  { also }: ComparedTerm,
  own: ComparedQuestion,
  other: ComparedQuestion,
): boolean {
  if (also.size === 0 && !other.also.has(term)) return false;
  for (const [each, { also: others }] of other.terms) {
    if (!own.terms.has(each) && (also.has(each) || others.has(term))) return true;
  }
  return false;
}

/** Whether names stand the other way round, or it goes the other way: “from Paris to Rome”. */
function areTurnedRound(own: ComparedQuestion, asked: ComparedQuestion): boolean {
  const isName = (term: string) => own.terms.get(term)?.isName || asked.terms.get(term)?.isName;
  const names = (one: ComparedQuestion, other: ComparedQuestion) =>
    [...one.terms.keys()].filter((term) => other.terms.has(term) && isName(term)).join(' ');
  const isOtherWay = ([term, { way }]: readonly [string, ComparedTerm]) => {
    const other = asked.terms.get(term)?.way ?? -1;
    return way >= 0 && other >= 0 && way !== other;
  };
  return names(own, asked) !== names(asked, own) || [...own.terms].some(isOtherWay);
}

/** Whether the one has a word and the other one that cannot stand for it. */
function areApart(own: ComparedQuestion, asked: ComparedQuestion): boolean {
  if (own.apart.length === 0 || asked.apart.length === 0) return false;
  const membersOf = (words: ComparedQuestion['apart'], others: ReadonlySet<string>) => {
    const found = new Map<number, Set<number>>();
    for (const { word, places } of words) {
      if (others.has(word)) continue;
      for (const [set, member] of places) {
        found.set(set, (found.get(set) ?? new Set()).add(member));
      }
    }
    return found;
  };
  const lost = membersOf(own.apart, asked.words);
  for (const [set, members] of membersOf(asked.apart, own.words)) {
    const before = lost.get(set);
    if (before && ![...members].some((member) => before.has(member))) return true;
  }
  return false;
}

/** The scaled cosine of two questions' or words' vectors, see `scaled`; null where there are none. */
export type Nearness = (one: string, other: string) => Promise<number | null>;

/**
 * Whether two questions ask for the same by their meaning, as far as vectors tell it. Each word that only
 * one has needs one of the other that is near to it, or all of one's those of the other; but for words that
 * say little, that a name is called by (“the song”), that does something, that another word brings with it
 * and that leads up to the question.
 * @param near how near the questions are, scaled.
 */
export async function asksTheSame(
  { lost, gained, shared, isSameKind, isOneKind }: Differing,
  near: number,
  nearness: Nearness,
): Promise<boolean> {
  if (lost.length + gained.length === 0) return near >= (isOneKind ? LEAST_SAME : LEAST_OPEN_SAME);
  if (!isOneKind && near < LEAST_OPEN) return false;
  if ([...lost, ...gained].every(({ isLight }) => isLight)) {
    return near >= (isSameKind ? LEAST_SAME : LEAST_AKIN);
  }
  if (near < LEAST_AKIN) return false;
  const isPair = (word: number | null, least = LEAST_TOGETHER) =>
    word !== null && (word >= LEAST_PLAIN || word + 2 * near >= least);
  const unpaired = async (some: readonly ComparedTerm[], others: readonly ComparedTerm[]) => {
    const found: ComparedTerm[] = [];
    for (const term of some) {
      if (term.isLight) continue;
      let isPaired = false;
      for (const other of others) {
        const least = term.isVerb && other.isVerb ? LEAST_VERBS : LEAST_TOGETHER;
        isPaired ||=
          !areCompounds(term, other) && isPair(await nearness(term.word, other.word), least);
      }
      if (!isPaired) found.push(term);
    }
    return found;
  };
  const [missing, extra] = [await unpaired(lost, gained), await unpaired(gained, lost)];
  if (missing.length + extra.length === 0 && isSameKind) return true;
  if (near < LEAST_ALIKE) return false;
  /** “**Drink** alcohol”. */
  const isBrought = async ({ word }: ComparedTerm) => {
    for (const each of near < LEAST_OPEN ? [] : shared) {
      if (((await nearness(word, each)) ?? 0) >= LEAST_BROUGHT) return true;
    }
    return false;
  };
  const mayGo = ({ isApart, besideNames, isSubject }: ComparedTerm) =>
    !isApart && isSameKind && (besideNames || isSubject);
  const mayCome = async (term: ComparedTerm) => {
    if (term.isApart && near < NEAREST) return false;
    const isAside = near >= VERY_NEAR && (term.isBefore || (isSameKind && !isBeside(term, shared)));
    return isAside || isBrought(term);
  };
  const came = await Promise.all(extra.map(mayCome));
  if (missing.every(mayGo) && came.every(Boolean)) return missing.length + extra.length <= 1;
  if (lost.length === 0 || gained.length === 0) return false;
  const together = (terms: readonly ComparedTerm[]) => terms.map(({ word }) => word).join(' ');
  return (
    lost.length + gained.length > 2 && isPair(await nearness(together(lost), together(gained)))
  );
}

function isBeside({ beside }: ComparedTerm, words: readonly string[]): boolean {
  return beside.some((word) => words.includes(word));
}

/** Letters that two compounds share at their beginning, and that each has of its own. */
const LEAST_SHARED = 4;
const LEAST_OWN = 4;

/** “Stadtwappen”, “Stadtfahne”: near to each other, and not the same. */
function areCompounds(one: ComparedTerm, other: ComparedTerm): boolean {
  if (!one.isCompound || !other.isCompound) return false;
  const [a, b] = [one.word, other.word];
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared += 1;
  return shared >= LEAST_SHARED && Math.min(a.length, b.length) - shared >= LEAST_OWN;
}
