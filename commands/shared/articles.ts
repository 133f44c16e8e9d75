/** The `article` option of several commands: completed as one types, found by id or title. */
import {
  type APIApplicationCommandOptionChoice,
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
} from 'discord.js';
import { formatArticleRef, parseArticleRef } from '../../src/citations/excerpt-ref.ts';
import { exactly, type InCollection, isSameCollection } from '../../src/citations/refs.ts';
import type { Completion } from '../../src/discord/command.ts';
import { oneLine } from '../../src/discord/escape.ts';
import { cutLabel } from '../../src/discord/fit.ts';
import { CHOICE_NAME_MAX, CHOICES_MAX } from '../../src/discord/limits.ts';
import type { ArticleRef, ArticleSummary, SearchFilter } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';
import { originsIn } from './collections.ts';
import { comparable } from './comparable.ts';

/** The option. */
export const articleOption: APIApplicationCommandStringOption = {
  type: ApplicationCommandOptionType.String,
  name: 'article',
  description: 'Which one',
  required: true,
  autocomplete: true,
};

/** Where articles are looked for. */
export type Looking = Pick<Completion, 'library' | 'access' | 'serverNames' | 'say'>;

/** A pointer for a choice: it names its collection, the default one too, where it might be of several. */
export function picked<T extends InCollection>(pointer: T, { access }: Pick<Looking, 'access'>): T {
  return access.sees.length > 1 ? exactly(pointer) : pointer;
}

/** Which articles are meant: all that are seen, or those of what may be changed. */
type Scope = 'seen' | 'changed';

/** What is waited for the name of a server, of the half second in which one types on. */
const NAMED_WITHIN_MS = 150;
/** UTF-16 units of whose an article is, beside its title. */
const ORIGIN_MAX = 30;

/** Articles that fit, of all that are seen, where some of them are left out. */
const FITTING_MAX = 1_000;

/**
 * Choices for what was typed so far; the value is the article's id, with its collection.
 * @param isLeft whether an article may be among them.
 */
export async function suggestArticleChoices(
  turn: Looking,
  typed: string,
  scope: Scope = 'seen',
  isLeft: (article: ArticleSummary) => boolean = () => true,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const fitting = await fittingIn(turn, typed, FITTING_MAX, scope);
  const articles = fitting.filter(isLeft).slice(0, CHOICES_MAX);
  const names = articles.map(choiceName);
  // Every community has a rules.md: where two are called alike, it is said whose they are.
  const hasTwins = new Set(names).size < names.length;
  const originOf = hasTwins ? await originsIn(turn, NAMED_WITHIN_MS) : () => null;
  return articles.map((article, i) => ({
    name: withOrigin(names[i] ?? '', originOf(turn.say, article)),
    value: formatArticleRef(picked(article, turn)),
  }));
}

/**
 * The article with this id, else the one with this title, else the only one that fits; a place's own ones
 * before others.
 * @throws Refusal `unknownArticle` when none or several do.
 */
export async function findArticle(
  turn: Looking,
  typed: string,
  scope: Scope = 'seen',
): Promise<ArticleSummary> {
  const order = new Map(turn.access.sees.map(({ key }, index) => [key, index]));
  const rank = ({ collection = '' }: ArticleSummary) => order.get(collection) ?? order.size;
  const all = scope === 'seen' ? await turn.library.articles() : await articlesToChange(turn);
  const articles = [...all].sort((a, b) => rank(a) - rank(b));
  const ref = parseArticleRef(typed);
  const title = comparable(typed);
  const named = articles.filter((article) => comparable(article.title) === title);
  const fitting = title === '' ? [] : await fittingIn(turn, typed, 2, scope);
  const found =
    articles.find((each) => ref !== null && leadsTo(ref, each)) ??
    named[0] ??
    (fitting.length === 1 ? fitting[0] : undefined);
  if (found) return found;
  throw new Refusal('unknownArticle', { article: typed });
}

/** Articles that fit what was typed, best first. */
async function fittingIn(
  { library, access }: Looking,
  typed: string,
  limit: number,
  scope: Scope,
): Promise<readonly ArticleSummary[]> {
  const isWhole = scope === 'seen' || access.sees.length < 2;
  const fitting = await library.suggestArticles(typed, isWhole ? limit : FITTING_MAX);
  return isWhole ? fitting : fitting.filter((each) => isChanged(each, access)).slice(0, limit);
}

/** A key is of its own collection; a bare id may be of any. */
function leadsTo({ id, collection }: ArticleRef, article: ArticleSummary): boolean {
  if (article.id !== id) return false;
  return collection === undefined || isSameCollection({ collection }, article);
}

/** A search of this article alone. */
export function articleFilter(article: ArticleRef): SearchFilter {
  const { id: articleId, collection } = exactly(article);
  return { articleId, collection };
}

/** The articles of what may be changed where somebody is. */
export async function articlesToChange({
  library,
  access,
}: Looking): Promise<readonly ArticleSummary[]> {
  return (await library.articles()).filter((each) => isChanged(each, access));
}

function isChanged(article: ArticleSummary, { changes }: Looking['access']): boolean {
  return changes !== null && isSameCollection(article, { collection: changes.key });
}

/** A choice's name with the collection that it is from, which is never what is cut. */
function withOrigin(name: string, origin: string | null): string {
  if (origin === null) return name;
  const mark = ` · ${cutLabel(oneLine(origin), ORIGIN_MAX, '…')}`;
  return `${cutLabel(name, CHOICE_NAME_MAX - mark.length, '…')}${mark}`;
}

/** The title, with publisher and date where there is room for them. */
export function choiceName({ title, publisher, published }: ArticleSummary): string {
  const name = oneLine(title);
  const source = [publisher && oneLine(publisher), published].filter(Boolean).join(', ');
  const full = source === '' ? name : `${name} · ${source}`;
  return full.length <= CHOICE_NAME_MAX ? full : cutLabel(name, CHOICE_NAME_MAX, '…');
}
