/** Checks excerpts against the articles, read anew from their files. */
import { readArticlesFolder } from '../articles/folder.ts';
import { readArticleFile } from '../articles/read-article-file.ts';
import type { Article, Excerpt } from '../model.ts';
import { isRefusal } from '../refusals.ts';

/** Every article of a folder by its id; files that cannot be read are left out. */
export async function readArticles(folder: string): Promise<Map<string, Article>> {
  const articles = new Map<string, Article>();
  for await (const content of readArticlesFolder(folder)) {
    if ('problem' in content) continue;
    try {
      const reading = await readArticleFile(
        content.bytes,
        content.file,
        content.companion,
        content.site,
      );
      for (const article of reading.articles) articles.set(article.id, article);
    } catch (error) {
      if (!isRefusal(error, 'notIndexed')) throw error;
    }
  }
  return articles;
}

/** Whether an excerpt is a slice of its article, and its highlight a part of it. */
export function isVerbatim(excerpt: Excerpt, articles: ReadonlyMap<string, Article>): boolean {
  const { start, end, highlight } = excerpt;
  const article = articles.get(excerpt.articleId);
  return (
    article !== undefined &&
    excerpt.text.length > 0 &&
    article.text.slice(start, end) === excerpt.text &&
    start <= highlight.start &&
    highlight.start < highlight.end &&
    highlight.end <= end
  );
}
