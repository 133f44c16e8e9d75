/** What a reader hands over becomes an Article: its canonical text, and where its blocks stand in it. */
import { createHash } from 'node:crypto';
import { articleId } from '../citations/make-citation-id.ts';
import type { Article, Block, Heading } from '../model.ts';
import { markApart } from './apart.ts';
import { layOut, textOf } from './block-text.ts';
import type { Draft, DraftBlock } from './draft.ts';
import { MAX_FIELD_LENGTH } from './front-matter.ts';
import { withLeadIns } from './lead-in.ts';
import { withoutBlanks } from './without-blanks.ts';

/** A file's name in words: `the-long_winter.md` becomes `The long winter`. */
function titleFromFile(file: string): string {
  const name = (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '');
  const words = name.replace(/[-_.+\s]+/g, ' ').trim();
  return words === '' ? file : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The first heading's text; null where there is none. */
function firstHeading(blocks: readonly DraftBlock[]): string | null {
  const heading = blocks.find(({ kind }) => kind === 'heading');
  return heading === undefined ? null : textOf(heading);
}

/** Lays the blocks out as canonical text, blank lines between, and counts. */
export function buildArticle(draft: Draft, file: string, part: number): Article {
  const { metadata } = draft;
  const written = withoutBlanks(draft.blocks);
  const title = metadata.title ?? firstHeading(written) ?? titleFromFile(file);
  const whole = [...(draft.path ?? []), title].join(' › ');
  const blocks: Block[] = [];
  const headings: Heading[] = [];
  const pieces: string[] = [];
  let offset = 0;
  let section: string | null = null;
  for (const block of markApart(withLeadIns(written), title)) {
    const text = textOf(block);
    if (block.kind === 'heading') {
      section = block.text;
      headings.push({ start: offset, end: offset + text.length, depth: block.depth ?? 2 });
    } else {
      if (block.section !== undefined) section = block.section;
      blocks.push(layOut(block, { start: offset, number: blocks.length + 1, section }));
    }
    pieces.push(text);
    offset += text.length + 2;
  }
  const text = pieces.join('\n\n');
  return {
    id: articleId(file, part),
    file,
    part,
    title: whole.length <= MAX_FIELD_LENGTH ? whole : title,
    author: metadata.author,
    publisher: metadata.publisher,
    published: metadata.published,
    url: metadata.url,
    language: metadata.language,
    text,
    hash: createHash('sha256').update(text, 'utf8').digest('hex'),
    headings,
    blocks,
  };
}
