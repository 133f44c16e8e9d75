/** What was found in drafts as SARIF 2.1.0, which code scanning and editors read. */
import { createHash } from 'node:crypto';
import type { Span } from '../model.ts';
import { tokenize } from '../quotes/tokens.ts';
import { type CheckedDraft, type DraftReport, regionsIn, STANDARD_INPUT } from './draft-report.ts';
import type { Checked } from './print-verdict.ts';
import { relativeUri } from './relative-path.ts';
import { tell } from './tell.ts';
import {
  cutNumbersOf,
  cutSentencesOf,
  LONGEST_REPORTED,
  namedParts,
  oneLine,
  reportedWords,
  sourceLine,
  verdictSentence,
} from './verdict-words.ts';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** What addresses of drafts are relative to: whoever reads the file knows where that is. */
const BASE = '%SRCROOT%';
/** Hexadecimal digits that tell a quotation from others of its draft. */
const FINGERPRINT_DIGITS = 32;

const ALTERED = {
  id: 'altered-quote',
  name: 'AlteredQuote',
  shortDescription: { text: 'A quote differs from its source.' },
  fullDescription: {
    text: 'The articles have a passage very like this quote, but some of its words or marks are others.',
  },
  help: {
    text: 'Quote the words as they stand in the article. An ellipsis (… or […]) may stand for words left out, and brackets for a letter whose case was changed.',
  },
};
const NOT_FOUND = {
  id: 'quote-not-found',
  name: 'QuoteNotFound',
  shortDescription: { text: 'A quote stands in no article.' },
  fullDescription: { text: 'Nothing like this quote stands in the articles.' },
  help: {
    text: 'Quote what an article says, or take the quotation marks away. A quote of another source is for you to check.',
  },
};
const CUT_NUMBER = {
  id: 'cut-number',
  name: 'CutNumber',
  shortDescription: { text: 'A quote has a part of a number.' },
  fullDescription: {
    text: 'The words are those of the article, but a number has lost its unit, its sign or some of its digits where the quote begins or ends.',
  },
  help: { text: 'Quote the number with what belongs to it.' },
};
const RULES = [
  { rule: ALTERED, level: 'error' },
  { rule: NOT_FOUND, level: 'error' },
  { rule: CUT_NUMBER, level: 'warning' },
].map(({ rule, level }) => ({
  ...rule,
  defaultConfiguration: { level },
  properties: { tags: ['quotation'], precision: 'very-high', 'problem.severity': level },
}));
const SKIPPED = {
  id: 'skipped-quote',
  name: 'SkippedQuote',
  shortDescription: { text: 'What stands in quotation marks is too short to be verified.' },
};
const PART = {
  id: 'part-of-sentence',
  name: 'PartOfSentence',
  shortDescription: { text: 'A quote begins or ends inside a sentence.' },
};
const UNREAD = {
  id: 'unread-draft',
  name: 'UnreadDraft',
  shortDescription: { text: 'A draft could not be read.' },
};

const NOTIFICATIONS = [SKIPPED, PART, UNREAD];

/**
 * A log of one run (OASIS, Static Analysis Results Interchange Format 2.1.0). Results are what is altered,
 * not found or has a number cut; what was skipped or not read, and the whole of sentences that a quote has a
 * part of, is told as notifications.
 */
export function sarifReport({ drafts, unread, version, ...report }: DraftReport) {
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Footnote',
            version,
            semanticVersion: version,
            rules: RULES,
            notifications: NOTIFICATIONS,
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [BASE]: { description: { text: 'The folder that Footnote was started in.' } },
        },
        artifacts: drafts.map(({ file }) => ({
          location: artifactOf(file),
          encoding: 'utf-8',
          roles: ['analysisTarget'],
        })),
        invocations: [
          {
            executionSuccessful: unread.length === 0,
            toolExecutionNotifications: [
              ...drafts.flatMap(notesOn),
              ...unread.map(({ file, why }) => ({
                descriptor: descriptorOf(UNREAD),
                level: 'error',
                message: { text: tell(why) },
                locations: [{ physicalLocation: { artifactLocation: artifactOf(file) } }],
              })),
            ],
          },
        ],
        results: drafts.flatMap((draft, index) => resultsOf(draft, index, report)),
      },
    ],
  };
}

function artifactOf(file: string) {
  if (file === STANDARD_INPUT) return { uri: 'stdin', uriBaseId: BASE };
  const uri = relativeUri(file);
  return /^file:/.test(uri) ? { uri } : { uri, uriBaseId: BASE };
}

function descriptorOf(descriptor: (typeof NOTIFICATIONS)[number]) {
  return { id: descriptor.id, index: NOTIFICATIONS.indexOf(descriptor) };
}

function notesOn(draft: CheckedDraft, index: number) {
  const regionOf = regionsIn(draft.text);
  const note = (descriptor: (typeof NOTIFICATIONS)[number], span: Span, text: string) => ({
    descriptor: descriptorOf(descriptor),
    level: 'note',
    message: { text },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { ...artifactOf(draft.file), index },
          region: regionOf(span),
        },
      },
    ],
  });
  return [
    ...draft.skipped.map((quotation) =>
      note(
        SKIPPED,
        quotation,
        `Too short to verify: “${oneLine(quotation.text, LONGEST_REPORTED)}”`,
      ),
    ),
    ...draft.checked.flatMap(({ quotation, verdict }) =>
      verdict.kind !== 'verbatim'
        ? []
        : cutSentencesOf(verdict).map(({ before, quoted, after }) =>
            note(PART, quotation, `Part of: ${before}[${quoted}]${after}`),
          ),
    ),
  ];
}

function resultsOf(
  { file, text, checked }: CheckedDraft,
  index: number,
  { citation }: Pick<DraftReport, 'citation'>,
) {
  const regionOf = regionsIn(text);
  const seen = new Map<string, number>();
  return checked.flatMap((each) => {
    const { quotation, verdict } = each;
    const rule = RULES.find(({ id }) => id === ruleOf(each));
    if (rule === undefined) return [];
    const cited = namedParts(verdict).map(({ citationId }) => citation(citationId));
    const result = {
      ruleId: rule.id,
      ruleIndex: RULES.indexOf(rule),
      level: rule.defaultConfiguration.level,
      kind: 'fail',
      message: { text: message(each, cited.map(sourceLine)) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { ...artifactOf(file), index },
            region: {
              ...regionOf(quotation),
              snippet: { text: text.slice(quotation.start, quotation.end) },
            },
          },
        },
      ],
      partialFingerprints: { 'quotation/v1': fingerprint(quotation.text, seen) },
      properties: {
        citations: cited.map(({ id }) => id),
        ...(verdict.kind === 'altered' && { similarity: verdict.similarity }),
      },
    };
    return [result];
  });
}

/** Which rule is broken; null where none is. */
function ruleOf({ verdict }: Checked): string | null {
  if (verdict.kind === 'altered') return ALTERED.id;
  if (verdict.kind === 'not-found') return NOT_FOUND.id;
  return verdict.kind === 'verbatim' && verdict.cutNumbers.length > 0 ? CUT_NUMBER.id : null;
}

function message({ quotation, verdict }: Checked, sources: readonly string[]): string {
  if (verdict.kind === 'verbatim') return [...cutNumbersOf(verdict), ...sources].join('\n');
  const parts = [`${verdictSentence(verdict)} “${reportedWords(quotation.text, verdict)}”`];
  if (sources.length > 0) parts.push(`Compare: ${sources.join('; ')}`);
  return parts.join('\n');
}

/** The same for a quotation that was moved or set otherwise; one that comes twice has two. */
function fingerprint(text: string, seen: Map<string, number>): string {
  const words = tokenize(text)
    .map(({ key }) => key)
    .join(' ');
  const count = (seen.get(words) ?? 0) + 1;
  seen.set(words, count);
  const hash = createHash('sha256').update(words).digest('hex').slice(0, FINGERPRINT_DIGITS);
  return `${hash}:${count}`;
}
