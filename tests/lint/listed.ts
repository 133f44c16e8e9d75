/** What the check of the regular expressions has to be told. */

/** A pattern, by its file and the beginning of its source, and why it may be as it is. */
export interface Excused {
  readonly file: string;
  readonly starts: string;
  readonly because: string;
}

const MODEL_NAME = 'the name of a model, which the operator chose';
const SHORT_LINE = 'linear but for bounded repetitions; only lines of `max` units are looked at';
const PAGE =
  'what the bot says, 4,096 characters at most, in the browser of who runs the playground';

/** Patterns that would be slow over foreign text and never meet any. */
export const OWN_TEXT: readonly Excused[] = [
  { file: 'embeddings/models.ts', starts: '(^|[/-])e5-.*instruct', because: MODEL_NAME },
  { file: 'embeddings/models.ts', starts: '(^|[/-])bge-.*-zh', because: MODEL_NAME },
  { file: 'embeddings/models.ts', starts: 'arctic-embed-.*v2', because: MODEL_NAME },
  { file: 'embeddings/models.ts', starts: '(^|[/-])gte-.*', because: MODEL_NAME },
  { file: 'embeddings/models.ts', starts: 'paraphrase-.*minilm', because: MODEL_NAME },
  { file: 'embeddings/hub.ts', starts: '\\/+$', because: 'an address in the settings' },
  {
    file: 'src/library/snapshot-identity.ts',
    starts: '^(?:import|export)',
    because: 'our sources',
  },
  { file: 'src/eval/sets.ts', starts: '\\s*\\n\\s*', because: 'data sets of the evaluation' },
];

/** Patterns that are built where no sample can reach, by file, as they are built there. */
export const STAND_INS: Readonly<Record<string, readonly RegExp[]>> = {
  'src/playground/asked.ts': [/<@!?123456789012345678>/g],
};

/** Patterns that recheck cannot judge in good time, whatever the machine: it is not asked. */
export const UNKNOWN: readonly Excused[] = [
  { file: 'src/playground/page/markdown/inline.ts', starts: '(`+)', because: PAGE },
  { file: 'src/articles/chrome-words.ts', starts: '(?:\\b(?:this|our', because: SHORT_LINE },
  { file: 'src/articles/chrome-words.ts', starts: '^(?:sign up|', because: SHORT_LINE },
  { file: 'src/articles/chrome-words.ts', starts: '^(?:©|', because: SHORT_LINE },
  { file: 'src/articles/chrome-words.ts', starts: '^.{6,300}[\\s', because: SHORT_LINE },
  {
    file: 'src/articles/credits.ts',
    starts: '^(?:(?:\\p{Lu}',
    because: 'linear but for bounded repetitions; only names of MAX_PUBLISHER units are looked at',
  },
  {
    file: 'src/articles/credits.ts',
    starts: '\\s{0,2}(?:[|',
    because: 'linear but for bounded repetitions; only lines of MAX_BYLINE units are looked at',
  },
  {
    file: 'src/log.ts',
    starts: '[MNO][\\w-]{23,27}',
    because: 'each of its starts looks at 28 units before it meets a dot or gives up',
  },
];
