/** `/quote`: a sentence of the articles, found as one types, posted with its source. */
import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
} from 'discord.js';
import { formatExcerptRef, parseExcerptRef } from '../src/citations/excerpt-ref.ts';
import { excerptOf, quoteAt } from '../src/citations/look-up.ts';
import { type Quote, refOf, SENTENCE_ONLY } from '../src/citations/quote.ts';
import { inCollection, isSameCollection } from '../src/citations/refs.ts';
import { type Completion, defineCommand, type Turn } from '../src/discord/command.ts';
import { oneLine } from '../src/discord/escape.ts';
import { cutLabel } from '../src/discord/fit.ts';
import { notesOn } from '../src/discord/freshness.ts';
import { CHOICE_NAME_MAX, CHOICES_MAX } from '../src/discord/limits.ts';
import { untilReadable } from '../src/discord/readiness.ts';
import { renderOwn, renderShared } from '../src/discord/render.ts';
import { showingOf } from '../src/discord/showing.ts';
import type { ArticleRef, ExcerptRef, SearchFilter } from '../src/model.ts';
import type { FoundSentence } from '../src/quotes/sentence-finder.ts';
import type { QuotePart } from '../src/quotes/verdict.ts';
import { Refusal } from '../src/refusals.ts';
import { picked } from './shared/articles.ts';
import { comparable } from './shared/comparable.ts';
import { lookUpQuote } from './shared/excerpts.ts';
import { allowedBy, completeFilter, filterOptions, readFilter } from './shared/filters.ts';
import { QUOTE_MAX, readQuote } from './shared/quote-text.ts';
import { quotesOf } from './shared/services.ts';

export const quote = defineCommand({
  data: {
    name: 'quote',
    description: 'Post a sentence of the articles with its source, found as you type',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'text',
        description: 'Some words of the sentence',
        required: true,
        autocomplete: true,
        max_length: QUOTE_MAX,
      },
      ...filterOptions,
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'visible',
        description: 'Show it to everyone in the channel (if left out, yes)',
      },
    ],
  },

  async run(interaction, turn) {
    const { reply, hooks, publicUrlOf } = turn;
    const { options, user } = interaction;
    const audience = (options.getBoolean('visible') ?? true) ? 'publicly' : 'privately';
    await untilReadable(turn, audience);
    const filter = await readFilter(interaction, turn);
    const typed = readQuote(options.getString('text', true));
    const picked = await pickedQuote(typed, turn);
    if (!picked) await untilReadable(turn, audience, quotesOf(turn));
    const quote = picked ?? (await typedQuote(typed, filter, turn));
    await reply[audience]((say) => {
      const notes = notesOn(turn)(say, quote);
      return audience === 'publicly'
        ? renderShared(say, quote, { userId: user.id, as: 'quotedBy', notes, publicUrlOf })
        : renderOwn(say, quote, showingOf(interaction, audience, turn), notes);
    });
    if (audience === 'publicly') hooks.onShare({ citationId: quote.citation.id });
  },

  async autocomplete(interaction, turn) {
    const { name, value } = interaction.options.getFocused(true);
    if (name !== 'text') return completeFilter(interaction, turn);
    return turn.quotes ? suggestSentences(interaction, value, turn) : [];
  },
});

/** The sentence of a picked choice; null where the text is none. */
async function pickedQuote(typed: string, turn: Turn): Promise<Quote | null> {
  const ref = parseExcerptRef(typed);
  // Without a collection it may be of any that is seen.
  const excerpt = ref && (await excerptOf(turn.library, ref));
  return excerpt && lookUpQuote(turn, { ref: refOf(excerpt), steps: SENTENCE_ONLY });
}

/**
 * What somebody typed to the end instead of picking it, where it stands word for word.
 * @throws Refusal `quoteNowhere` where it does not.
 */
async function typedQuote(typed: string, filter: SearchFilter, turn: Turn): Promise<Quote> {
  const { library } = turn;
  const quotes = quotesOf(turn);
  const among = await allowedBy(filter, library);
  const place = await quotes.findExact(typed);
  const found = place && isAmong(among, place) ? await quoteAt(library, place) : null;
  if (found) return found;
  // It may stand in several articles, of which the filter names another.
  for (const sentence of await quotes.find(typed, { limit: 1, among })) {
    const { text } = sentence;
    if (!comparable(text).includes(comparable(typed)) || comparable(typed) === '') continue;
    return lookUpQuote(turn, {
      ref: sentenceRef(sentence),
      steps: SENTENCE_ONLY,
    });
  }
  throw new Refusal('quoteNowhere');
}

/** Whether a place is in one of some articles; null are all there are. */
function isAmong(among: readonly ArticleRef[] | null, place: QuotePart): boolean {
  const isOf = (one: ArticleRef) => one.id === place.articleId && isSameCollection(one, place);
  return among?.some(isOf) ?? true;
}

function sentenceRef(found: FoundSentence): ExcerptRef {
  return { id: found.citationId, sentence: found.sentence, ...inCollection(found) };
}

async function suggestSentences(
  interaction: AutocompleteInteraction,
  typed: string,
  turn: Completion,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const { library } = turn;
  const among = await allowedBy(await readFilter(interaction, turn), library);
  const choices = new Map<string, string>();
  for (const found of await quotesOf(turn).find(typed, { limit: CHOICES_MAX, among })) {
    // Two that look alike could not be told apart, and Discord refuses them.
    const name = cutLabel(oneLine(found.text), CHOICE_NAME_MAX, '…');
    const value = formatExcerptRef(picked(sentenceRef(found), turn));
    if (name !== '' && !choices.has(name)) choices.set(name, value);
  }
  return Array.from(choices, ([name, value]) => ({ name, value }));
}
