/** What is copied is the quote, word for word, whatever it holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copiesOf, renderCopy } from '../../src/discord/copy.ts';
import { MESSAGE_CONTENT_MAX } from '../../src/discord/limits.ts';
import { sayIn } from '../../src/languages/say.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';

const say = sayIn('en-US');

function excerptOf(text: string, title = 'On rivers') {
  const article = makeArticle({
    title,
    author: 'Jane Doe',
    publisher: 'Example Times',
    published: '2025-01-19',
    url: 'https://example.org/a_(b)',
    body: [text],
  });
  const [paragraph] = article.blocks;
  if (!paragraph) throw new Error('No paragraph');
  return makeExcerpt(article, paragraph);
}

/** What Discord shows in the code blocks of a message: nothing in them is read as Markdown. */
function codeBlocks(content: string): string[] {
  return [...content.matchAll(/```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```/gi)].map(
    (match) => match[1] ?? '',
  );
}

const line = fc
  .tuple(hostileLine, fc.integer({ min: 1, max: 20 }))
  .map(([line, times]) => line.repeat(times))
  .filter((line) => line.trim() !== '' && !line.startsWith('## '));

describe('copies', () => {
  it('hold the text exactly, in code blocks or as files', () => {
    fc.assert(
      fc.property(line, hostileLine, (text, title) => {
        const excerpt = excerptOf(text, title);
        const copies = copiesOf(say, excerpt);
        expect(copies.plain.startsWith(`“${text}”\n— `)).toBe(true);
        const quoted = copies.markdown.split('\n>\n')[0] ?? '';
        expect(readMarkdown(quoted).text).toBe(text);
        const { content, files = [] } = renderCopy(say, excerpt);
        expect(content.length).toBeLessThanOrEqual(MESSAGE_CONTENT_MAX);
        const shown =
          files.length === 0
            ? codeBlocks(content)
            : files.map(({ attachment }) => String(attachment));
        expect(shown).toEqual([copies.markdown, copies.plain]);
      }),
      { numRuns: 300 },
    );
  });

  it('name the source', () => {
    const excerpt = excerptOf('Keepers *walk*.', 'Rivers [and] lakes');
    const { id } = excerpt.citation;
    expect(copiesOf(say, excerpt)).toEqual({
      markdown: `> Keepers \\*walk\\*.\n>\n> — Jane Doe, [Rivers \\[and\\] lakes](<https://example.org/a_(b)#:~:text=Keepers%20%2Awalk%2A.>), Example Times, 2025-01-19, ¶ 1, ${id}`,
      plain: `“Keepers *walk*.”\n— Jane Doe, “Rivers [and] lakes”, Example Times, 2025-01-19, ¶ 1, ${id}\nhttps://example.org/a_(b)#:~:text=Keepers%20%2Awalk%2A.`,
    });
  });

  it('are files where the quote has a fence of its own', () => {
    const { files = [] } = renderCopy(say, excerptOf('Then ```rm -rf``` ran.'));
    expect(files.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^quote-.*\.md$/),
      expect.stringMatching(/^quote-.*\.txt$/),
    ]);
    expect(String(files[1]?.attachment)).toContain('Then ```rm -rf``` ran.');
  });
});
