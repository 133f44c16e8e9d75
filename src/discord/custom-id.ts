/**
 * What a button does, written into its custom id: nothing else is remembered, so buttons outlive
 * restarts. Ids come back from clients and may be forged: reading one is total.
 */
import type { ExcerptRef } from '../model.ts';
import { CUSTOM_ID_MAX } from './limits.ts';

/** Raised when the layout changes: buttons of older messages are then answered politely. */
const VERSION = '1';

/** Excerpts in one reply: the range of `/ask`'s `count`. */
export const COUNT_MIN = 1;
export const COUNT_MAX = 5;

/** As many pointers as fit into 100 characters beside the rest. */
export const REFS_MAX = 7;

/** What a button does. */
export type Action =
  /** Posts the excerpt in the channel. */
  | { readonly name: 'share'; readonly ref: ExcerptRef }
  /** Shows the next `count` of these excerpts; the rest goes into the next button. */
  | { readonly name: 'more'; readonly count: number; readonly refs: readonly ExcerptRef[] }
  /** The same for passages that are near the question but may not answer it. */
  | { readonly name: 'near'; readonly count: number; readonly refs: readonly ExcerptRef[] };

export type ActionName = Action['name'];

/** How the part after `1:name:` is written and read; `read` returns null for anything else. */
interface Codec<A extends Action> {
  write(action: A): string;
  read(body: string): A | null;
}

const CODECS: { readonly [N in ActionName]: Codec<Extract<Action, { name: N }>> } = {
  share: {
    write: ({ ref }) => writeRef(ref),
    read(body) {
      const refs = readRefs(body);
      return refs?.length === 1 ? { name: 'share', ref: refs[0] as ExcerptRef } : null;
    },
  },
  more: {
    write: writeList,
    read: (body) => readList('more', body),
  },
  near: {
    write: writeList,
    read: (body) => readList('near', body),
  },
};

/** The custom id of an action, at most `CUSTOM_ID_MAX` characters: `1:share:…`. */
export function encodeCustomId(action: Action): string {
  // The codec is looked up by the action's own name, which the type system cannot follow.
  const codec = CODECS[action.name] as Codec<Action>;
  const id = `${VERSION}:${action.name}:${codec.write(action)}`;
  if (id.length > CUSTOM_ID_MAX) throw new RangeError(`Custom id of ${id.length} characters`);
  return id;
}

/** The action of a custom id; null when it is forged, another bot's or another version's. */
export function parseCustomId(customId: string): Action | null {
  const [version, name, ...rest] = customId.split(':');
  if (version !== VERSION || name === undefined || !Object.hasOwn(CODECS, name)) return null;
  return CODECS[name as ActionName].read(rest.join(':'));
}

/** Crockford's base 32 without i, l, o, u: six characters for the article, six for the passage. */
const CITATION_ID = /^([0-9a-hjkmnp-tv-z]{6})-?([0-9a-hjkmnp-tv-z]{6})$/;
const REF_LENGTH = 13;

/** One character for a sentence's index. A passage beyond that many sentences loses its highlight only. */
const SENTENCES = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function writeRef({ id, sentence }: ExcerptRef): string {
  const halves = CITATION_ID.exec(id);
  if (!halves) throw new RangeError('Not a citation id');
  return `${halves[1]}${halves[2]}${SENTENCES[sentence] ?? SENTENCES[0]}`;
}

function readRefs(body: string): ExcerptRef[] | null {
  if (body.length === 0 || body.length % REF_LENGTH !== 0) return null;
  const refs: ExcerptRef[] = [];
  for (let at = 0; at < body.length; at += REF_LENGTH) {
    const halves = CITATION_ID.exec(body.slice(at, at + REF_LENGTH - 1));
    const sentence = SENTENCES.indexOf(body.charAt(at + REF_LENGTH - 1));
    if (!halves || sentence < 0) return null;
    refs.push({ id: `${halves[1]}-${halves[2]}`, sentence });
  }
  return refs;
}

function writeList({ count, refs }: { count: number; refs: readonly ExcerptRef[] }): string {
  return `${count}:${refs.map(writeRef).join('')}`;
}

function readList<N extends 'more' | 'near'>(
  name: N,
  body: string,
): { name: N; count: number; refs: ExcerptRef[] } | null {
  const match = /^([1-5]):(.+)$/.exec(body);
  const refs = match && readRefs(match[2] as string);
  if (!match || !refs || refs.length > REFS_MAX) return null;
  return { name, count: Number(match[1]), refs };
}
