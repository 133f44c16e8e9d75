/** The message to copy a quote from, in both of its forms. */
import type { AttachmentPayload } from 'discord.js';
import { type Copies, copyForms, type MarkdownWriter } from '../citations/copy-forms.ts';
import type { Quotable } from '../citations/quote.ts';
import type { Say } from '../languages/say.ts';
import { escapeTitle, oneLine, quoteBlock } from './escape.ts';
import { MESSAGE_CONTENT_MAX } from './limits.ts';
import { type MessageBody, renderLine } from './render.ts';

const FENCE = '```';

/** As Discord's Markdown has it, which is what most copies are pasted into. */
const WRITER: MarkdownWriter = {
  oneLine,
  label: escapeTitle,
  quote: (text) => quoteBlock(text, null),
};

/** The two forms, for Discord. */
export function copiesOf(say: Say, quotable: Quotable): Copies {
  return copyForms(say, quotable, WRITER);
}

/** A message to copy a quote from, with files where a code block could not hold it exactly. */
export interface CopyMessage extends MessageBody {
  readonly files: AttachmentPayload[];
}

/** Code blocks where both forms fit and hold no fence of their own, else two files. */
export function renderCopy(say: Say, excerpt: Quotable): CopyMessage {
  const { markdown, plain } = copiesOf(say, excerpt);
  const content = [
    say('copyMarkdown'),
    ...[FENCE, markdown, FENCE],
    say('copyPlain'),
    ...[FENCE, plain, FENCE],
  ].join('\n');
  const isExact = !markdown.includes(FENCE) && !plain.includes(FENCE);
  if (isExact && content.length <= MESSAGE_CONTENT_MAX)
    return { ...renderLine(content), files: [] };
  const { id } = excerpt.citation;
  const file = (text: string, ending: string) => ({
    attachment: Buffer.from(text, 'utf8'),
    name: `quote-${id}.${ending}`,
  });
  return { ...renderLine(say('copyFiles')), files: [file(markdown, 'md'), file(plain, 'txt')] };
}
