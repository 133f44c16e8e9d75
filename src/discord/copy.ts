/** A quote to be copied: word for word, as Markdown and as plain text, with a line of reference. */
import type { Say } from '../languages/say.ts';
import { paragraphLabel, type Quotable, sliceOf } from './embed.ts';
import { escapeTitle, oneLine, quoteBlock } from './escape.ts';
import { MESSAGE_CONTENT_MAX } from './limits.ts';
import { type MessageBody, renderLine } from './message.ts';
import { quoteUrl } from './text-fragment.ts';

/** What browsers and mail programs take as an address without breaking it. */
const URL_MAX = 2_000;
const FENCE = '```';

/** Both forms of a quote, exactly as they are copied. */
export interface Copies {
  /** A block quote, its text escaped. */
  readonly markdown: string;
  /** The text unchanged, in quotation marks. */
  readonly plain: string;
}

/** The two forms. */
export function copiesOf(say: Say, excerpt: Quotable): Copies {
  const { article, author, publisher, published, url, id } = excerpt.citation;
  const fits = ({ length }: string) => length <= URL_MAX;
  const link = quoteUrl(url, sliceOf(excerpt, excerpt.highlight), fits);
  const title = oneLine(article);
  const escaped = escapeTitle(title).replaceAll(']', '\\]');
  const reference = (named: string, write: (part: string) => string) => {
    const known = [publisher, published].filter((part) => part !== null).map(oneLine);
    const parts = [named, ...[...known, paragraphLabel(say, excerpt), id].map(write)];
    return `— ${[...(author ? [write(oneLine(author))] : []), ...parts].join(', ')}`;
  };
  const linked = link === null ? escaped : `[${escaped}](<${link}>)`;
  const plainly = reference(say('titled', { title }), (part) => part);
  return {
    markdown: `${quoteBlock(excerpt.text, null)}\n>\n> ${reference(linked, escapeTitle)}`,
    plain: `${say('quoted', { quote: excerpt.text })}\n${plainly}${link === null ? '' : `\n${link}`}`,
  };
}

/** Code blocks where both forms fit and hold no fence of their own, else two files. */
export function renderCopy(say: Say, excerpt: Quotable): MessageBody {
  const { markdown, plain } = copiesOf(say, excerpt);
  const content = [
    say('copyMarkdown'),
    ...[FENCE, markdown, FENCE],
    say('copyPlain'),
    ...[FENCE, plain, FENCE],
  ].join('\n');
  const isExact = !markdown.includes(FENCE) && !plain.includes(FENCE);
  if (isExact && content.length <= MESSAGE_CONTENT_MAX)
    return renderLine(content);
  const { id } = excerpt.citation;
  const file = (text: string, ending: string) => ({
    attachment: Buffer.from(text, 'utf8'),
    name: `quote-${id}.${ending}`,
  });
  return { ...renderLine(say('copyFiles')), files: [file(markdown, 'md'), file(plain, 'txt')] };
}
