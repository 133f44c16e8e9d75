/** The options that narrow a search down: article, since, until, publisher. */
import {
  type APIApplicationCommandOptionChoice,
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { exactly, isSameCollection } from '../../src/citations/refs.ts';
import { oneLine } from '../../src/discord/escape.ts';
import { cutLabel } from '../../src/discord/fit.ts';
import { CHOICE_NAME_MAX, CHOICES_MAX } from '../../src/discord/limits.ts';
import { filterOf } from '../../src/library/filter.ts';
import type { Library } from '../../src/library/library.ts';
import type { ArticleRef, SearchFilter } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';
import { articleFilter, findArticle, type Looking, suggestArticleChoices } from './articles.ts';
import { comparable } from './comparable.ts';
import { readDate } from './dates.ts';

/** For the definition of a command. */
export const filterOptions: readonly APIApplicationCommandStringOption[] = [
  {
    type: ApplicationCommandOptionType.String,
    name: 'article',
    description: 'Look in one article only',
    autocomplete: true,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'since',
    description: 'Only articles published then or later: 2024, 2024-11 or 2024-11-05',
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'until',
    description: 'Only articles published then or earlier: 2024, 2024-11 or 2024-11-05',
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'publisher',
    description: 'Only articles of one publisher',
    autocomplete: true,
  },
];

/**
 * What the options of a command ask for.
 * @throws Refusal that tells which option is not understood.
 */
export async function readFilter(
  { options }: Pick<ChatInputCommandInteraction | AutocompleteInteraction, 'options'>,
  turn: Looking,
): Promise<SearchFilter> {
  const article = options.getString('article');
  const publisher = options.getString('publisher');
  const [from, to] = [options.getString('since'), options.getString('until')];
  const since = from === null ? null : readDate(from, 'first');
  const until = to === null ? null : readDate(to, 'last');
  if (since !== null && until !== null && since > until) {
    throw new Refusal('datesCrossed', { since, until });
  }
  const found = article === null ? null : await findArticle(turn, article);
  return {
    ...(found && articleFilter(found)),
    ...(publisher !== null && { publisher: await findPublisher(turn.library, publisher) }),
    ...(since !== null && { since }),
    ...(until !== null && { until }),
  };
}

/** The articles that fulfil a filter; null where all do. */
export async function allowedBy(
  filter: SearchFilter,
  library: Library,
): Promise<readonly ArticleRef[] | null> {
  const fits = filterOf(filter);
  if (fits === null) return null;
  const { collection } = filter;
  const isIn = (article: ArticleRef) =>
    collection === undefined || isSameCollection(article, { collection });
  return (await library.articles()).filter((each) => fits(each) && isIn(each)).map(exactly);
}

/** Choices for `article` and `publisher`; none for another option. */
export async function completeFilter(
  interaction: AutocompleteInteraction,
  turn: Looking,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const { name, value } = interaction.options.getFocused(true);
  if (name === 'article') return suggestArticleChoices(turn, value);
  if (name !== 'publisher') return [];
  const wanted = comparable(value);
  return (await publishersOf(turn.library))
    .filter((publisher) => comparable(publisher).includes(wanted))
    .slice(0, CHOICES_MAX)
    .map((publisher) => ({ name: cutLabel(oneLine(publisher), CHOICE_NAME_MAX, '…'), publisher }))
    .map(({ name, publisher }) => ({
      name,
      // A longer value would make Discord refuse all of them; its start is found again.
      value: publisher.length <= CHOICE_NAME_MAX ? publisher : publisher.slice(0, CHOICE_NAME_MAX),
    }));
}

/** The publisher as it is written in the articles: in full, or the only one that begins so. */
async function findPublisher(library: Library, typed: string): Promise<string> {
  const wanted = comparable(typed);
  const publishers = await publishersOf(library);
  const beginning = publishers.filter((each) => wanted && comparable(each).startsWith(wanted));
  const found = publishers.find((each) => comparable(each) === wanted);
  if (found !== undefined) return found;
  if (beginning.length === 1) return beginning[0] as string;
  throw new Refusal('unknownPublisher', { publisher: typed });
}

/** Those with most articles first. */
async function publishersOf(library: Library): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const { publisher } of await library.articles()) {
    if (publisher !== null) counts.set(publisher, (counts.get(publisher) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
}
