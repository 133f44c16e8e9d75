import { nearestSource } from '../../../src/quotes/altered.ts';
import { ArticleStream } from '../../../src/quotes/article-stream.ts';
import {
  hasInvisible,
  plainApostrophes,
  plainLetterForms,
  visible,
  wordKey,
} from '../../../src/quotes/characters.ts';
import { cutSentences } from '../../../src/quotes/cut-sentences.ts';
import { differenceOf } from '../../../src/quotes/diff.ts';
import { nameDifferences } from '../../../src/quotes/differences.ts';
import { alteredByDisguise, disguised } from '../../../src/quotes/disguised.ts';
import { cutAtEllipses, fitEdges, isTied } from '../../../src/quotes/edges.ts';
import { markedDifferently, unmarked } from '../../../src/quotes/editors-marks.ts';
import { chain, fittingPlaces, leavesNothingOut, occurrences } from '../../../src/quotes/exact.ts';
import { extractQuotations, readQuotations } from '../../../src/quotes/extract.ts';
import { falseQuote } from '../../../src/quotes/false-quote.ts';
import { FoldedWords, foldWord } from '../../../src/quotes/folded-words.ts';
import {
  partedAtStandIns,
  standIns,
  withHidingMarks,
  withoutWholeSpoiler,
} from '../../../src/quotes/hidden-words.ts';
import {
  fenced,
  stripMarkdown,
  withoutReference,
  withoutStructure,
} from '../../../src/quotes/markdown.ts';
import { cutIntoPieces } from '../../../src/quotes/pieces.ts';
import { cutNumbers, isQuantityWord } from '../../../src/quotes/quantities.ts';
import { outermostPairs } from '../../../src/quotes/quotation-marks.ts';
import { quotesOf } from '../../../src/quotes/quotes.ts';
import { readings, shownReadings, withoutDecoration } from '../../../src/quotes/readings.ts';
import { SentenceFinder } from '../../../src/quotes/sentence-finder.ts';
import { shortened } from '../../../src/quotes/shortened.ts';
import { shownForms } from '../../../src/quotes/shown-forms.ts';
import { pairSingleMarks } from '../../../src/quotes/single-marks.ts';
import { withSourceMarks } from '../../../src/quotes/source-marks.ts';
import {
  hasControls,
  keepsDirection,
  namesOf,
  partedAtControls,
  withoutControls,
} from '../../../src/quotes/text-direction.ts';
import { work } from '../../../src/quotes/text-file-work.ts';
import { tokenize } from '../../../src/quotes/tokens.ts';
import { isTooShort } from '../../../src/quotes/too-short.ts';
import { findVerbatim } from '../../../src/quotes/verbatim.ts';
import { findExact, verifyQuote } from '../../../src/quotes/verify.ts';
import { isNearlyWhole } from '../../../src/quotes/whole-sentence.ts';
import { findWindows } from '../../../src/quotes/windows.ts';
import { because, bounded, type Drive, type Room, text } from '../listed.ts';
import { all, articleOf, corpusOf, passagesOf, pieces, runOf } from '../made.ts';
import { withArticles } from '../made-blocks.ts';

/** A quote as long as any that is looked at, of a corpus that has it. */
const LONGEST_QUOTE = 10_000;
const MOST_TOKENS = 2_400;

/** With a corpus whose last article is the text, and the text as a quote of it. */
const found = (call: (of: ReturnType<typeof quoteIn>) => unknown): Drive =>
  bounded(LONGEST_QUOTE, (given) => {
    const of = quoteIn(given);
    return () => call(of);
  });

function quoteIn(given: string) {
  const quote = given.slice(0, LONGEST_QUOTE);
  const one = runOf(given);
  const tokens = tokenize(quote).slice(0, MOST_TOKENS);
  return { ...one, quote, tokens, parts: cutAtEllipses(tokens) };
}

/** A quote that stands nowhere: it is all looked at. */
const ordinary = corpusOf('');

export const QUOTES: Room = {
  'src/quotes/align.ts': {
    align: because('cells are bounded by MOST_CELLS where it is called'),
  },
  'src/quotes/altered.ts': {
    nearestSource: found(({ corpus, tokens }) => nearestSource(corpus, tokens)),
  },
  'src/quotes/article-stream.ts': {
    ArticleStream: (given) => {
      const article = articleOf([given]);
      const passages = passagesOf(article, () => [all(given)]);
      return () => {
        const stream = ArticleStream.of(article, passages);
        return [...stream.fill({ intern: (key) => key.length })];
      };
    },
  },
  'src/quotes/characters.ts': {
    hasInvisible: text(hasInvisible),
    plainApostrophes: text(plainApostrophes),
    plainLetterForms: text(plainLetterForms),
    visible: text(visible),
    wordKey: text(wordKey),
  },
  'src/quotes/corpus.ts': { QuoteCorpus: text(corpusOf) },
  'src/quotes/cut-sentences.ts': {
    cutSentences: found(({ run, reader }) => cutSentences([run, run], reader)),
  },
  'src/quotes/diff.ts': {
    differenceOf: found(({ corpus, quote, tokens, reader }) => {
      const likeness = nearestSource(corpus, tokens);
      return likeness && differenceOf(quote, tokens, likeness, reader);
    }),
  },
  'src/quotes/differences.ts': {
    nameDifferences: found(({ corpus, quote, parts, reader }) => {
      const [part] = parts;
      for (const place of part ? fittingPlaces(corpus, part, quote, reader) : []) {
        if (part) nameDifferences(part, place, quote, reader, new Set());
        return;
      }
    }),
  },
  'src/quotes/disguised.ts': {
    disguised: text(disguised),
    alteredByDisguise: (given) => {
      const of = disguised(given) ?? {
        ...{ disguise: 'hidden words' as const, read: given, pieces: pieces(given) },
      };
      const place = { citationId: 'aaaaaa-aaaaaa', articleId: 'aaaaaa', ...all(given) };
      return () => alteredByDisguise(of, () => ({ parts: [place] }) as never);
    },
  },
  'src/quotes/edges.ts': {
    cutAtEllipses: found(({ tokens }) => cutAtEllipses(tokens)),
    fitEdges: found(({ parts, run, quote, reader }) =>
      parts.slice(0, 24).map((part) => fitEdges(part, run, quote, reader)),
    ),
    isTied: found(({ run, reader }) => isTied(run.stream, 0, 1, reader)),
  },
  'src/quotes/editors-marks.ts': {
    markedDifferently: text((given) => markedDifferently(`${given}[1]`, given)),
    unmarked: [
      text(unmarked),
      text((given) => unmarked(pieces(given).join('[1]'))),
      text((given) => unmarked(pieces(given).join(' [sic] '))),
    ],
  },
  'src/quotes/exact.ts': {
    chain: found(({ corpus, parts, quote, reader }) => chain(corpus, parts, quote, reader)),
    fittingPlaces: found(({ corpus, parts, quote, reader }) => {
      const [part] = parts;
      return part && [...fittingPlaces(corpus, part, quote, reader)];
    }),
    leavesNothingOut: found(({ run, reader }) =>
      leavesNothingOut({ ...run, to: 0 }, { ...run, from: run.to }, reader),
    ),
    occurrences: found(({ corpus, tokens }) => [...occurrences(corpus, tokens)]),
  },
  'src/quotes/extract.ts': {
    extractQuotations: [
      text(extractQuotations),
      text((given) => extractQuotations(`“${given}”`)),
      text((given) => extractQuotations(`> ${given}`)),
      text((given) => extractQuotations(`‘${given}’`)),
    ],
    readQuotations: text(readQuotations),
  },
  'src/quotes/false-quote.ts': {
    falseQuote: text((given) => falseQuote(given, given)),
  },
  'src/quotes/folded-words.ts': {
    FoldedWords: (given) => {
      const words = tokenize(given);
      return () => {
        const folded = new FoldedWords({
          vocabulary: words.length,
          isWord: () => true,
          keyOf: (id) => words[id]?.key ?? '',
        });
        folded.match(given.slice(0, 100), () => {});
        for (const { key } of words.slice(0, 30)) {
          folded.misspelt(foldWord(key), () => {});
          folded.related(key, () => {});
        }
      };
    },
    foldWord: text(foldWord),
  },
  'src/quotes/hidden-words.ts': {
    partedAtStandIns: text(partedAtStandIns),
    standIns: [
      text(standIns),
      text((given) => standIns(pieces(given).join('~~'))),
      text((given) => standIns(pieces(given).join('||`'))),
      text((given) => standIns(pieces(given).join('<s>'))),
    ],
    withHidingMarks: text((given) => withHidingMarks(`~~${given}||`, { start: 10, end: 20 })),
    withoutWholeSpoiler: [
      text((given) => withoutWholeSpoiler(`||${given}||`)),
      text((given) => withoutWholeSpoiler(pieces(given).join('||'))),
    ],
  },
  'src/quotes/markdown.ts': {
    fenced: [text(fenced), text((given) => fenced(`\`\`\`${given}\`\`\``))],
    stripMarkdown: text(stripMarkdown),
    withoutReference: text(withoutReference),
    withoutStructure: [
      text(withoutStructure),
      text((given) => withoutStructure(pieces(given).join(' | '))),
    ],
  },
  'src/quotes/pieces.ts': {
    cutIntoPieces: found(({ corpus, tokens, reader }) => cutIntoPieces(corpus, tokens, reader)),
  },
  'src/quotes/joined-quotes.ts': {
    joinQuotes: because('it asks the quotes of each, and looks at sentences that they found'),
  },
  'src/quotes/quantities.ts': {
    cutNumbers: found(({ run, reader }) => cutNumbers(run, reader)),
    isQuantityWord: text(isQuantityWord),
  },
  'src/quotes/quotation-marks.ts': { outermostPairs: text(outermostPairs) },
  'src/quotes/quotes.ts': { quotesOf: because('it hands on to functions that are listed here') },
  'src/quotes/reader.ts': {
    Reader: found(({ reader, run }) => reader.parts(run)),
  },
  'src/quotes/readings.ts': {
    readings: text((given) => [...readings(given)]),
    shownReadings: text((given) => [...shownReadings(given)]),
    withoutDecoration: text(withoutDecoration),
  },
  'src/quotes/sentence-finder.ts': {
    SentenceFinder: [
      text((given) => new SentenceFinder(ordinary).find(given, { limit: 25 })),
      found(({ corpus, quote }) => new SentenceFinder(corpus).find(quote, { limit: 25 })),
    ],
  },
  'src/quotes/shown-forms.ts': {
    shownForms: withArticles(({ article, block, spans }) =>
      shownForms(
        article,
        spans.map((span) => ({
          ...{ id: 'aaaaaa-aaaaaa', paragraph: block.number, section: null, sentences: [span] },
          ...span,
        })),
      ),
    ),
  },
  'src/quotes/shortened.ts': {
    shortened: (['start', 'end', 'both'] as const).map((near) =>
      text((given) => shortened(given, 400, near)),
    ),
  },
  'src/quotes/shortlist.ts': { Shortlist: because('it compares numbers') },
  'src/quotes/source-marks.ts': {
    withSourceMarks: found(({ corpus, quote, tokens, reader }) => {
      const likeness = nearestSource(corpus, tokens);
      return likeness && withSourceMarks(quote, tokens, likeness, reader);
    }),
  },
  'src/quotes/text-direction.ts': {
    hasControls: text(hasControls),
    keepsDirection: found(({ run, parts, quote, reader }) =>
      keepsDirection(
        `\u202e${quote}`,
        parts.slice(0, 24),
        parts.slice(0, 24).map(() => ({ ...run, heads: 0, tails: 0, punctuation: false })),
        reader,
      ),
    ),
    namesOf: text((given) => namesOf(given.slice(0, 1_000))),
    partedAtControls: text((given) => partedAtControls(pieces(given).join('\u202e'))),
    withoutControls: text((given) => withoutControls(pieces(given).join('\u202e'))),
  },
  'src/quotes/text-file-work.ts': {
    work: text((given) => {
      const read = work(Buffer.from(given));
      // What is blank is refused.
      read.catch(() => {});
    }),
  },
  'src/quotes/text-file.ts': { textFilesBy: because('it hands bytes on') },
  'src/quotes/token-corpus.ts': {},
  'src/quotes/single-marks.ts': {
    pairSingleMarks: [
      text((given) => pairSingleMarks(given, [])),
      text((given) => pairSingleMarks(`'${"a 's b' ".repeat(given.length / 8)}`, [])),
    ],
  },
  'src/quotes/tokens.ts': { tokenize: text((given) => tokenize(given)) },
  'src/quotes/too-short.ts': { isTooShort: text(isTooShort) },
  'src/quotes/verbatim.ts': {
    findVerbatim: found(({ corpus, quote, reader }) => findVerbatim(quote, corpus, reader)),
  },
  'src/quotes/verdict.ts': { verbatimAt: because('offsets') },
  'src/quotes/verify.ts': {
    findExact: found(({ corpus, quote }) => findExact(quote, corpus)),
    verifyQuote: [
      bounded(
        LONGEST_QUOTE,
        text((given) => verifyQuote(given, ordinary)),
      ),
      found(({ corpus, quote }) => verifyQuote(quote, corpus)),
      found(({ corpus, quote }) => quotesOf(corpus).verify(`${quote.slice(0, -50)} not so`)),
    ],
  },
  'src/quotes/whole-sentence.ts': {
    isNearlyWhole: [
      text((given) => isNearlyWhole(given, `${given} and so on`)),
      text((given) => isNearlyWhole(given.slice(0, 2_000), `so ${given}`)),
    ],
  },
  'src/quotes/windows.ts': {
    findWindows: found(({ corpus, tokens }) => {
      const words = tokens.map(({ key }) => ({ id: Math.max(0, corpus.idOf(key)), weight: 1 }));
      return findWindows(corpus, words, 100, 6);
    }),
  },
};
