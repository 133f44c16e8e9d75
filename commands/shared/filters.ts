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
import { fitting, namesOf } from '../../src/library/suggestions.ts';
import type { ArticleRef, ArticleSummary, SearchFilter } from '../../src/model.ts';
import { isRefusal, Refusal } from '../../src/refusals.ts';
import { articleFilter, findArticle, type Looking, suggestArticleChoices } from './articles.ts';
import { comparable } from './comparable.ts';
import { dateChoices } from './date-choices.ts';
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
    autocomplete: true,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'until',
    description: 'Only articles published then or earlier: 2024, 2024-11 or 2024-11-05',
    autocomplete: true,
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
  let filter: SearchFilter = {};
  // Dates are told to be wrong before anything is looked up.
  for (const name of ['since', 'until', 'article', 'publisher'] as const) {
    const typed = options.getString(name);
    if (typed !== null) filter = { ...filter, ...(await PARTS[name](turn, typed)) };
    const { since, until } = filter;
    if (since !== undefined && until !== undefined && since > until) {
      throw new Refusal('datesCrossed', { since, until });
    }
  }
  return filter;
}

/** What each option asks for by itself. @throws Refusal where it is not understood. */
const PARTS: Readonly<Record<FilterName, (turn: Looking, typed: string) => Promise<SearchFilter>>> =
  {
    article: async (turn, typed) => articleFilter(await findArticle(turn, typed)),
    publisher: async ({ library }, typed) => ({ publisher: await findPublisher(library, typed) }),
    since: async (_, typed) => ({ since: readDate(typed, 'first') }),
    until: async (_, typed) => ({ until: readDate(typed, 'last') }),
  };

/** The articles that fulfil a filter; null where all do. */
export async function allowedBy(
  filter: SearchFilter,
  library: Library,
): Promise<readonly ArticleRef[] | null> {
  const test = testOf(filter);
  return test && (await library.articles()).filter(test).map(exactly);
}

/** The test of a filter, of its collection too; null when it restricts nothing. */
function testOf(filter: SearchFilter): ((article: ArticleSummary) => boolean) | null {
  const fits = filterOf(filter);
  const { collection } = filter;
  if (fits === null || collection === undefined) return fits;
  return (article) => fits(article) && isSameCollection(article, { collection });
}

/**
 * Choices for `article`, `publisher`, `since` and `until` among the articles that the other options leave;
 * none for another option.
 */
export async function completeFilter(
  interaction: AutocompleteInteraction,
  turn: Looking,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const { name, value } = interaction.options.getFocused(true);
  if (!isFilterName(name)) return [];
  const isLeft = await leftByOthers(interaction, name, turn);
  if (name === 'article') return suggestArticleChoices(turn, value, 'seen', isLeft);
  const articles = (await turn.library.articles()).filter(isLeft);
  if (name === 'publisher') return publisherChoices(articles, value);
  const { locale } = interaction;
  const published = articles.map((article) => article.published);
  return dateChoices(published, value, { side: name, locale, say: turn.say });
}

function publisherChoices(
  articles: readonly ArticleSummary[],
  typed: string,
): APIApplicationCommandOptionChoice<string>[] {
  return fitting(publishersOf(articles), typed, CHOICES_MAX, (name) => namesOf(name)).map(
    (publisher) => ({
      name: cutLabel(oneLine(publisher), CHOICE_NAME_MAX, '…'),
      // A longer value would make Discord refuse all of them; its start is found again.
      value: publisher.length <= CHOICE_NAME_MAX ? publisher : publisher.slice(0, CHOICE_NAME_MAX),
    }),
  );
}

const FILTER_NAMES = ['article', 'since', 'until', 'publisher'] as const;
type FilterName = (typeof FILTER_NAMES)[number];

function isFilterName(name: string): name is FilterName {
  return (FILTER_NAMES as readonly string[]).includes(name);
}

/** Which articles the other options leave; one that is not understood yet leaves all. */
async function leftByOthers(
  { options }: AutocompleteInteraction,
  focused: FilterName,
  turn: Looking,
): Promise<(article: ArticleSummary) => boolean> {
  const tests: ((article: ArticleSummary) => boolean)[] = [];
  for (const name of FILTER_NAMES) {
    const typed = name === focused ? null : options.getString(name);
    if (typed === null) continue;
    const filter = await PARTS[name](turn, typed).catch((error: unknown) => {
      if (isRefusal(error)) return {};
      throw error;
    });
    const test = testOf(filter);
    if (test !== null) tests.push(test);
  }
  return (article) => tests.every((test) => test(article));
}

/** The publisher as it is written in the articles: in full, or the only one that begins so. */
async function findPublisher(library: Library, typed: string): Promise<string> {
  const wanted = comparable(typed);
  const publishers = publishersOf(await library.articles());
  const beginning = publishers.filter((each) => wanted && comparable(each).startsWith(wanted));
  const found = publishers.find((each) => comparable(each) === wanted);
  if (found !== undefined) return found;
  if (beginning.length === 1) return beginning[0] as string;
  throw new Refusal('unknownPublisher', { publisher: typed });
}

/** Those with most articles first. */
function publishersOf(articles: readonly ArticleSummary[]): string[] {
  const counts = new Map<string, number>();
  for (const { publisher } of articles) {
    if (publisher !== null) counts.set(publisher, (counts.get(publisher) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
}
