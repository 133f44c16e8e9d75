/** Work of a reading process: a page, or what a feed says of an article, as the file that the folder would get. */
import { extname } from 'node:path';
import { decodeAs, detectCharset } from '../articles/charset.ts';
import { splitFrontMatter } from '../articles/front-matter.ts';
import { readArticleFile } from '../articles/read-article-file.ts';
import { type Candidate, readCandidate, type Submission } from '../intake/candidate.ts';
import { submissionOf } from '../intake/fetched-page.ts';
import { freeName } from '../intake/file-names.ts';
import { traitsOf } from '../intake/traits.ts';
import { type KnownMetadata, writeFrontMatter } from '../intake/write-markdown.ts';
import { detectLanguage } from '../languages/detect.ts';
import type { Article } from '../model.ts';
import { type FetchedText, type TextToRead, textHashOf } from './fetched-text.ts';
import type { ListedItem } from './listing.ts';
import { doubtOf, looksCut } from './looks-cut.ts';
import { escaped } from './plain-words.ts';

/** @throws Refusal `notAdded`, with the reason. */
export async function work(given: TextToRead): Promise<FetchedText> {
  const { from } = given;
  const submission = 'bytes' in from ? submissionOf(from) : asPage(from);
  const candidate = await readCandidate(submission, new Set(given.taken));
  return described(await withFacts(candidate, given), given.item?.sharesPage === true);
}

/** What a feed says of an article, as a page at its address. */
function asPage({ title, url, content }: ListedItem): Submission {
  const head = `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(title ?? '')}</title></head>`;
  const heading = title === null ? '' : `<h1>${escaped(title)}</h1>`;
  const body = `<body><main><article>${heading}\n${content?.html ?? ''}\n</article></main></body></html>`;
  return {
    bytes: new TextEncoder().encode(head + body),
    name: `${title ?? 'article'}.html`,
    ...(url !== null && { sourceUrl: url }),
    contentType: 'text/html; charset=utf-8',
  };
}

type Stored = Pick<Candidate, 'fileName' | 'bytes' | 'reading'>;

/**
 * The same file with all that is known of it in front: what its list says where it says nothing itself,
 * where it was fetched and when. Only where that changes no word of it; several articles in one file
 * have no front matter in common.
 */
async function withFacts(candidate: Candidate, given: TextToRead): Promise<Stored> {
  const { fileName, bytes, reading } = candidate;
  const [article, another] = reading.articles;
  if (article === undefined || another !== undefined) return candidate;
  const text = decodeAs(bytes, detectCharset(bytes, null).label);
  const facts = factsOf(article, given);
  const front = withFetching(writeFrontMatter(facts), given);
  const more = new TextEncoder().encode(front + splitFrontMatter(text).body.replace(/^\n+/, ''));
  const named = freeName(facts.title ?? fileName, extname(fileName), new Set(given.taken));
  const again = await readArticleFile(more, named);
  const isSame = again.articles.length === 1 && again.articles[0]?.text === article.text;
  if (!isSame) return candidate;
  // What was left out of the page that it was made of is in no file any more.
  return {
    fileName: named,
    bytes: more,
    reading: { ...again, dropped: reading.dropped, warnings: reading.warnings },
  };
}

function factsOf(article: Article, { from, item, publisher }: TextToRead): KnownMetadata {
  // Of its own page, a page knows more than a list; a feed's own text is what the feed says that it is.
  const isPage = 'bytes' in from;
  const first = <T>(page: T | null, list: T | null | undefined): T | null =>
    isPage ? (page ?? list ?? null) : (list ?? page);
  return {
    title: headlineOf(item) ?? article.title,
    author: first(article.author, item?.author),
    publisher: isPage ? (article.publisher ?? publisher) : publisher,
    published: first(article.published, item?.published),
    // What a feed says of an article without a page is at no address, whatever stands in it.
    url: isPage ? article.url : from.url,
    language: languageOf(article, item),
  };
}

/** A feed's headline has no name of a site in it; null for the label of a link, and a shortened one. */
function headlineOf(item: ListedItem | null): string | null {
  const isOfFeed = item !== null && (item.content !== null || item.published !== null);
  return isOfFeed && item.title !== null && !/(?:…|\.\.\.)$/.test(item.title) ? item.title : null;
}

/** A feed says one language for all that is in it; where a text is in another, that is no use. */
function languageOf({ language, text }: Article, item: ListedItem | null): string | null {
  const said = language ?? item?.language ?? null;
  const seen = detectLanguage(text);
  if (said === null || seen === null || said.split('-')[0] === seen) return said;
  return language;
}

/** What no reader of articles needs, and people do. */
function withFetching(front: string, { source, fetchedAt }: TextToRead): string {
  const facts = `fetched: ${JSON.stringify(fetchedAt)}\nfetched-from: ${JSON.stringify(source)}\n`;
  return front.replace(/---\n\n$/, `${facts}---\n\n`);
}

function described({ fileName, bytes, reading }: Stored, sharesPage: boolean): FetchedText {
  const texts = reading.articles.map(({ text }) => text);
  return {
    fileName,
    bytes,
    reading,
    traits: reading.articles.map((article) =>
      traitsOf(sharesPage ? { ...article, url: null } : article),
    ),
    textHash: textHashOf(reading),
    length: texts.reduce((sum, { length }) => sum + length, 0),
    doubt: doubtOf(reading),
    looksCut: looksCut(texts.at(-1) ?? ''),
  };
}
