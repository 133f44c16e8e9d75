/** What is known of embedding models by their name: prefixes, pooling, window; and which names are let in. */
import { Refusal } from '../src/refusals.ts';

/** The model that ships with the project and never needs a network. */
export const BUNDLED_MODEL = 'footnote-encoder-v1';
/** The model that ships beside it and reads question and passage together. */
export const BUNDLED_READER = 'footnote-reader-v1';
/** Shipped before the encoder; in settings it stands for `BUNDLED_MODEL` now. */
export const FORMER_MODEL = 'footnote-static-v1';

/** How one vector is read from a model's output: its first position, or the mean over all tokens. */
export type Pooling = 'cls' | 'mean';

/** How texts are handed to a model and its output is read. */
export interface ModelProfile {
  /** Put in front of every question. */
  readonly queryPrefix: string;
  /** Put in front of every passage. */
  readonly passagePrefix: string;
  readonly pooling: Pooling;
  /** Tokens with special ones, where the authors name fewer than the files do; else undefined. */
  readonly window?: number;
  /** The model only looks vectors up and adds them: more than one thread would do it no good. */
  readonly lookup?: boolean;
}

/** Longest window used, in tokens: attention grows with its square, and paragraphs are shorter. */
const LARGEST_WINDOW = 512;

const BGE_QUERY = 'Represent this sentence for searching relevant passages: ';

/** First match wins. Prefixes, pooling and lengths are those of the authors' model cards. */
const FAMILIES: ReadonlyArray<readonly [RegExp, ModelProfile]> = [
  // The bundled graph has summed over the tokens already: one position, see its card.
  [/^footnote-static-v\d+$/, { queryPrefix: '', passagePrefix: '', pooling: 'cls', lookup: true }],
  [
    /(^|[/-])e5-.*instruct/i,
    {
      queryPrefix:
        'Instruct: Given a question, retrieve passages that answer the question\nQuery: ',
      passagePrefix: '',
      pooling: 'mean',
    },
  ],
  [/(^|[/-])e5-/i, { queryPrefix: 'query: ', passagePrefix: 'passage: ', pooling: 'mean' }],
  [/(^|[/-])bge-m3/i, { queryPrefix: '', passagePrefix: '', pooling: 'cls' }],
  [
    /(^|[/-])bge-.*-zh/i,
    { queryPrefix: '为这个句子生成表示以用于检索相关文章：', passagePrefix: '', pooling: 'cls' },
  ],
  [/(^|[/-])bge-/i, { queryPrefix: BGE_QUERY, passagePrefix: '', pooling: 'cls' }],
  [/arctic-embed-.*v2/i, { queryPrefix: 'query: ', passagePrefix: '', pooling: 'cls' }],
  [/arctic-embed/i, { queryPrefix: BGE_QUERY, passagePrefix: '', pooling: 'cls' }],
  [/mxbai-embed/i, { queryPrefix: BGE_QUERY, passagePrefix: '', pooling: 'cls' }],
  [
    /nomic-embed-text/i,
    { queryPrefix: 'search_query: ', passagePrefix: 'search_document: ', pooling: 'mean' },
  ],
  // The first gte models take the mean, the later ones (v1.5, multilingual) the first position.
  [/(^|[/-])gte-.*(v1\.5|multilingual)/i, { queryPrefix: '', passagePrefix: '', pooling: 'cls' }],
  [/paraphrase-.*minilm/i, { queryPrefix: '', passagePrefix: '', pooling: 'mean', window: 128 }],
  [/all-minilm-l6/i, { queryPrefix: '', passagePrefix: '', pooling: 'mean', window: 256 }],
  [/all-minilm-l12/i, { queryPrefix: '', passagePrefix: '', pooling: 'mean', window: 128 }],
  [/all-mpnet-base/i, { queryPrefix: '', passagePrefix: '', pooling: 'mean', window: 384 }],
];

/** MiniLM, mpnet, gte, jina and most others: the mean over the tokens, no prefixes. */
const USUAL: ModelProfile = { queryPrefix: '', passagePrefix: '', pooling: 'mean' };

/** What is known of `model`, by its name; the given prefixes take the known ones' place. */
export function modelProfile(
  model: string,
  prefixes: { queryPrefix?: string | undefined; passagePrefix?: string | undefined } = {},
): ModelProfile {
  const profile = FAMILIES.find(([pattern]) => pattern.test(model))?.[1] ?? USUAL;
  return {
    ...profile,
    queryPrefix: prefixes.queryPrefix ?? profile.queryPrefix,
    passagePrefix: prefixes.passagePrefix ?? profile.passagePrefix,
  };
}

/** Hub names are at most 96 characters a part: letters, digits, `-`, `_`, `.`, never `..` or `--`. */
const NAME_PART = /^(?!.*(\.\.|--))[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/;

/**
 * Checks a configured model name, which becomes a folder and part of a URL.
 * @returns whether it names a bundled model (`name`) or one of the hub (`organisation/name`).
 * @throws Refusal `badModelName` for anything else.
 */
export function modelOrigin(model: string): 'bundled' | 'hub' {
  const parts = model.split('/');
  if (parts.length > 2 || !parts.every((part) => NAME_PART.test(part))) {
    throw new Refusal('badModelName', { bundled: BUNDLED_MODEL });
  }
  return parts.length === 1 ? 'bundled' : 'hub';
}

/** Learned positions of these start after the padding index, so two of them are never used. */
const OFFSET_POSITIONS = new Set([
  'roberta',
  'xlm-roberta',
  'camembert',
  'mpnet',
  'xlm-roberta-xl',
]);

/**
 * Tokens a model reads at most, special ones included.
 * @param files what its tokenizer (`modelMaxLength`) and its configuration say; some leave values
 *   out and some write 1e30 for "not known".
 */
export function modelWindow(
  profile: ModelProfile,
  files: { modelMaxLength: unknown; maxPositions: unknown; modelType: unknown },
): number {
  const positions = sane(files.maxPositions);
  const offset = typeof files.modelType === 'string' && OFFSET_POSITIONS.has(files.modelType);
  return Math.min(
    profile.window ?? LARGEST_WINDOW,
    sane(files.modelMaxLength),
    offset && positions < Number.POSITIVE_INFINITY ? positions - 2 : positions,
    LARGEST_WINDOW,
  );
}

/** A length that a model may mean, or infinity. */
function sane(length: unknown): number {
  const usable = typeof length === 'number' && length > 2 && length <= 1_000_000;
  return usable ? Math.floor(length) : Number.POSITIVE_INFINITY;
}
