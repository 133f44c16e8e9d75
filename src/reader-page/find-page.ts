/** Finds what an address of the reader page leads to now, in the collections that opted in. */
import type { FormerPassage } from '../citations/former-passages.ts';
import { excerptOf } from '../citations/look-up.ts';
import { exactly, inCollection } from '../citations/refs.ts';
import type { Trace } from '../citations/trace.ts';
import type { Communities, Served } from '../collections/communities.ts';
import type { Article, Excerpt } from '../model.ts';
import { isRefusal } from '../refusals.ts';
import type { FetchedHistory } from '../sources/source.ts';
import { type ArticlePage, around, articlePage, type Part } from './article-parts.ts';
import { type BlockNow, blockNow } from './block-now.ts';
import {
  type PagedCollection,
  type PagedCollections,
  pageAccess,
  pagedByKey,
} from './page-access.ts';
import { type PageAddress, refOfAddress } from './page-address.ts';

/** What is shown of an article, and what is known of it. */
interface OfArticle {
  readonly collection: PagedCollection;
  readonly article: Article;
  /** What has become of its file, where it was fetched. */
  readonly history: FetchedHistory | null;
  /** When the message was deleted that it was made of, milliseconds since 1970; null where nothing was. */
  readonly messageGoneAt: number | null;
}

/** A passage that is there. */
export interface FoundPassage extends OfArticle {
  readonly excerpt: Excerpt;
  /** Whether the words stand in another article now than when they were cited. */
  readonly isMoved: boolean;
}

/** What was found. */
export type FoundPage =
  | ({ readonly kind: 'passage'; readonly part: Part } & FoundPassage)
  | ({ readonly kind: 'article'; readonly part: ArticlePage } & FoundPassage)
  | ({ readonly kind: 'card' } & FoundPassage)
  /** The article is there, and the passage was reworded. */
  | ({
      readonly kind: 'changed';
      readonly former: FormerPassage;
      readonly now: BlockNow | null;
    } & OfArticle)
  /** Not there, not there any more, or not to be seen: nobody is told which. */
  | { readonly kind: 'missing' }
  /** Not there, and not all is read yet. */
  | { readonly kind: 'early' };

/** Where it is looked for. */
export interface PageSource {
  readonly communities: Pick<Communities, 'serve'>;
  readonly collections: PagedCollections;
  /** When the message was deleted that an article names as its address; see `Originals`. */
  readonly messageGoneAt?: (url: string | null) => number | null;
}

/** See the head of this file. @throws Refusal `databaseAway`. */
export async function findPage(address: PageAddress, source: PageSource): Promise<FoundPage> {
  let isEarly = false;
  for (const collection of pagedByKey(source.collections, address.collection)) {
    const served = await source.communities.serve(pageAccess(collection));
    const found = await findIn(address, collection, {
      ...served,
      messageGoneAt: source.messageGoneAt,
    });
    // What was taken back meanwhile is not shown any more.
    const isPaged = pagedByKey(source.collections, address.collection).some(
      ({ id, page }) => id === collection.id && page === collection.page,
    );
    if (found !== null && isPaged) return found;
    isEarly ||= served.library.status().phase !== 'ready';
  }
  return { kind: isEarly ? 'early' : 'missing' };
}

/** What is served, and what is known beside it. */
type Known = Served & { readonly messageGoneAt: PageSource['messageGoneAt'] };

async function findIn(
  address: PageAddress,
  collection: PagedCollection,
  served: Known,
): Promise<FoundPage | null> {
  if (address.view === 'article' && collection.page !== 'articles') return null;
  const { library } = served;
  const ref = refOfAddress(address);
  const excerpt = await excerptOf(library, ref);
  if (excerpt !== null) return shown(address, { collection, excerpt, isMoved: false }, served);
  const trace = await unlessOther(library.trace(ref));
  if (trace?.state === 'moved') {
    return shown(address, { collection, excerpt: trace.excerpt, isMoved: true }, served);
  }
  if (trace?.state !== 'changed' || trace.former === null || address.view !== 'passage') {
    return null;
  }
  const { former } = trace;
  const article = await library.article(exactly({ ...inCollection(ref), id: trace.article.id }));
  if (article === null) return null;
  const known = knownOf(served, article, ref.collection);
  const now = await blockNow(article, former);
  return { kind: 'changed', collection, article, ...known, former, now };
}

/** What a trace says; null where the words at the place are not the ones that were indexed. */
async function unlessOther(trace: Promise<Trace>): Promise<Trace | null> {
  try {
    return await trace;
  } catch (error) {
    if (isRefusal(error, 'notVerbatim')) return null;
    throw error;
  }
}

async function shown(
  address: PageAddress,
  found: Pick<FoundPassage, 'collection' | 'excerpt' | 'isMoved'>,
  served: Known,
): Promise<FoundPage | null> {
  const { excerpt } = found;
  const { collection } = address;
  const article = await served.library.article({ id: excerpt.articleId, collection });
  // Read anew between the two look-ups: what is shown is the very text that was cited, or nothing.
  if (article?.text.slice(excerpt.start, excerpt.end) !== excerpt.text) return null;
  const passage = { ...found, article, ...knownOf(served, article, collection) };
  switch (address.view) {
    case 'card':
      return { kind: 'card', ...passage };
    case 'passage':
      return { kind: 'passage', ...passage, part: around(article, excerpt) };
    case 'article': {
      const part = articlePage(article, excerpt, address.page);
      return part && { kind: 'article', ...passage, part };
    }
  }
}

function knownOf(
  { histories, messageGoneAt }: Known,
  { file, url }: Article,
  collection: string,
): Pick<OfArticle, 'history' | 'messageGoneAt'> {
  const where = collection === '' ? {} : { collection };
  return {
    history: histories?.historyOf({ file, ...where }) ?? null,
    messageGoneAt: messageGoneAt?.(url) ?? null,
  };
}
