/** `/quote`: a sentence of the articles, found as one types, posted with its source. */
import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { formatExcerptRef, parseExcerptRef } from '../src/citations/excerpt-ref.ts';
import { excerptOf, quoteAt } from '../src/citations/look-up.ts';
import { type Quote, refOf, SENTENCE_ONLY } from '../src/citations/quote.ts';
import { exactly, inCollection, isSameCollection } from '../src/citations/refs.ts';
import { type Completion, defineCommand, type Turn } from '../src/discord/command.ts';
import { oneLine } from '../src/discord/escape.ts';
import { cutLabel } from '../src/discord/fit.ts';
import { notesOn } from '../src/discord/freshness.ts';
import { withChosen } from '../src/discord/layout.ts';
import { CHOICE_NAME_MAX, CHOICES_MAX } from '../src/discord/limits.ts';
import { renderLine } from '../src/discord/message.ts';
import { untilReadable } from '../src/discord/readiness.ts';
import { renderOwn, renderShared } from '../src/discord/render.ts';
import type { Audience, Render } from '../src/discord/reply.ts';
import { showingOf } from '../src/discord/showing.ts';
import { hearing } from '../src/discord/visible.ts';
import { renderWhichSentence, sentenceOptions } from '../src/discord/which-sentence.ts';
import type { ArticleRef, ExcerptRef } from '../src/model.ts';
import type { FoundSentence } from '../src/quotes/sentence-finder.ts';
import type { QuotePart } from '../src/quotes/verdict.ts';
import { isNearlyWhole } from '../src/quotes/whole-sentence.ts';
import { Refusal } from '../src/refusals.ts';
import { choiceName, picked } from './shared/articles.ts';
import { lookUpQuote } from './shared/excerpts.ts';
import { allowedBy, completeFilter, filterOptions, readFilter } from './shared/filters.ts';
import { QUOTE_MAX, readQuote } from './shared/quote-text.ts';
import { quotesOf } from './shared/services.ts';

/** Articles that may be quoted; null are all there are. */
type Among = readonly ArticleRef[] | null;

/** Sentences found that are compared with what was typed in full: it is the best one, or one like it. */
const MOST_COMPARED = 5;
/** The share of the typed words that a sentence has to hold to be offered. */
const LEAST_SHARE = 0.5;

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

  async run(interaction, given) {
    const { options } = interaction;
    const typed = readQuote(options.getString('text', true));
    const isVisible = options.getBoolean('visible') ?? true;
    const { audience, reply } = await hearing(interaction, given, isVisible);
    const turn = { ...given, reply };
    const ref = parseExcerptRef(typed);
    if (ref !== null) {
      await untilReadable(turn, audience);
      await readFilter(interaction, turn);
      const quote = await pickedQuote(ref, turn);
      if (quote) return post(quote, audience, interaction, turn);
    }
    // Who sees the answer is fixed by the first one, and whether all may see it is not known yet.
    await turn.reply.acknowledge('privately');
    const filter = await readFilter(interaction, turn);
    await untilReadable(turn, 'privately', quotesOf(turn));
    const among = await allowedBy(filter, turn.library);
    const quote = await typedQuote(typed, among, turn);
    if (quote) return post(quote, audience, interaction, turn);
    await askWhich(typed, among, interaction, turn);
  },

  async autocomplete(interaction, turn) {
    const { name, value } = interaction.options.getFocused(true);
    if (name !== 'text') return completeFilter(interaction, turn);
    return turn.quotes ? suggestSentences(interaction, value, turn) : [];
  },
});

/** Shows a quote to everyone, or to who asked for it alone. */
async function post(
  quote: Quote,
  audience: Audience,
  interaction: ChatInputCommandInteraction,
  turn: Turn,
): Promise<void> {
  const { reply, hooks, statistics, publicUrlOf } = turn;
  const notes = notesOn(turn);
  if (audience === 'privately') {
    const showing = showingOf(interaction, audience, turn);
    await reply.privately((say) => renderOwn(say, quote, showing, notes(say, quote)));
    return;
  }
  const sharer = { userId: interaction.user.id, as: 'quotedBy', publicUrlOf } as const;
  const render: Render = (say) => renderShared(say, quote, { ...sharer, notes: notes(say, quote) });
  if (await reply.publicly(render)) {
    hooks.onShare({ citationId: quote.citation.id });
    statistics?.shared(quote);
  } else await reply.privately((say) => renderLine(say('sharedPrivately')));
}

/** The sentence of a picked choice; null where it is none. */
async function pickedQuote(ref: ExcerptRef, turn: Turn): Promise<Quote | null> {
  // Without a collection it may be of any that is seen.
  const excerpt = await excerptOf(turn.library, ref);
  return excerpt && lookUpQuote(turn, { ref: refOf(excerpt), steps: SENTENCE_ONLY });
}

/** What somebody typed to the end, or nearly so, instead of picking it; null where they did not. */
async function typedQuote(typed: string, among: Among, turn: Turn): Promise<Quote | null> {
  const { library } = turn;
  const quotes = quotesOf(turn);
  const place = await quotes.findExact(typed);
  const found = place && isAmong(among, place) ? await quoteAt(library, place) : null;
  if (found && isNearlyWhole(typed, found.text)) return found;
  // It may stand in several articles, of which the filter names another, or have a slip in it.
  const sentences = await quotes.find(typed, { limit: MOST_COMPARED, among });
  const whole = sentences.find(({ text }) => isNearlyWhole(typed, text));
  return whole ? lookUpQuote(turn, { ref: sentenceRef(whole), steps: SENTENCE_ONLY }) : null;
}

/** Lets somebody choose what they mean, for their eyes alone. @throws Refusal `quoteNowhere`. */
async function askWhich(
  typed: string,
  among: Among,
  interaction: ChatInputCommandInteraction,
  turn: Turn,
): Promise<void> {
  const all = await quotesOf(turn).find(typed, { limit: CHOICES_MAX, among });
  const found = all.filter(({ share }) => share >= LEAST_SHARE);
  const [only, ...others] = found;
  if (!only) throw new Refusal('quoteNowhere');
  const articles = await turn.library.articles();
  const fromOf = ({ articleId, ...one }: FoundSentence): string => {
    const article = articles.find(({ id, ...of }) => id === articleId && isSameCollection(of, one));
    return article ? choiceName(article) : '';
  };
  const pointerOf = (one: FoundSentence) => formatExcerptRef(exactly(sentenceRef(one)));
  const options = sentenceOptions(
    found.map((one) => ({ value: pointerOf(one), text: one.text, from: fromOf(one) })),
  );
  const quote =
    others.length > 0
      ? null
      : await lookUpQuote(turn, { ref: sentenceRef(only), steps: SENTENCE_ONLY });
  const offered = quote ? withChosen(options, pointerOf(only)) : options;
  const showing = showingOf(interaction, 'privately', turn);
  await turn.reply.privately((say) =>
    renderWhichSentence(say, offered, {
      showing,
      chosen: quote && { quote, notes: notesOn(turn)(say, quote) },
    }),
  );
}

/** Whether a place is in one of some articles; null are all there are. */
function isAmong(among: Among, place: QuotePart): boolean {
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
