/** Tells people how one file was read: `footnote articles FILE`. */
import type { Article, FileReading } from '../model.ts';
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
    const text = article.text.slice(paragraph.start, paragraph.end);
    lines.push('', `${paint.faint(String(paragraph.number).padStart(4))}  ${text}`);
  }
  return lines;
}

/**
 * A description of how a file was read, in lines without a trailing line end: each article with its
 * metadata, sections and numbered paragraphs, then every dropped line with its reason, then the
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
