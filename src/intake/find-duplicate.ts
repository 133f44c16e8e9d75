/** Notices that an article to be added is in the folder already, as it is or nearly so. */
import { readArticlesFolder } from '../articles/folder.ts';
import { readArticleFile } from '../articles/read-article-file.ts';
import { comparisonKey } from '../articles/tidy.ts';
import type { Article, FileReading } from '../model.ts';

/** An article that is there already. */
export interface Duplicate {
  readonly file: string;
  readonly title: string;
}

/** Of its paragraphs this share stands in the other article: the same, with a line more or less. */
const SAME_SHARE = 0.9;

/** Shorter paragraphs are the same in many articles; they count where there are no others. */
const TELLING_LENGTH = 40;

/**
 * What an address is the same by: without scheme, `www.`, fragment and a slash at its end; null for
 * a site's front page, which careless sites name as the address of all their pages.
 */
export function addressKey(url: string | null): string | null {
  const key = (url ?? '')
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/#.*$/s, '')
    .replace(/\/+$/, '');
  return key.includes('/') || key.includes('?') ? key : null;
}

function paragraphKeys({ text, paragraphs }: Pick<Article, 'text' | 'paragraphs'>): Set<string> {
  const keys = paragraphs.map(({ start, end }) => comparisonKey(text.slice(start, end)));
  const telling = keys.filter((key) => key.length >= TELLING_LENGTH);
  return new Set(telling.length > 0 ? telling : keys);
}

/** Whether nearly all that `candidate` says stands in `other`. */
function isContained(candidate: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  let same = 0;
  for (const key of candidate) if (other.has(key)) same += 1;
  return candidate.size > 0 && same / candidate.size > SAME_SHARE;
}

/**
 * Reads the folder and compares: the same bytes, text or address, or more than 90 % of the
 * candidate's paragraphs. Files that cannot be read are passed over.
 * @param sha256 of the file to be added, as it came and as it will be stored, hex
 */
export async function findDuplicate(
  candidate: Pick<FileReading, 'articles'>,
  sha256: ReadonlySet<string>,
  articlesDir: string,
): Promise<Duplicate | null> {
  const wanted = candidate.articles.map((article) => ({
    hash: article.hash,
    address: addressKey(article.url),
    keys: paragraphKeys(article),
  }));
  for await (const content of readArticlesFolder(articlesDir)) {
    if ('problem' in content) continue;
    let reading: FileReading;
    try {
      reading = readArticleFile(content.bytes, content.file);
    } catch {
      continue;
    }
    const [first] = reading.articles;
    if (first && sha256.has(reading.sha256)) return { file: first.file, title: first.title };
    for (const article of reading.articles) {
      const keys = paragraphKeys(article);
      const address = addressKey(article.url);
      const same = wanted.some(
        (each) =>
          each.hash === article.hash ||
          (address !== null && each.address === address) ||
          isContained(each.keys, keys),
      );
      if (same) return { file: article.file, title: article.title };
    }
  }
  return null;
}
