/** The exports of what reads Markdown in `src/articles`, and how each is driven. */
import { noMetadata } from '../../../src/articles/draft.ts';
import { ignoreRules } from '../../../src/articles/ignore-rules.ts';
import { hasJsx, jsxPieces } from '../../../src/articles/jsx.ts';
import { readMarkdown } from '../../../src/articles/markdown.ts';
import { rawBlockStarts } from '../../../src/articles/markdown-boxes.ts';
import { codeFound, codeLines, highlightedCode } from '../../../src/articles/markdown-code.ts';
import { isTerm } from '../../../src/articles/markdown-definitions.ts';
import {
  boxTitle,
  calloutOf,
  calloutTitle,
  isContentsMark,
  isProgram,
  isTableCaption,
} from '../../../src/articles/markdown-headers.ts';
import { isEmptyComment } from '../../../src/articles/markdown-inline.ts';
import { isParsableMarkdown } from '../../../src/articles/markdown-limits.ts';
import { linkText } from '../../../src/articles/markdown-marks.ts';
import { withSite } from '../../../src/articles/site.ts';
import { because, type Drive, type Room, text } from '../listed.ts';
import { pieces } from '../made.ts';

const byReading = because('a part of readMarkdown, which is driven');

/** What is not parsable is never given to it. */
const reading =
  (written: (given: string) => string): Drive =>
  (given) => {
    const markdown = written(given);
    return () => isParsableMarkdown(markdown) && readMarkdown(markdown);
  };

/** Marks of dialects, again and again as far as a text is long. */
const marks = (unit: string) =>
  reading((given) => unit.repeat(Math.ceil(given.length / unit.length)).slice(0, given.length));

export const MARKDOWN: Room = {
  'src/articles/ignore-rules.ts': {
    ignoreRules: [
      text((given) => ignoreRules(given).isIgnored('a/b.md')),
      (given) => {
        const rules = ignoreRules(pieces(given).slice(0, 20).join('\n'));
        const name = given.slice(0, 255).replaceAll('/', '-').trim() || 'a';
        return () => rules.isIgnored(name);
      },
    ],
  },
  'src/articles/jsx.ts': {
    hasJsx: [text(hasJsx), text((given) => hasJsx(`<A ${given}`))],
    jsxPieces: [text(jsxPieces), text((given) => jsxPieces(`<Tab ${given}`.repeat(2)))],
  },
  'src/articles/site.ts': {
    isSiteName: because('the name of a file'),
    isSitePage: because('the name of a file'),
    withSite: ['mkdocs.yml', 'docusaurus.config.js', '_category_.json'].flatMap((path) =>
      ['', 'site_url: ', 'nav:\n  - ', "url: '", '{"label":"'].map(
        (before): Drive =>
          (given) => {
            const content = Buffer.from((before + given).slice(0, 64 * 1024));
            const draft = { metadata: noMetadata(), blocks: [], slug: given };
            return () => withSite([draft], 'docs/a/b.md', [{ path, bytes: content }]);
          },
      ),
    ),
  },
  'src/articles/markdown.ts': {
    readMarkdown: [
      reading((given) => given),
      reading((given) => pieces(given).join('\n')),
      ...['[[a ', '%%', '%% a ', '{{< a ', '{% a ', '{/* a ', '{: .a ', '==a ', ' ^a'].map(marks),
      ...['a\n: b\n', ':::a\n', '!!! a\n    ', '%%\na\n', '> [!a] b\n', '<A>\n', '<A b="'].map(
        marks,
      ),
      ...['<details>\n\n', '[^1] ', '![](a)\n*b*\n\n', '<table>\n\n', '~~~\n[[*'].map(marks),
    ],
  },
  'src/articles/markdown-blocks.ts': { markdownBlocks: byReading },
  'src/articles/markdown-boxes.ts': {
    rawBlockStarts: text(rawBlockStarts),
    boxSyntax: byReading,
    boxesFromMarkdown: byReading,
  },
  'src/articles/markdown-captions.ts': { findCaptions: byReading, isCaptionedPicture: byReading },
  'src/articles/markdown-code.ts': {
    codeLines: text(codeLines),
    codeFound: text((given) => codeFound({ lang: given, meta: given, value: given })),
    highlightedCode: text((given) => highlightedCode(`{% highlight ${given}`)),
  },
  'src/articles/markdown-definitions.ts': {
    isTerm: text(isTerm),
    addDefinition: byReading,
    addColon: byReading,
  },
  'src/articles/markdown-gather.ts': { gather: byReading, lineOf: byReading },
  'src/articles/markdown-headers.ts': {
    boxTitle: ['!!! a "', '=== "', ':::', ':::a [', ':::{'].map((before) =>
      text((given) => boxTitle(before + given)),
    ),
    calloutOf: text((given) => calloutOf(`[!${given}`)),
    calloutTitle: text((given) => calloutTitle(given, given)),
    isProgram: ['', 'import ', 'import {', 'export {', 'export const '].map((before) =>
      text((given) => isProgram(before + given)),
    ),
    isContentsMark: text(isContentsMark),
    isTableCaption: text((given) => isTableCaption(`Table:${given}`)),
  },
  'src/articles/markdown-html.ts': {
    addHtml: byReading,
    addComponents: byReading,
    htmlEnd: byReading,
    spanning: byReading,
  },
  'src/articles/markdown-inline.ts': {
    inlineText: byReading,
    isEmptyComment: text((given) => isEmptyComment(`<!--${given}-->`)),
  },
  'src/articles/markdown-limits.ts': { isParsableMarkdown: text(isParsableMarkdown) },
  'src/articles/markdown-list.ts': { addList: byReading },
  'src/articles/markdown-marks.ts': {
    linkText: text((given) => linkText(`[[${given}]]`)),
    kindOfMark: byReading,
    markSyntax: byReading,
    marksFromMarkdown: byReading,
  },
  'src/articles/markdown-quote.ts': { addQuote: byReading, signQuote: byReading },
  'src/articles/markdown-table.ts': { addTable: byReading },
};
