/** What was found in drafts, as GitHub, SARIF and HTML have it: true places, and nothing that escapes. */
import { createHash } from 'node:crypto';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { makeExcerpt as excerptOf } from '../../src/citations/excerpt.ts';
import {
  type CheckedDraft,
  type DraftReport,
  isProblem,
  regionsIn,
} from '../../src/cli/draft-report.ts';
import { githubReport } from '../../src/cli/report-github.ts';
import { htmlReport } from '../../src/cli/report-html.ts';
import { sarifReport } from '../../src/cli/report-sarif.ts';
import { readQuotations } from '../../src/quotes/extract.ts';
import { quotesOf } from '../../src/quotes/quotes.ts';
import { Refusal } from '../../src/refusals.ts';
import { corpusOf, quotable } from '../quotes/corpora.ts';
import { SARIF_RULES } from './sarif-rules.ts';

const ARTICLE = `---
title: The dam <b>&
url: https://example.org/dam?a=1&b="2"
---

The minister did not say that the dam was safe. It holds, she said, and that is all I know.

The valley was flooded in spring, and a new village was built on the hill for 7 % of the price.
`;
const dam = await quotable(ARTICLE, 'dam.md');
const corpus = await corpusOf([dam]);
const quotes = quotesOf(corpus);
const places = new Map(dam.passages.map((passage) => [passage.id, passage]));

async function report(
  files: Readonly<Record<string, string>>,
  unread: DraftReport['unread'] = [],
): Promise<DraftReport> {
  const drafts: CheckedDraft[] = [];
  for (const [file, text] of Object.entries(files)) {
    const { quotations, skipped } = readQuotations(text, { wholeIfNone: false });
    const checked = [];
    for (const quotation of quotations) {
      checked.push({ quotation, verdict: await quotes.verify(quotation.text) });
    }
    drafts.push({ file, text, checked, skipped });
  }
  return {
    drafts,
    unread,
    citation(id) {
      const passage = places.get(id);
      if (passage === undefined) throw new RangeError(id);
      return excerptOf({ article: dam.article, passage }, 0, 1).citation;
    },
    textOf: () => dam.article.text,
    version: '0.1.0',
  };
}

const DRAFT = [
  "😀 She wrote “The minister did say that the dam was safe” there, 'only so'.",
  '',
  '> The minister did not say … that is all I know.',
  '',
  'And ‘there was nothing of',
  'this in any article: 100%, really’.\r',
  '',
].join('\n');

/** What the runner makes of a command (actions/runner, ActionCommand.cs). */
function parsed(line: string) {
  const [, listed = '', data = ''] = /^::error ([^:]*)::(.*)$/.exec(line) ?? [];
  const plain = (text: string) =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const pairs = listed.split(',').map((pair): [string, string] => {
    const [name = '', value = ''] = pair.split('=', 2) as [string, string?];
    return [name, plain(value.replaceAll('%3A', ':').replaceAll('%2C', ','))];
  });
  return { ...Object.fromEntries(pairs), message: plain(data) } as Record<string, string>;
}

describe('annotations of GitHub', () => {
  it('name file, lines and columns, and say what differs', async () => {
    const lines = githubReport(await report({ 'a b,c:d.md': DRAFT })).split('\n');
    const [altered, missing] = lines.filter((line) => line.startsWith('::'));
    const others = lines.filter((line) => !line.startsWith('::'));
    expect(parsed(altered ?? '')).toMatchObject({
      file: 'a b,c:d.md',
      line: '1',
      endLine: '1',
      col: '14',
      endColumn: '58',
      title: 'Altered quote',
      message: expect.stringContaining('The minister did [-not-] say that the dam was safe'),
    });
    expect(parsed(missing ?? '')).toEqual({
      file: 'a b,c:d.md',
      line: '5',
      endLine: '6',
      title: 'Quote not found',
      message:
        'This quote was not found in the articles.\nthere was nothing of this in any article: 100%, really',
    });
    expect(others).toEqual([
      'part of a sentence a b,c:d.md:3: [The minister did not say] that the dam was safe.',
      'part of a sentence a b,c:d.md:3: It holds, she said, and [that is all I know.]',
      'skipped a b,c:d.md:1: “only so”',
      'Footnote: 3 quotations, 1 verbatim, 1 altered, 1 not found, 1 skipped.',
      '',
    ]);
  });

  it('warn of a number that was cut, and name what hides words', async () => {
    const draft = [
      '> a new village was built on the hill for 7',
      '',
      '“The minister did ~~not~~ say that the dam was safe.”',
    ].join('\n');
    const lines = githubReport(await report({ 'a.md': draft })).split('\n');
    expect(lines[0]).toBe(
      '::warning file=a.md,line=1,endLine=1,col=1,endColumn=44,title=Cut number::“7” is cut from “7 %25”',
    );
    expect(lines[1]).toMatch(
      /^part of a sentence a\.md:1: The valley .*\[a new .* for 7\].* of the price\.$/,
    );
    expect(lines[2]).toMatch(/^::error .*%25 alike; words struck or hidden\./);
  });

  it('name no file for standard input, and say what was not read', async () => {
    const why = new Refusal('fileUnreadable', { file: 'x.md' });
    const [first, second] = githubReport(
      await report({ '-': '> one two three four five six' }, [{ file: 'x.md', why }]),
    ).split('\n');
    expect(first).toBe('::error file=x.md,title=Draft not read::The file x.md cannot be read.');
    expect(second).toMatch(/^::error line=1,endLine=1,col=1,endColumn=30,title=Quote not found::/);
  });

  it('let no word of a draft be a command', async () => {
    const evil = [
      '\n',
      '\r',
      '::',
      '##[error]',
      '::set-output name=a::b',
      '%0A',
      '“',
      '”',
      '> ',
      ' a b c d e ',
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...evil), { maxLength: 30 }), async (pieces) => {
        const all = await report({ '::error::.md': pieces.join('') });
        const lines = githubReport(all).split('\n');
        const problems = all.drafts.flatMap(({ checked }) => checked.filter(isProblem)).length;
        expect(lines.filter((line) => /^\s*::/.test(line))).toHaveLength(problems);
        for (const line of lines.filter((each) => !each.startsWith('::error '))) {
          expect(line).not.toMatch(/##\[|\r/);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('SARIF', () => {
  const ajv = new Ajv({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(SARIF_RULES);
  const isValid = (log: unknown) => {
    validate(JSON.parse(JSON.stringify(log)));
    expect(validate.errors).toBeNull();
  };
  const run = async (files: Readonly<Record<string, string>>) => {
    const log = sarifReport(await report(files));
    isValid(log);
    const [only] = log.runs;
    if (only === undefined) throw new Error('no run');
    return only;
  };

  it('is valid, and its regions are the quotations', async () => {
    const { results, artifacts, tool } = await run({ 'posts/a b#1.md': DRAFT });
    expect(artifacts[0]?.location.uri).toBe('posts/a%20b%231.md');
    const lines = DRAFT.split('\n');
    const cut = results.map(({ locations: [where] }) => {
      if (where === undefined) throw new Error('a result is nowhere');
      const { startLine, startColumn, endLine, endColumn, snippet } = where.physicalLocation.region;
      const inside = lines.slice(startLine - 1, endLine);
      inside[inside.length - 1] = inside.at(-1)?.slice(0, endColumn - 1) ?? '';
      inside[0] = inside[0]?.slice(startColumn - 1) ?? '';
      expect(inside.join('\n')).toBe(snippet.text);
      return snippet.text;
    });
    expect(cut).toEqual([
      '“The minister did say that the dam was safe”',
      '‘there was nothing of\nthis in any article: 100%, really’',
    ]);
    for (const { ruleId, ruleIndex } of results) {
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  it('has a rule for a number that was cut, and the whole of a sentence as a notification', async () => {
    const { results, invocations } = await run({
      'a.md': '> a new village was built on the hill for 7',
    });
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['cut-number', 'warning'],
    ]);
    const [told] = invocations[0]?.toolExecutionNotifications ?? [];
    expect(told?.descriptor.id).toBe('part-of-sentence');
    expect(told?.message.text).toContain('[a new village was built on the hill for 7]');
  });

  it('tells what was skipped and what was not read as notifications', async () => {
    const why = new Refusal('fileUnreadable', { file: '/else/x.md' });
    const log = sarifReport(
      await report({ '-': 'A “scare quote”.' }, [{ file: '/else/x.md', why }]),
    );
    isValid(log);
    const [invocation] = log.runs[0]?.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    const told = invocation?.toolExecutionNotifications.map(
      ({ descriptor, locations: [where] }) => [
        descriptor.id,
        where?.physicalLocation.artifactLocation.uri,
      ],
    );
    expect(told).toEqual([
      ['skipped-quote', 'stdin'],
      ['unread-draft', expect.stringMatching(/^file:\/\/\/(?:.*\/)?else\/x\.md$/)],
    ]);
  });

  it('knows a quotation again that was moved or set otherwise, and two of the same apart', async () => {
    const prints = async (text: string) =>
      (await run({ 'a.md': text })).results.map(
        ({ partialFingerprints }) => partialFingerprints['quotation/v1'],
      );
    const [one, two] = await prints(
      '> the moon is made of cheese\n\nAnd “the moon is made of cheese”.',
    );
    expect(one).not.toBe(two);
    expect(await prints('Before.\n\n\n"the moon is\nmade of cheese" there')).toEqual([one]);
  });

  it('is valid whatever stands in a draft', async () => {
    const piece = fc.constantFrom(
      '“',
      '”',
      '‘',
      '’',
      "'",
      '> ',
      '\n',
      '\r\n',
      '\u202e',
      '\u0000',
      '😀',
      '\ud800',
      'a b c d e ',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.string({ minLength: 1, maxLength: 8 }),
        async (pieces, name) => {
          isValid(
            sarifReport(await report({ [name.replaceAll('\0', '') || 'x']: pieces.join('') })),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the report as a page', () => {
  const page = async (files: Readonly<Record<string, string>>) => {
    const text = htmlReport(await report(files));
    return { text, document: parseHTML(text).document };
  };

  it('shows each quotation with what differs and where it is from', async () => {
    const { document } = await page({ 'draft.md': DRAFT });
    const shown = [...document.querySelectorAll('article')].map((each) => each.className);
    expect(shown).toEqual(['altered', 'verbatim', 'not-found']);
    expect(document.querySelector('del')?.textContent).toBe('left out: not');
    const notes = [...document.querySelectorAll('.verbatim .note')].map((each) => each.textContent);
    expect(notes).toContainEqual(
      expect.stringMatching(/^the ellipsis leaves out: that the dam was safe\. It holds/),
    );
    expect(document.querySelector('details li')?.textContent).toBe('line 1: “only so”');
    const link = document.querySelector('.verbatim .source a');
    expect(link?.getAttribute('href')).toMatch(/^https:\/\/example\.org\/dam\?a=1&b=.*#:~:text=/);
    expect(link?.textContent).toBe('The dam <b>&');
  });

  it('shows the whole of a sentence, and what is cut of a number', async () => {
    const { document } = await page({ 'a.md': '> a new village was built on the hill for 7' });
    const [cut, part] = [...document.querySelectorAll('.note')];
    expect(cut?.textContent).toBe('“7” is cut from “7 %”');
    expect(part?.textContent).toContain('The valley was flooded in spring, and a new village');
    expect(part?.querySelector('b')?.textContent).toContain(
      'a new village was built on the hill for 7',
    );
  });

  it('takes the one style that its policy names, and fetches nothing', async () => {
    const { text, document } = await page({ 'draft.md': DRAFT });
    const style = document.querySelector('style')?.textContent ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(text).not.toMatch(/\bstyle=|\bon\w+=|<script|<link|<img|@import|url\(/);
  });

  it('has words of drafts for words', async () => {
    const evil =
      '“</style><script>alert(1)</script><img src=x onerror=alert(1)> one two \u202e three”';
    const { document } = await page({ '<script>x</script>"\'.md': evil });
    expect(document.querySelectorAll('script, img, iframe')).toHaveLength(0);
    expect(document.querySelector('blockquote')?.textContent).toContain(
      '</style><script>alert(1)</script>',
    );
    expect(document.querySelector('title')?.textContent).toBe('Quotes in <script>x</script>"\'.md');
  });
});

describe('regions', () => {
  it('are those of the text cut into lines', () => {
    const text = fc
      .array(fc.constantFrom('\n', '\r\n', 'a', '😀', ' '), { maxLength: 40 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (given, a, b) => {
        const [start, end] = [a % (given.length + 1), b % (given.length + 1)].sort(
          (x, y) => x - y,
        ) as [number, number];
        const { startLine, startColumn, endLine, endColumn } = regionsIn(given)({ start, end });
        const place = (offset: number) => {
          const before = given.slice(0, offset).split('\n');
          return [before.length, (before.at(-1) ?? '').length + 1];
        };
        expect([startLine, startColumn]).toEqual(place(start));
        expect([endLine, endColumn]).toEqual(place(end));
      }),
    );
  });
});
