/** The message to copy a quote from, in both of its forms. */
import { type Copies, copyForms, type MarkdownWriter } from '../citations/copy-forms.ts';
import type { Quotable } from '../citations/quote.ts';
import type { Say } from '../languages/say.ts';
import { copiedMarkdown } from './copied-markdown.ts';
import { escapeTitle, oneLine } from './escape.ts';
import { MESSAGE_CONTENT_MAX } from './limits.ts';
import { type MessageBody, renderLine } from './message.ts';

const FENCE = '```';

/** As Discord's Markdown has it, which is what most copies are pasted into. */
const WRITER: MarkdownWriter = {
  oneLine,
  label: escapeTitle,
  quote: copiedMarkdown,
};

/** The two forms, for Discord. */
export function copiesOf(say: Say, quotable: Quotable): Copies {
  return copyForms(say, quotable, WRITER);
}

/**
 * Code blocks where both forms fit and hold no fence of their own, else two files. Code is a fence in
 * Markdown alone: then only that form is a file.
 */
export function renderCopy(say: Say, excerpt: Quotable): MessageBody {
  const { markdown, plain } = copiesOf(say, excerpt);
  const { id } = excerpt.citation;
  const file = (text: string, ending: string) => ({
    attachment: Buffer.from(text, 'utf8'),
    name: `quote-${id}.${ending}`,
  });
  const files = [file(markdown, 'md'), file(plain, 'txt')];
  const plainBlock = [say('copyPlain'), FENCE, plain, FENCE];
  const hasFence = markdown.includes(FENCE);
  const content = hasFence
    ? [...plainBlock, say('copyMarkdown')].join('\n')
    : [say('copyMarkdown'), FENCE, markdown, FENCE, ...plainBlock].join('\n');
  const isExact = !plain.includes(FENCE) && content.length <= MESSAGE_CONTENT_MAX;
  if (!isExact) return { ...renderLine(say('copyFiles')), files };
  return hasFence ? { ...renderLine(content), files: files.slice(0, 1) } : renderLine(content);
}
