/** A file or page from outside to the file that the articles folder would get, and how that is read. */
import { createHash } from 'node:crypto';
import type { ArticleFormat } from '../articles/article-format.ts';
import { textOf } from '../articles/block-text.ts';
import { toUtf8 } from '../articles/charset.ts';
import { type DraftBlock, isBody } from '../articles/draft.ts';
import { FORMATS, savedAs } from '../articles/formats.ts';
import { httpUrl, splitFrontMatter } from '../articles/front-matter.ts';
import { isParsableMarkdown } from '../articles/markdown-limits.ts';
import { type ReadingWithBlocks, readWithBlocks } from '../articles/read-article-file.ts';
import type { Article, FileReading } from '../model.ts';
import { isRefusal, type Reason, Refusal, statement, type Warning } from '../refusals.ts';
import { ADDABLE_ENDINGS, contentKind } from './content-kind.ts';
import { freeName } from './file-names.ts';
import { MAX_BYTES, MAX_TEXT_BYTES } from './limits.ts';
import { type MessageNames, messageBlocks } from './message-blocks.ts';
import { type OutlinePart, type OutlineRow, outlineRows } from './outline.ts';
import { type Origin, type OutlineHead, outlineOf } from './outline-file.ts';
import { type KnownMetadata, writeFrontMatter, writeMarkdown } from './write-markdown.ts';

/** What somebody wants to add. All of it is hostile. */
export interface Submission {
  readonly bytes: Uint8Array;
  /** The name of the uploaded file, or what a page's address makes of it. */
  readonly name: string;
  /** Where it was fetched from, after redirects; none for an uploaded file. */
  readonly sourceUrl?: string;
  readonly contentType?: string;
  /** Where it is no file but a message of Discord's, whose text the bytes are: what is known of that. */
  readonly message?: SentMessage;
}

/** What is known of a message beside its text, by Discord's own word. */
export interface SentMessage {
  /** What the article is called until somebody calls it otherwise. */
  readonly title: string;
  /** What its author is called; null where Discord does not say who that is. */
  readonly author: string | null;
  /** The day on which it was written, `YYYY-MM-DD`. */
  readonly published: string;
  readonly url: string;
  readonly names: MessageNames;
  /** What whoever keeps it should know. */
  readonly warnings: readonly Warning[];
}

/** What the folder would get. */
export interface Candidate {
  /** A free name in the folder. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Of `bytes` under `fileName`, with what was left out of the page or document that it was made of. */
  readonly reading: FileReading;
  /** SHA-256 of the submitted bytes, hex. */
  readonly sourceSha256: string;
  /** The same row by row, to be chosen from. */
  readonly outline: { readonly head: OutlineHead; readonly rows: readonly OutlineRow[] };
}

/** A name from outside as it may stand in a sentence; empty where nothing of it may. */
function shownName(name: string): string {
  const plain = name
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain;
}

/** Why something that was submitted is no article. */
export function notAdded(
  submitted: string,
  reason: Reason,
  cause?: unknown,
): Refusal<'notAdded' | 'namelessNotAdded'> {
  const name = shownName(submitted);
  if (name === '') return new Refusal('namelessNotAdded', { reason }, { cause });
  return new Refusal('notAdded', { name, reason }, { cause });
}

/** Reads by the rules of the folder; its refusals name what was submitted instead of the file. */
async function read(bytes: Uint8Array, file: string, name: string): Promise<ReadingWithBlocks> {
  try {
    return await readWithBlocks(bytes, file);
  } catch (error) {
    if (!isRefusal(error, 'notIndexed')) throw error;
    throw notAdded(name, error.facts.reason, error);
  }
}

const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./, '');

/** A page's own word for its address counts on its own site only. */
function addressOf(said: string | null, source: string | undefined): string | null {
  const from = source === undefined ? null : httpUrl(source);
  if (said === null || from === null) return said ?? from;
  return siteOf(said) === siteOf(from) ? said : from;
}

/** An article that says that it is from another site than the one that it was fetched from. */
interface Claim {
  readonly claimed: string;
  readonly fetched: string;
  readonly publisher: string | null;
}

/** What an article claims that it cannot vouch for; null for an upload, whose sender does. */
function claimOf({ url, publisher }: Article, source: string | undefined): Claim | null {
  const fetched = addressOf(null, source);
  if (url === null || fetched === null || siteOf(url) === siteOf(fetched)) return null;
  return { claimed: url, fetched, publisher };
}

/** Addresses longer than this are cut in a warning, which has to stay one. */
const SHOWN_ADDRESS = 200;

function claimWarning({ claimed, fetched, publisher }: Claim): Warning {
  const cut = (url: string) =>
    url.length > SHOWN_ADDRESS ? `${url.slice(0, SHOWN_ADDRESS)}…` : url;
  const places = { claimed: cut(claimed), fetched: cut(fetched) };
  return publisher === null
    ? statement('saysOtherSite', places)
    : statement('saysOtherPublisher', { ...places, publisher });
}

/** Text as plain as it can be: what has more marks than Markdown is parsed with. */
export function writePlain(metadata: KnownMetadata, blocks: readonly DraftBlock[]): string {
  const lines = blocks.map((block) =>
    block.kind === 'heading' ? `# ${block.text}` : textOf(block),
  );
  return `${writeFrontMatter(metadata)}${lines.join('\n\n')}\n`;
}

interface Source {
  readonly metadata: KnownMetadata;
  readonly blocks: readonly DraftBlock[];
  readonly dropped: FileReading['dropped'];
  readonly warnings: readonly Warning[];
  readonly origin: Origin;
  /** Where it is a page: its text, in which rows have their places. */
  readonly page?: string;
}

async function sourceOfPage(submission: Submission, format: ArticleFormat): Promise<Source> {
  const { bytes, name, sourceUrl, contentType } = submission;
  const content = format.isText ? toUtf8(bytes, contentType ?? null) : bytes;
  const { reading, blocks } = await read(content, `page${format.endings[0]}`, name);
  // A page holds one article.
  const article = reading.articles[0] as Article;
  const named = article.title !== 'Page';
  return {
    metadata: {
      ...article,
      title: named ? article.title : null,
      url: addressOf(article.url, sourceUrl),
    },
    blocks: blocks[0] ?? [],
    dropped: reading.dropped,
    origin: originOf(sourceUrl, article.url),
    ...(format.isText && { page: new TextDecoder().decode(content) }),
    warnings: reading.warnings.flatMap(({ key, facts }) =>
      key === 'inFile' ? [facts.warning] : [],
    ),
  };
}

/** A message's text has no marks any more when it is kept, so that none is taken for one of Markdown's. */
function sourceOfMessage({ bytes, name }: Submission, message: SentMessage): Source {
  const { names, warnings, ...known } = message;
  const blocks = messageBlocks(new TextDecoder().decode(bytes), names);
  if (!blocks.some(isBody)) throw notAdded(name, statement('empty'));
  const metadata = { ...known, publisher: null, language: null };
  return { metadata, blocks, dropped: [], warnings, origin: originOf(undefined, null) };
}

/** A page or document is stored as Markdown, so that the folder stays readable and keeps no hostile one. */
async function fromSource(
  source: Source,
  { bytes, name }: Submission,
  taken: ReadonlySet<string>,
): Promise<Candidate> {
  const { metadata, blocks } = source;
  const markdown = writeMarkdown(metadata, blocks);
  const isMarkdown = isParsableMarkdown(splitFrontMatter(markdown).body);
  const stored = new TextEncoder().encode(isMarkdown ? markdown : writePlain(metadata, blocks));
  const stem = name.replace(/\.[^.]*$/, '');
  const fileName = freeName(metadata.title ?? stem, isMarkdown ? '.md' : '.txt', taken);
  const again = await read(stored, fileName, name);
  const { reading } = again;
  const text = blocks.map(textOf).join('\n\n');
  const same = reading.articles.length === 1 && reading.articles[0]?.text === text;
  const warnings = [...source.warnings, ...(same ? [] : [statement('readAnew')])].map((warning) =>
    statement('inFile', { file: fileName, warning }),
  );
  const told: FileReading = {
    ...reading,
    dropped: [...source.dropped, ...reading.dropped],
    warnings: [...warnings, ...reading.warnings],
  };
  // What is shown is what would be kept: as it is read again, should that be otherwise.
  const rows = same
    ? outlineRows(partsOf(reading, [blocks]), source.dropped, source.page)
    : [
        ...outlineRows([], source.dropped),
        ...outlineRows(partsOf(told, again.blocks), reading.dropped),
      ];
  const made = { fileName, bytes: stored, reading: told };
  return candidate(made, bytes, outlineOf(told, rows, source.origin));
}

function candidate(
  made: Pick<Candidate, 'fileName' | 'bytes' | 'reading'>,
  source: Uint8Array,
  outline: Candidate['outline'],
): Candidate {
  const sourceSha256 = createHash('sha256').update(source).digest('hex');
  return { ...made, sourceSha256, outline };
}

function partsOf(
  { articles }: FileReading,
  blocks: readonly (readonly DraftBlock[])[],
): OutlinePart[] {
  return articles.map(({ title }, i) => ({ title, blocks: blocks[i] ?? [] }));
}

/** @param said the address that an article names itself. */
function originOf(
  source: string | undefined,
  said: string | null,
  claimedPublisher: string | null = null,
): Origin {
  const fetched = addressOf(null, source);
  const isClaim = said !== null && fetched !== null && siteOf(said) !== siteOf(fetched);
  return { fetched, claimedUrl: isClaim ? said : null, claimedPublisher };
}

/**
 * Text is stored as it is; where it was fetched from is put in front where that changes nothing. An
 * article that claims to be another site's is written anew instead, with the address it was fetched
 * from and without the publisher: what it claims is told beside, and cited by nobody. Several such
 * articles in one file are refused: whoever vouches for them uploads the file.
 */
async function fromText(
  submission: Submission,
  ending: string,
  taken: ReadonlySet<string>,
): Promise<Candidate> {
  const { bytes, name, sourceUrl, contentType } = submission;
  const text = toUtf8(bytes, contentType ?? null);
  const fileName = freeName(name.replace(/\.[^.]*$/, ''), ending, taken);
  const whole = await read(text, fileName, name);
  const { reading } = whole;
  const claim = reading.articles
    .map((each) => claimOf(each, sourceUrl))
    .find((each) => each !== null);
  if (claim) return fromClaim(claim, whole, submission, taken);
  const url = addressOf(null, sourceUrl);
  const [article] = reading.articles;
  if (url !== null && reading.articles.length === 1 && article?.url === null) {
    const front = writeFrontMatter({ ...article, url });
    const more = new Uint8Array(Buffer.concat([Buffer.from(front), text]));
    const again = await read(more, fileName, name);
    const { articles } = again.reading;
    const [same] = articles;
    if (articles.length === 1 && same?.text === article.text && same.url === url) {
      return candidateOfText({ fileName, bytes: more, source: bytes, sourceUrl }, again);
    }
  }
  return candidateOfText({ fileName, bytes: text, source: bytes, sourceUrl }, whole);
}

interface Text extends Pick<Candidate, 'fileName' | 'bytes'> {
  readonly source: Uint8Array;
  readonly sourceUrl: string | undefined;
}

function candidateOfText(
  { fileName, bytes, source, sourceUrl }: Text,
  { reading, blocks }: ReadingWithBlocks,
): Candidate {
  const rows = outlineRows(partsOf(reading, blocks), reading.dropped);
  const outline = outlineOf(reading, rows, originOf(sourceUrl, null));
  return candidate({ fileName, bytes, reading }, source, outline);
}

async function fromClaim(
  claim: Claim,
  { reading: { articles, dropped, warnings }, blocks: [blocks = []] }: ReadingWithBlocks,
  submission: Submission,
  taken: ReadonlySet<string>,
): Promise<Candidate> {
  const [article, another] = articles;
  if (article === undefined || another !== undefined) {
    const { claimed, fetched } = claim;
    const reason = statement('severalOfOtherSites', {
      claimed: siteOf(claimed),
      fetched: siteOf(fetched),
    });
    throw notAdded(submission.name, reason);
  }
  const own = warnings.flatMap(({ key, facts }) => (key === 'inFile' ? [facts.warning] : []));
  const source: Source = {
    metadata: { ...article, url: claim.fetched, publisher: null },
    blocks,
    dropped,
    warnings: [claimWarning(claim), ...own],
    origin: originOf(submission.sourceUrl, claim.claimed, claim.publisher),
  };
  return fromSource(source, submission, taken);
}

/**
 * Reads what somebody wants to add. May take for ever, and is meant for the reading process.
 * @param taken names in the articles folder, in lower case
 * @throws Refusal `notAdded`, with the reason
 */
export async function readCandidate(
  submission: Submission,
  taken: ReadonlySet<string>,
): Promise<Candidate> {
  const { bytes, name } = submission;
  if (bytes.length === 0) throw notAdded(name, statement('empty'));
  if (submission.message !== undefined) {
    return fromSource(sourceOfMessage(submission, submission.message), submission, taken);
  }
  const format = FORMATS[contentKind(bytes, submission) ?? ''];
  const max = format?.isText === false ? MAX_BYTES : MAX_TEXT_BYTES;
  if (bytes.length > max) throw notAdded(name, statement('tooLargeToAdd', { max }));
  if (format === undefined) {
    const endings = savedAs(name);
    const reason =
      endings === null
        ? statement('notAddable', { endings: ADDABLE_ENDINGS })
        : statement('saveAs', { endings });
    throw notAdded(name, reason);
  }
  if (format.isKept) return fromText(submission, format.endings[0], taken);
  return fromSource(await sourceOfPage(submission, format), submission, taken);
}
