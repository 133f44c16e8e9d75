/** What of a message is to be verified, and where each of it stands. */
import { quoteOf } from '../../src/citations/look-up.ts';
import type { Quotable } from '../../src/citations/quote.ts';
import { exactly, inCollection } from '../../src/citations/refs.ts';
import type { Turn } from '../../src/discord/command.ts';
import { escapedTitle } from '../../src/discord/label.ts';
import { readBack } from '../../src/discord/read-back.ts';
import type { TargetMessage, TargetText, TextPlace } from '../../src/discord/target-message.ts';
import type { Unquoted } from '../../src/discord/unquoted.ts';
import type { Say } from '../../src/languages/say.ts';
import type { ExtractOptions } from '../../src/quotes/extract.ts';
import type { Quotes } from '../../src/quotes/quotes.ts';
import type { QuotePart } from '../../src/quotes/verdict.ts';
import { nameSaid, type ReadTarget } from './target-files.ts';

/** A quotation, and in whose words it is said where it stands; null of the message itself. */
export interface Quotation {
  readonly text: string;
  readonly place: ((say: Say) => string) | null;
  /** Where it was found to stand already, as it is drawn; the verdict on its words may say more. */
  readonly known?: QuotePart;
}

/** What a message quotes. */
export interface Quotations {
  /** The first of them. */
  readonly found: readonly Quotation[];
  readonly count: number;
}

const WORD = /[\p{L}\p{N}]/u;
/** Words in quotation marks that are a quotation where there is no longer one; fewer are a name or irony. */
const SHORT_WORDS = 3;

/**
 * The quotations of a message and of its files: the bot's own quotes, quoted lines, text in quotation marks,
 * descriptions of quote cards; where there is nothing else, a few words in quotation marks, or its code.
 */
export async function quotationsOf(
  { library, quotes }: Pick<Turn, 'library'> & { readonly quotes: Quotes },
  { texts, pointers }: TargetMessage,
  files: readonly ReadTarget[],
): Promise<Quotations> {
  const pointed = await Promise.all(
    pointers.map(({ ref, steps }) => quoteOf(library, { ref: exactly(ref), steps })),
  );
  const own = readBack(
    texts,
    pointed.filter((quote) => quote !== null),
  );
  const sayPlace = placesOf(texts);
  const within = (options: ExtractOptions): Quotation[] =>
    own.rest.flatMap((one) =>
      quotes
        .extract(one.text, { wholeIfNone: one.isCard, codeIfNone: false, ...options })
        .map(({ text }) => ({ text, place: sayPlace(one.place) })),
    );
  const inFiles = files.flatMap((file) =>
    file.quotations.map(({ text, line }) => ({
      text,
      place: (say: Say) => say('place.file', { file: nameSaid(file), line }),
    })),
  );
  const more = files.reduce((sum, { count, quotations }) => sum + count - quotations.length, 0);
  const found = [
    ...own.quotations.map(({ quote, place }) => ({
      ...{ text: quote.text, place: sayPlace(place), known: partOf(quote) },
    })),
    ...within({}),
    ...inFiles,
  ];
  if (found.length > 0) return { found, count: found.length + more };
  const short = within({ minWords: SHORT_WORDS });
  const others = short.length > 0 ? short : within({ codeIfNone: true });
  return { found: others, count: others.length };
}

/** What a message says that quotes nothing: its own words, boxes, descriptions of pictures, how files begin. */
export function unquotedOf(
  say: Say,
  { texts }: TargetMessage,
  files: readonly ReadTarget[],
): Unquoted[] {
  const sayPlace = placesOf(texts);
  const places: readonly TextPlace[] = ['message', 'forwarded', 'embed', 'picture'];
  const joined = (place: TextPlace): Unquoted => ({
    text: wordsAt(texts, place),
    place: sayPlace(place)?.(say) ?? null,
  });
  const shown = [
    ...places.map(joined),
    ...files.map((file) => ({
      text: file.beginning,
      isCut: !file.isWhole,
      place: say(file.isWhole ? 'place.wholeFile' : 'place.fileStart', { file: nameSaid(file) }),
    })),
  ].filter(({ text }) => WORD.test(text));
  // The preview of a link says less of what is meant than anything beside the link.
  return shown.length > 0 ? shown : [joined('preview')].filter(({ text }) => WORD.test(text));
}

/** What stands in one place of a message, paragraphs parted by blank lines. */
export function wordsAt(texts: readonly TargetText[], place: TextPlace): string {
  return texts
    .filter((one) => one.place === place)
    .map(({ text }) => text)
    .join('\n\n');
}

/** Says where something stands, where that is not where the message begins. */
function placesOf(texts: readonly TargetText[]): (place: TextPlace) => Quotation['place'] {
  const main = texts[0]?.place;
  return (place) => {
    if (place === 'message' || (place === main && place !== 'picture')) return null;
    return (say) => say(`place.${place}`);
  };
}

function partOf(quote: Quotable): QuotePart {
  const { articleId, start, end, citation } = quote;
  return { citationId: citation.id, articleId, start, end, ...inCollection(quote) };
}

/** A place that was said before, as it is said again. */
export function saidAgain(place: string | null): Quotation['place'] {
  return place === null ? null : () => escapedTitle(place, 200);
}
