/** Corpora to quote from: the sample articles, the shared ones when present, and some in Russian. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutPassages } from '../../src/articles/passages.ts';
import type { Article } from '../../src/model.ts';
import { projectRoot } from '../../src/project-root.ts';
import { type QuotableArticle, QuoteCorpus } from '../../src/quotes/corpus.ts';
import { readArticleFile } from '../support/read-article.ts';

/** Reads Markdown or text as a file of the articles folder is read, one passage a paragraph. */
export async function quotable(text: string, file = 'article.md'): Promise<QuotableArticle> {
  const [article] = (await readArticleFile(Buffer.from(text), file)).articles;
  if (!article) throw new Error('The text holds no article.');
  return { article, passages: await passagesOf(article) };
}

function passagesOf(article: Article) {
  return cutPassages(article, {
    window: Number.MAX_SAFE_INTEGER,
    countTokens: async (texts) => texts.map((text) => text.length),
  });
}

export const RUSSIAN = `# Переговоры

Министр не сказал, что война окончена. Он лишь заметил: «Мы готовы говорить». Через три дня, 14 мая, стороны встретились снова — на этот раз без посредников.

Всё ещё идут бои, но жители уже возвращаются в свои дома. Никто из них не ждал помощи от правительства, и никто её не получил.

Второй раунд начался позже… и длился дольше, чем первый. Бывший посол в Кабуле назвал итог «скромным, но честным».
`;

/** The sample articles and the Russian one; with `shared`, whatever texts stand beside the project. */
export async function articles({ shared = false } = {}): Promise<QuotableArticle[]> {
  const folder = join(projectRoot(), 'articles');
  const found = [await quotable(RUSSIAN, 'talks.md')];
  for (const name of readdirSync(folder).sort()) {
    found.push(await quotable(readFileSync(join(folder, name), 'utf8'), name));
  }
  if (shared) found.push(...(await sharedArticles()));
  return found;
}

async function sharedArticles(): Promise<QuotableArticle[]> {
  const file = join(projectRoot(), '..', 'shared', 'eval', 'squad-articles.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return Promise.all(
    lines.map((line) => {
      const { id, title, paragraphs } = JSON.parse(line) as {
        id: string;
        title: string;
        paragraphs: string[];
      };
      const body = paragraphs.map((text) => text.replace(/\s+/g, ' ')).join('\n\n');
      return quotable(`${title}\n\n${body}\n`, `${id}.txt`);
    }),
  );
}

export async function corpusOf(found: readonly QuotableArticle[]): Promise<QuoteCorpus> {
  const corpus = new QuoteCorpus();
  await corpus.update(found);
  return corpus;
}
