/** The `article` option of several commands: completed as one types, found by id or title. */
import type { APIApplicationCommandOptionChoice } from 'discord.js';
import { oneLine } from '../../src/discord/escape.ts';
import { cutLabel } from '../../src/discord/fit.ts';
import { CHOICE_NAME_MAX, CHOICES_MAX } from '../../src/discord/limits.ts';
import type { Library } from '../../src/library/library.ts';
import type { ArticleSummary } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';
import { comparable } from './comparable.ts';

/** Choices for what was typed so far; the value is the article's id. */
export async function suggestArticleChoices(
  library: Library,
  typed: string,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const articles = await library.suggestArticles(typed, CHOICES_MAX);
  return articles.map((article) => ({ name: choiceName(article), value: article.id }));
}

/**
 * The article with this id, else the one with this title, else the only one that fits.
 * @throws Refusal `unknownArticle` when none or several do.
 */
export async function findArticle(library: Library, typed: string): Promise<ArticleSummary> {
  const articles = await library.articles();
  const title = comparable(typed);
  const named = articles.filter((article) => comparable(article.title) === title);
  const fitting = title === '' ? [] : await library.suggestArticles(typed, 2);
  const found =
    articles.find(({ id }) => id === typed) ??
    named[0] ??
    (fitting.length === 1 ? fitting[0] : undefined);
  if (found) return found;
  throw new Refusal('unknownArticle', { article: typed });
}

/** The title, with publisher and date where there is room for them. */
function choiceName({ title, publisher, published }: ArticleSummary): string {
  const name = oneLine(title);
  const source = [publisher && oneLine(publisher), published].filter(Boolean).join(', ');
  const full = source === '' ? name : `${name} · ${source}`;
  return full.length <= CHOICE_NAME_MAX ? full : cutLabel(name, CHOICE_NAME_MAX, '…');
}
