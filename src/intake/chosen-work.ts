/** Work of a reading process: a waiting article as managers chose it, as the file that would be kept. */
import { extname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { buildArticle } from '../articles/build-article.ts';
import { decodeText } from '../articles/decode.ts';
import { splitFrontMatter } from '../articles/front-matter.ts';
import { isParsableMarkdown } from '../articles/markdown-limits.ts';
import { readArticleFile } from '../articles/read-article-file.ts';
import type { Article, ArticleMetadata, Block, Span } from '../model.ts';
import { Refusal } from '../refusals.ts';
import { writePlain } from './candidate.ts';
import { type Choices, chosenBlocks, correctedMetadata } from './choices.ts';
import { freeName } from './file-names.ts';
import type { OutlineRow } from './outline.ts';
import { allRows, openOutline } from './outline-file.ts';
import { writeFrontMatter, writeMarkdown } from './write-markdown.ts';

/** What is chosen, and of what. */
export interface ToChoose {
  /** The outline's file. */
  readonly outline: Uint8Array;
  readonly choices: Choices;
  /** The file that would be kept without choices. */
  readonly content: Uint8Array;
  readonly fileName: string;
}

/** What is kept instead. */
export interface Chosen {
  /** Need not be free. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Read again, it must give exactly this. */
type Wanted = Pick<Article, 'text' | 'blocks' | 'headings'> & ArticleMetadata;

const NONE_TAKEN: ReadonlySet<string> = new Set();

/**
 * Where only what is known was put right, the text stays as its author wrote it; else it is written
 * anew. What is kept must be what was shown, so each is read again and compared.
 * @throws Refusal `notWaiting`, `severalNotChosen`, `nothingLeft`, or `choicesNotKept` where the chosen
 *   text cannot be written so that it is read as it was shown.
 */
export async function work({ outline, choices, content, fileName }: ToChoose): Promise<Chosen> {
  const opened = openOutline(outline);
  const facts = opened?.head.articles[0];
  if (!opened || !facts) throw new Refusal('notWaiting');
  const n = opened.head.articles.length;
  if (n > 1) throw new Refusal('severalNotChosen', { n });
  const metadata = correctedMetadata(facts, choices);
  const blocks = chosenBlocks(allRows(opened), choices);
  if (!blocks.some(({ kind }) => kind !== 'heading')) throw new Refusal('nothingLeft');
  const wanted = buildArticle({ metadata, blocks }, fileName, 1);
  for (const made of candidates(metadata, blocks, { choices, content, fileName })) {
    if (await readsAs(made, wanted)) return made;
  }
  throw new Refusal('choicesNotKept');
}

/** From the one that changes least to the plainest. */
function* candidates(
  metadata: ArticleMetadata,
  blocks: readonly OutlineRow['block'][],
  { choices, content, fileName }: Omit<ToChoose, 'outline'>,
): Generator<Chosen> {
  const { title } = choices.corrections;
  const stem = title ?? fileName.replace(/\.[^.]*$/, '');
  const name = (ending: string) => freeName(stem, ending, NONE_TAKEN);
  const encode = (text: string) => new TextEncoder().encode(text);
  if (choices.taken.length === 0 && choices.left.length === 0) {
    const { body } = splitFrontMatter(decodeText(content).text);
    const bytes = encode(`${writeFrontMatter(metadata)}${body.replace(/^\n+/, '')}`);
    yield { fileName: name(extname(fileName)), bytes };
  }
  const markdown = writeMarkdown(metadata, blocks);
  if (isParsableMarkdown(splitFrontMatter(markdown).body)) {
    yield { fileName: name('.md'), bytes: encode(markdown) };
  } else yield { fileName: name('.txt'), bytes: encode(writePlain(metadata, blocks)) };
}

async function readsAs({ fileName, bytes }: Chosen, wanted: Wanted): Promise<boolean> {
  const { articles } = await readArticleFile(bytes, fileName).catch(() => ({ articles: [] }));
  const [article, another] = articles;
  if (article === undefined || another !== undefined) return false;
  const fields = ['text', 'title', 'author', 'publisher', 'published', 'url', 'language'] as const;
  return (
    fields.every((field) => article[field] === wanted[field]) &&
    isDeepStrictEqual(article.blocks.map(placeOf), wanted.blocks.map(placeOf)) &&
    isDeepStrictEqual(article.headings.map(spanOf), wanted.headings.map(spanOf))
  );
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function placeOf(block: Block): Span & Pick<Block, 'kind'> {
  return { kind: block.kind, ...spanOf(block) };
}
