/** What would come of a source that somebody wants: looked at and read, and nothing of it kept. */
import { guardUrl } from '../intake/address-guard.ts';
import { asStatement, isRefusal, Refusal, type Statement, statement } from '../refusals.ts';
import { PREVIEWED, USUAL_MOST, USUAL_MS } from './limits.ts';
import { listSource, refuseIfEmpty, type SourceListing } from './list-source.ts';
import type { ListedItem } from './listing.ts';
import type { FetchedSource, LookParts } from './look-run.ts';
import type { ReadFor } from './read-fetched.ts';
import { readItem } from './read-item.ts';
import { MAX_NAME, type PreviewArticle, type SourcePreview, type WantedSource } from './source.ts';
import { isSourceName, nameOf, readAddress } from './source-settings.ts';

/** By what it is looked at. */
export type PreviewParts = Pick<LookParts, 'fetcher' | 'reader' | 'known' | 'now'> & {
  readonly allowlist: readonly string[];
  /** Whether a name is another source's, or a folder of articles that no source has filled. */
  readonly isTaken: (name: string) => Promise<boolean>;
  /** The source that has an address; null where none has. */
  readonly withAddress: (address: string) => string | null;
};

/** Items that a list is read up to, where nobody says how many are wanted. */
const MOST_LISTED = 100;

/** All of a preview but what it is kept by. */
export type Previewed = Omit<SourcePreview, 'id' | 'expiresAt'>;

/** See `Sources.preview`. */
export async function previewSource(
  wanted: WantedSource,
  parts: PreviewParts,
  reading: ReadFor,
): Promise<Previewed> {
  const read = readAddress(wanted.address);
  // The guard says best what is wrong with an address, or lets it through.
  const { url } = guardUrl(wanted.address, parts.allowlist);
  const address = 'value' in read ? read.value : url.href;
  const there = parts.withAddress(address);
  if (there !== null) throw new Refusal('sourceThere', { name: there });
  await refuseName(wanted.name, parts);
  const query = { address, kind: wanted.kind ?? null, only: wanted.only ?? null };
  const most = wanted.most ?? MOST_LISTED;
  const listing = await listSource({ ...query, most, known: null }, parts, reading);
  if (listing === null) throw new Error('a list that is as it was, and was never asked for');
  refuseIfEmpty(listing);
  const source = await sourceOf(wanted, address, listing, parts);
  const newest: PreviewArticle[] = [];
  for (const item of listing.items.slice(0, Math.min(PREVIEWED, source.most))) {
    newest.push(await previewItem(item, { source, listing }, parts, reading));
  }
  const { title, found, named, feeds } = listing;
  return { source, title, found: Math.min(found, source.most), named, newest, feeds };
}

async function refuseName(name: string | undefined, { isTaken }: PreviewParts): Promise<void> {
  if (name === undefined) return;
  if (!isSourceName(name)) throw new Refusal('badSourceName', { max: MAX_NAME });
  if (await isTaken(name)) throw new Refusal('sourceNameTaken', { name });
}

async function sourceOf(
  wanted: WantedSource,
  address: string,
  { kind }: SourceListing,
  parts: PreviewParts,
): Promise<FetchedSource> {
  return {
    name: wanted.name ?? (await freeSourceName(nameOf(kind, address), parts)),
    kind,
    address,
    everyMs: wanted.everyMs ?? USUAL_MS[kind],
    only: wanted.only ?? null,
    most: kind === 'page' ? 1 : (wanted.most ?? USUAL_MOST[kind]),
    keep: wanted.keep ?? null,
    announce: wanted.announce ?? null,
    line: 0,
  };
}

async function freeSourceName(name: string, { isTaken }: PreviewParts): Promise<string> {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const free = name.slice(0, MAX_NAME - suffix.length).replace(/-$/, '') + suffix;
    if (!(await isTaken(free))) return free;
  }
}

/** An article that cannot be had is shown with the reason. */
async function previewItem(
  item: ListedItem,
  { source, listing }: { readonly source: FetchedSource; readonly listing: SourceListing },
  parts: PreviewParts,
  reading: ReadFor,
): Promise<PreviewArticle> {
  const { url, published } = item;
  const title = item.title ?? url ?? item.key;
  const without = (problem: Statement): PreviewArticle => ({
    ...{ title, url, published, problem, reading: null, sameAs: null },
  });
  try {
    const read = await readItem(
      {
        item,
        listUrl: listing.url,
        listTitle: source.kind === 'feed' ? listing.title : null,
        source: source.name,
        taken: [],
        known: null,
      },
      parts,
      reading,
    );
    if (read.kind !== 'read') {
      return without(statement('pageMissing', { host: new URL(url ?? listing.url).host }));
    }
    const { text, doubt } = read;
    const [article] = text.reading.articles;
    return {
      title: article?.title ?? title,
      url: article?.url ?? url,
      published: article?.published ?? published,
      reading: text.reading,
      problem: doubt,
      sameAs: await parts.known.findDuplicate({ files: [], articles: text.traits }),
    };
  } catch (error) {
    if (!isRefusal(error) || reading.signal.aborted) throw error;
    return without(asStatement(error));
  }
}
