/** Tells people how one file was read: `footnote articles FILE`. */
import type { Article, Block, FileReading, Span } from '../model.ts';
import type { Statement } from '../refusals.ts';

/** How parts of the description are set off, such as by colour. Each gets and returns text. */
export interface Paint {
  readonly title: (text: string) => string;
  readonly section: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly warning: (text: string) => string;
}

const plain = (text: string): string => text;

/** No colour at all: the default. */
const PLAIN_PAINT: Paint = { title: plain, section: plain, faint: plain, warning: plain };

function describeArticle(article: Article, paint: Paint): string[] {
  const lines = [paint.title(article.title)];
  const known: readonly (readonly [string, string | null])[] = [
    ['author', article.author],
    ['publisher', article.publisher],
    ['published', article.published],
    ['url', article.url],
    ['language', article.language],
    ['id', article.id],
  ];
  for (const [name, value] of known) {
    lines.push(`  ${paint.faint(name.padEnd(10))} ${value ?? paint.faint('unknown')}`);
  }
  let section: string | null = null;
  for (const paragraph of article.blocks) {
    if (paragraph.section !== section) {
      section = paragraph.section;
      if (section !== null) lines.push('', `  ${paint.section(section)}`);
    }
    const [first = '', ...others] = blockLines(article, paragraph, paint);
    lines.push('', `${paint.faint(String(paragraph.number).padStart(4))}  ${first}`);
    lines.push(...others.map((line) => `      ${line}`));
  }
  return lines;
}

/** A block as it was understood: what is no paragraph begins with its kind. */
function blockLines({ text }: Article, block: Block, paint: Paint): string[] {
  const of = ({ start, end }: Span) => text.slice(start, end);
  const whole = (span: Span | null) => (span === null ? [] : [of(span)]);
  switch (block.kind) {
    case 'paragraph':
      return [of(block)];
    case 'caption':
      return [`${paint.faint('caption')} ${of(block)}`];
    case 'code': {
      const named = block.language === null ? 'code' : `code, ${printableName(block.language)}`;
      return [paint.faint(named), ...of(block).split('\n')];
    }
    case 'list': {
      const items = block.items.map((item) => {
        const mark = item.marker === '' ? ' ' : (item.marker ?? '-');
        return `${'  '.repeat(item.depth)}${mark} ${of(item)}`;
      });
      return [paint.faint('list'), ...whole(block.leadIn), ...items];
    }
    case 'table': {
      const rows = block.rows.map((row, i) => {
        const line = row.cells.map(of).join(' | ');
        return i < block.headerRows ? paint.section(line) : line;
      });
      const count = block.headerRows;
      const heads = count === 0 ? 'without a header' : `${count} of its rows the header`;
      return [paint.faint(`table, ${heads}`), ...whole(block.caption), ...rows];
    }
    case 'quotation': {
      const speaker = whole(block.speaker).map((name) => `— ${name}`);
      return [paint.faint('quotation'), ...block.lines.map(of), ...speaker];
    }
    case 'definition': {
      const terms = block.terms.map((term) => paint.section(of(term)));
      return [paint.faint('definition'), ...terms, ...block.lines.map((line) => `  ${of(line)}`)];
    }
  }
}

/** An article may name any language: as much of it as is a name. */
function printableName(language: string): string {
  return language.replace(/\s+/gu, ' ').slice(0, 40);
}

/**
 * A description of how a file was read, in lines without a trailing line end: each article with its
 * metadata, sections and numbered blocks by their kind, then every dropped line with its reason, then the
 * warnings.
 * @param tell says a reason or a warning to whoever reads this.
 */
export function describeReading(
  reading: FileReading,
  tell: (statement: Statement) => string,
  paint: Paint = PLAIN_PAINT,
): string {
  const count = reading.articles.length;
  const lines = [`${reading.file}: ${count} ${count === 1 ? 'article' : 'articles'}`];
  for (const article of reading.articles) lines.push('', ...describeArticle(article, paint));
  if (reading.dropped.length > 0) {
    const total = reading.dropped.length;
    lines.push('', paint.section(`Left out: ${total} ${total === 1 ? 'line' : 'lines'}`));
    for (const { line, text, reason } of reading.dropped) {
      lines.push(`${String(line).padStart(6)}  ${paint.faint(`[${tell(reason)}]`)} ${text}`);
    }
  }
  if (reading.warnings.length > 0) {
    lines.push(
      '',
      ...reading.warnings.map((warning) => paint.warning(`Warning: ${tell(warning)}`)),
    );
  }
  return lines.join('\n');
}
