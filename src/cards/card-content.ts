/** What of a quote stands on its card, and the words for who does not see it. */
import { plainQuote } from '../citations/plain-quote.ts';
import { inText, markedIn, type Quotable } from '../citations/quote.ts';
import { aroundQuote, shownContext } from '../citations/shown-context.ts';
import type { Span } from '../model.ts';
import { Refusal } from '../refusals.ts';
import { ALT_MAX, type CardContent } from './card.ts';

/** UTF-16 units that titles and publishers are shortened to: two lines, and half of one. */
const TITLE_MAX = 110;
const PUBLISHER_MAX = 40;

/**
 * What is drawn of a quote.
 * @throws Refusal `cardTooLong` for what no picture's description could hold.
 */
export function contentOf(quote: Quotable): CardContent {
  // What follows is made of all of it, and a quote may be a whole article.
  if (quote.text.length > ALT_MAX) throw new Refusal('cardTooLong');
  const { text, start, pieces, citation } = quote;
  const { article, publisher, published, id } = citation;
  const { above, below } = aroundQuote(shownContext(quote), quote);
  return {
    ...{ text, start, pieces, above, below },
    marked: partlyMarked(quote),
    title: shortened(oneLine(article), TITLE_MAX),
    publisher: publisher === null ? null : shortened(oneLine(publisher), PUBLISHER_MAX),
    published,
    citationId: id,
  };
}

/**
 * All words of a card: the quote with what stands around it, and where it stands as far as there is room.
 * @throws Refusal `cardTooLong` where the quote alone is longer than `ALT_MAX`.
 */
export function altOf(content: CardContent): string {
  const { above, below, title, publisher, published, citationId } = content;
  const lines = [...above, ...below].map(({ text }) => text);
  const quote = [
    ...lines.slice(0, above.length),
    plainQuote(content),
    ...lines.slice(above.length),
  ].join('\n');
  if (quote.length > ALT_MAX) throw new Refusal('cardTooLong');
  const known = [title, publisher, published, citationId].filter((each) => each !== null);
  const whole = `${quote}\n— ${known.join(' · ')}`;
  return whole.length <= ALT_MAX ? whole : quote;
}

/** Where all of it is pointed out, nothing is. */
function partlyMarked(quote: Quotable): Span | null {
  const marked = markedIn(quote);
  if (marked === null) return null;
  const { start, end } = inText(quote, marked);
  const rest = quote.text.slice(0, start) + quote.text.slice(end);
  return rest.trim() === '' ? null : marked;
}

/** As many whole words as there is room for, and …; cut within a word only where the first one is too long. */
function shortened(words: string, max: number): string {
  if (words.length <= max) return words;
  const room = words.slice(0, max);
  const end = room.lastIndexOf(' ');
  const cut = end > max / 2 ? room.slice(0, end) : room.replace(/[\ud800-\udbff]$/, '');
  return `${cut.replace(/[\s,;:.–—-]{1,9}$/u, '')}…`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
