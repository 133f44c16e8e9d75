/**
 * What a button does, written into its custom id: nothing else is remembered, so buttons outlive
 * restarts. Ids come back from clients and may be forged: reading one is total.
 */
import type { CardTheme } from '../cards/card.ts';
import { type QuoteRef, SENTENCE_ONLY, STEPS_MAX } from '../citations/quote.ts';
import type { InCollection } from '../citations/refs.ts';
import { type CollectionKey, isCollectionKey } from '../collections/collection.ts';
import type { ExcerptRef } from '../model.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import { CUSTOM_ID_MAX } from './limits.ts';
import {
  type OfArticle,
  readArticle,
  readKey,
  readRefs,
  writeArticle,
  writeKey,
  writeRefs,
} from './pointer-codec.ts';

/** Raised when the layout changes: buttons of older messages are then answered politely. */
const VERSION = '1';

/** Excerpts in one reply: the range of `/ask`'s `count`. */
export const COUNT_MIN = 1;
export const COUNT_MAX = 5;

/** As many pointers as fit into 100 characters beside the rest, where all are of the default collection. */
export const REFS_MAX = 7;

/** A page of a staged article's rows, counted from 0: of all, or of those that were left out. */
interface RowsPage {
  readonly staged: string;
  readonly view: 'all' | 'out';
  readonly page: number;
}

/** Settings of a server that are chosen by a word, and by channels: `ServerSettings`. */
const CHOSEN_SETTINGS = ['language', 'mentions', 'visible', 'cardTheme', 'cardAccent'] as const;
const CHANNEL_SETTINGS = ['visible', 'announcements', 'digest'] as const;
export type ChosenSetting = (typeof CHOSEN_SETTINGS)[number];
export type ChannelSetting = (typeof CHANNEL_SETTINGS)[number];

/** What a button does. A pointer without a collection's key is of the default one. */
export type Action =
  /** Posts the excerpt in the channel. */
  | ({ readonly name: 'share' } & QuoteRef)
  /** Shows the excerpt with more of its article, privately. */
  | ({ readonly name: 'context' } & QuoteRef)
  /** The same, in the message that the button is on. */
  | ({ readonly name: 'wider' } & QuoteRef)
  /** Gives the excerpt privately, to be copied. */
  | ({ readonly name: 'copy' } & QuoteRef)
  /** Checks what the message shows as a whole; looks for passages that bear on it. */
  | { readonly name: 'checkAll' }
  | { readonly name: 'findSources' }
  /** A menu of sentences that may be meant: what is chosen there is shown beneath, to be shared. */
  | { readonly name: 'choose' }
  /** Posts the excerpt in the channel as a picture. */
  | ({ readonly name: 'picture'; readonly theme: CardTheme } & QuoteRef)
  /** Shows the next `count` of these excerpts; the rest goes into the next button. */
  | { readonly name: 'more'; readonly count: number; readonly refs: readonly ExcerptRef[] }
  /** The same for passages that are near the question but may not answer it. */
  | { readonly name: 'near'; readonly count: number; readonly refs: readonly ExcerptRef[] }
  /** A menu of passages: what is chosen there is shown beneath, as an answer or as one of the nearest. */
  | { readonly name: 'open'; readonly as: 'answer' | 'nearest' }
  /**
   * Opens the form that asks for a question which follows the answer; `asked` is what was searched where that
   * is not the question above it, as much as there is room for.
   */
  | { readonly name: 'followUp'; readonly asked: string | null }
  /** That form. */
  | { readonly name: 'followedUp'; readonly asked: string | null }
  /**
   * Keeps that somebody wants to be told when there is an answer to the question above, or to `asked` where that
   * was searched in its place; forgets that.
   */
  | { readonly name: 'tellMe'; readonly asked: string | null }
  | { readonly name: 'neverMind'; readonly asker: string }
  /** Asks the question above once more, of all articles; `count` passages in full. */
  | { readonly name: 'unfiltered'; readonly count: number }
  /** Says of the answer that it is on whether it helped. */
  | { readonly name: 'helped'; readonly helpful: boolean }
  /** A menu of passages whose answers did not help: what is chosen there is shown beside it. */
  | { readonly name: 'disliked' }
  /** Takes back a public message that this user had the bot write; null where nobody did. */
  | { readonly name: 'remove'; readonly userId: string | null }
  /** Opens the article at the passage, privately. */
  | { readonly name: 'source'; readonly ref: ExcerptRef }
  /** Shows what an article is made of, privately. */
  | ({ readonly name: 'outline' } & OfArticle)
  /** Shows a page of an article, counted from 0. */
  | ({ readonly name: 'read'; readonly page: number } & OfArticle)
  /** Shows a page of the list of articles, counted from 0. */
  | { readonly name: 'list'; readonly page: number }
  /**
   * Puts a staged article among the others, or throws it away. `edition` is that of the choices that
   * were shown; 0 where it is left out.
   */
  | { readonly name: 'keep'; readonly staged: string; readonly edition?: number }
  | { readonly name: 'discard'; readonly staged: string }
  /** Shows a staged article at a glance. */
  | { readonly name: 'overview'; readonly staged: string }
  /** Shows a page of its rows. */
  | ({ readonly name: 'lines' } & RowsPage)
  /** Menus of the rows of such a page: what is chosen there is kept, or left out. */
  | ({ readonly name: 'take' } & RowsPage)
  | ({ readonly name: 'leave' } & RowsPage)
  /** Opens the form that puts right what is known of it. */
  | { readonly name: 'correct'; readonly staged: string }
  /** That form; `shown` are marks of what its fields held: see `fieldMarks`. */
  | { readonly name: 'corrected'; readonly staged: string; readonly shown: string }
  /** Takes an article out of the folder. */
  | ({ readonly name: 'delete' } & OfArticle)
  /** Shows which messages of kept articles were deleted; decides that the article of one stays. */
  | { readonly name: 'originals' }
  | { readonly name: 'settleOriginal'; readonly message: string }
  /** Puts back what was taken out. */
  | { readonly name: 'undo'; readonly removed: string }
  /** A menu of questions without an answer: to the chosen one an answer is pinned; the form for that. */
  | { readonly name: 'pinGap' }
  | { readonly name: 'pinnedGap'; readonly gap: string }
  /** Pins what was shown, or throws it away. */
  | { readonly name: 'pin'; readonly draft: string }
  | { readonly name: 'dropPin'; readonly draft: string }
  /** Forgets the questions that the articles could not answer. */
  | { readonly name: 'forget' }
  /** Lets one's direct messages use the articles of the server where it is pressed; or of one no more. */
  | { readonly name: 'useInMessages' }
  | { readonly name: 'stopInMessages'; readonly server: string }
  /** Decides whether the default collection is seen, too; `collection` is the one that was shown. */
  | {
      readonly name: 'seeDefault';
      readonly collection: CollectionKey;
      readonly isSeen: boolean;
    }
  /** Opens the form that asks for a collection's title before all of it is deleted; that form. */
  | { readonly name: 'deleteAll'; readonly collection: CollectionKey }
  | { readonly name: 'deletedAll'; readonly collection: CollectionKey }
  /** A menu of what managers choose for a server: what is chosen there is kept at once; the same of channels. */
  | { readonly name: 'set'; readonly setting: ChosenSetting }
  | { readonly name: 'setChannels'; readonly setting: ChannelSetting }
  /** Opens the form that asks for the accent of cards; that form. */
  | { readonly name: 'accent' }
  | { readonly name: 'accentTyped' }
  /** Does nothing of what it was asked whether that is wanted. */
  | { readonly name: 'cancel' }
  /** Shows a page of the list of sources, counted from 0; or looks at those that it shows. */
  | { readonly name: 'sources'; readonly page: number }
  | { readonly name: 'look'; readonly page: number }
  /** Adds a source that was shown, or throws it away. */
  | { readonly name: 'addSource'; readonly preview: string }
  | { readonly name: 'dropSource'; readonly preview: string }
  /** Shows a feed that the page of a preview names, in its place. */
  | { readonly name: 'feed'; readonly preview: string; readonly address: string }
  /** Removes a source; its articles too where that is said. */
  | ({
      readonly name: 'removeSource';
      readonly source: string;
      readonly withArticles: boolean;
    } & InCollection)
  /** Shows a page of the articles that wait for a manager, counted from 0. */
  | { readonly name: 'waits'; readonly page: number }
  /** Decides on one of them, and shows the page again. */
  | { readonly name: 'takeWaiting'; readonly waiting: string; readonly page: number }
  | { readonly name: 'dropWaiting'; readonly waiting: string; readonly page: number };

export type ActionName = Action['name'];

/** How the part after `1:name:` is written and read; `read` returns null for anything else. */
interface Codec<A extends Action> {
  write(action: A): string;
  read(body: string): A | null;
}

const CODECS: { readonly [N in ActionName]: Codec<Extract<Action, { name: N }>> } = {
  share: { write: writeQuote, read: (body) => readQuote('share', body) },
  context: { write: writeQuote, read: (body) => readQuote('context', body) },
  wider: { write: writeQuote, read: (body) => readQuote('wider', body) },
  copy: { write: writeQuote, read: (body) => readQuote('copy', body) },
  checkAll: {
    write: () => 'shown',
    read: (body) => (body === 'shown' ? { name: 'checkAll' } : null),
  },
  findSources: {
    write: () => 'shown',
    read: (body) => (body === 'shown' ? { name: 'findSources' } : null),
  },
  choose: {
    write: () => 'sentence',
    read: (body) => (body === 'sentence' ? { name: 'choose' } : null),
  },
  picture: {
    write: ({ theme, ...quote }) => `${theme}:${writeQuote(quote)}`,
    read(body) {
      const [, theme, pointer] = /^(light|dark):(.*)$/s.exec(body) ?? [];
      const quote = pointer === undefined ? null : readQuote('picture', pointer);
      return quote && { ...quote, theme: theme as CardTheme };
    },
  },
  more: { write: writeList, read: (body) => readList('more', body) },
  near: { write: writeList, read: (body) => readList('near', body) },
  open: {
    write: ({ as }) => as,
    read: (as) => (as === 'answer' || as === 'nearest' ? { name: 'open', as } : null),
  },
  followUp: {
    write: (action) => `=${askedIn(action)}`,
    read: (body) => readAsked('followUp', body),
  },
  followedUp: {
    write: (action) => `=${askedIn(action)}`,
    read: (body) => readAsked('followedUp', body),
  },
  tellMe: {
    write: (action) => `=${askedIn(action)}`,
    read: (body) => readAsked('tellMe', body),
  },
  neverMind: {
    write: ({ asker }) => asker,
    read: (asker) => (STAGED.test(asker) ? { name: 'neverMind', asker } : null),
  },
  unfiltered: {
    write: ({ count }) => String(count),
    read: (count) => (/^[1-5]$/.test(count) ? { name: 'unfiltered', count: Number(count) } : null),
  },
  helped: {
    write: ({ helpful }) => (helpful ? 'yes' : 'no'),
    read: (said) =>
      said === 'yes' || said === 'no' ? { name: 'helped', helpful: said === 'yes' } : null,
  },
  disliked: {
    write: () => 'passage',
    read: (body) => (body === 'passage' ? { name: 'disliked' } : null),
  },
  remove: {
    write: ({ userId }) => userId ?? NOBODY,
    read(userId) {
      if (userId === NOBODY) return { name: 'remove', userId: null };
      return SNOWFLAKE.test(userId) ? { name: 'remove', userId } : null;
    },
  },
  source: {
    write: ({ ref }) => writeRefs([ref]),
    read(body) {
      const refs = readRefs(body);
      const [ref] = refs ?? [];
      return ref && refs?.length === 1 ? { name: 'source', ref } : null;
    },
  },
  outline: {
    write: writeArticle,
    read(body) {
      const article = readArticle(body);
      return article && { name: 'outline', ...article };
    },
  },
  read: {
    write: ({ page, ...article }) => `${writeArticle(article)}:${page}`,
    read(body) {
      const [written = '', page = '', ...rest] = body.split(':');
      const article = readArticle(written);
      if (rest.length > 0 || article === null || !PAGE.test(page)) return null;
      return { name: 'read', ...article, page: Number(page) };
    },
  },
  list: {
    write: ({ page }) => String(page),
    read: (body) => (PAGE.test(body) ? { name: 'list', page: Number(body) } : null),
  },
  keep: {
    write: ({ staged, edition = 0 }) => (edition === 0 ? staged : `${staged}:${edition}`),
    read(body) {
      const [staged = '', edition, ...rest] = body.split(':');
      if (rest.length > 0 || !STAGED.test(staged)) return null;
      if (edition === undefined) return { name: 'keep', staged };
      if (!EDITION.test(edition)) return null;
      return { name: 'keep', staged, edition: Number(edition) };
    },
  },
  discard: {
    write: ({ staged }) => staged,
    read: (staged) => (STAGED.test(staged) ? { name: 'discard', staged } : null),
  },
  overview: {
    write: ({ staged }) => staged,
    read: (staged) => (STAGED.test(staged) ? { name: 'overview', staged } : null),
  },
  lines: { write: writeRowsPage, read: (body) => readRowsPage('lines', body) },
  take: { write: writeRowsPage, read: (body) => readRowsPage('take', body) },
  leave: { write: writeRowsPage, read: (body) => readRowsPage('leave', body) },
  correct: {
    write: ({ staged }) => staged,
    read: (staged) => (STAGED.test(staged) ? { name: 'correct', staged } : null),
  },
  corrected: {
    write: ({ staged, shown }) => `${staged}:${shown}`,
    read(body) {
      const [staged = '', shown = '', ...rest] = body.split(':');
      if (rest.length > 0 || !STAGED.test(staged) || !MARKS.test(shown)) return null;
      return { name: 'corrected', staged, shown };
    },
  },
  delete: {
    write: writeArticle,
    read(body) {
      const article = readArticle(body);
      return article && { name: 'delete', ...article };
    },
  },
  originals: {
    write: () => 'all',
    read: (body) => (body === 'all' ? { name: 'originals' } : null),
  },
  settleOriginal: {
    write: ({ message }) => message,
    read: (message) => (SNOWFLAKE.test(message) ? { name: 'settleOriginal', message } : null),
  },
  undo: {
    write: ({ removed }) => removed,
    read: (removed) => (STAGED.test(removed) ? { name: 'undo', removed } : null),
  },
  pinGap: {
    write: () => 'which',
    read: (body) => (body === 'which' ? { name: 'pinGap' } : null),
  },
  pinnedGap: {
    write: ({ gap }) => gap,
    read: (gap) => (GAP.test(gap) ? { name: 'pinnedGap', gap } : null),
  },
  pin: {
    write: ({ draft }) => draft,
    read: (draft) => (STAGED.test(draft) ? { name: 'pin', draft } : null),
  },
  dropPin: {
    write: ({ draft }) => draft,
    read: (draft) => (STAGED.test(draft) ? { name: 'dropPin', draft } : null),
  },
  forget: {
    write: () => 'all',
    read: (body) => (body === 'all' ? { name: 'forget' } : null),
  },
  set: {
    write: ({ setting }) => setting,
    read(body) {
      const setting = CHOSEN_SETTINGS.find((one) => one === body);
      return setting === undefined ? null : { name: 'set', setting };
    },
  },
  setChannels: {
    write: ({ setting }) => setting,
    read(body) {
      const setting = CHANNEL_SETTINGS.find((one) => one === body);
      return setting === undefined ? null : { name: 'setChannels', setting };
    },
  },
  accent: {
    write: () => 'form',
    read: (body) => (body === 'form' ? { name: 'accent' } : null),
  },
  accentTyped: {
    write: () => 'typed',
    read: (body) => (body === 'typed' ? { name: 'accentTyped' } : null),
  },
  cancel: {
    write: () => 'it',
    read: (body) => (body === 'it' ? { name: 'cancel' } : null),
  },
  useInMessages: {
    write: () => 'here',
    read: (body) => (body === 'here' ? { name: 'useInMessages' } : null),
  },
  stopInMessages: {
    write: ({ server }) => server,
    read: (server) => (SNOWFLAKE.test(server) ? { name: 'stopInMessages', server } : null),
  },
  seeDefault: {
    write: ({ collection, isSeen }) => `${collection}:${isSeen ? 'on' : 'off'}`,
    read(body) {
      const [collection = '', how, ...rest] = body.split(':');
      if (rest.length > 0 || !isCollectionKey(collection)) return null;
      if (how !== 'on' && how !== 'off') return null;
      return { name: 'seeDefault', collection, isSeen: how === 'on' };
    },
  },
  deleteAll: {
    write: ({ collection }) => collection,
    read: (body) => (isCollectionKey(body) ? { name: 'deleteAll', collection: body } : null),
  },
  deletedAll: {
    write: ({ collection }) => collection,
    read: (body) => (isCollectionKey(body) ? { name: 'deletedAll', collection: body } : null),
  },
  sources: {
    write: ({ page }) => String(page),
    read: (body) => (PAGE.test(body) ? { name: 'sources', page: Number(body) } : null),
  },
  look: {
    write: ({ page }) => String(page),
    read: (body) => (PAGE.test(body) ? { name: 'look', page: Number(body) } : null),
  },
  addSource: {
    write: ({ preview }) => preview,
    read: (preview) => (STAGED.test(preview) ? { name: 'addSource', preview } : null),
  },
  dropSource: {
    write: ({ preview }) => preview,
    read: (preview) => (STAGED.test(preview) ? { name: 'dropSource', preview } : null),
  },
  feed: {
    write: ({ preview, address }) => `${preview}:${address}`,
    read(body) {
      const [, preview, address] = /^([\w-]{1,64}):(https?:\/\/[^\s]+)$/.exec(body) ?? [];
      return preview && address ? { name: 'feed', preview, address } : null;
    },
  },
  removeSource: {
    write: ({ source, withArticles, ...where }) =>
      `${writeKey(where)}${withArticles ? 'all' : 'alone'}:${source}`,
    read(body) {
      const { where, rest } = readKey(body);
      const [, what, source] = /^(all|alone):([a-z\d-]{1,60})$/.exec(rest) ?? [];
      return source
        ? { name: 'removeSource', source, withArticles: what === 'all', ...where }
        : null;
    },
  },
  waits: {
    write: ({ page }) => String(page),
    read: (body) => (PAGE.test(body) ? { name: 'waits', page: Number(body) } : null),
  },
  takeWaiting: { write: writeWaiting, read: (body) => readWaiting('takeWaiting', body) },
  dropWaiting: { write: writeWaiting, read: (body) => readWaiting('dropWaiting', body) },
};

function writeWaiting({ waiting, page }: { waiting: string; page: number }): string {
  return `${waiting}:${page}`;
}

function readWaiting<N extends 'takeWaiting' | 'dropWaiting'>(
  name: N,
  body: string,
): { name: N; waiting: string; page: number } | null {
  const [waiting = '', page = '', ...rest] = body.split(':');
  if (rest.length > 0 || !STAGED.test(waiting) || !PAGE.test(page)) return null;
  return { name, waiting, page: Number(page) };
}

/** The custom id of an action, at most `CUSTOM_ID_MAX` characters: `1:share:…`. */
export function encodeCustomId(action: Action): string {
  // The codec is looked up by the action's own name, which the type system cannot follow.
  const codec = CODECS[action.name] as Codec<Action>;
  const id = `${VERSION}:${action.name}:${codec.write(action)}`;
  if (id.length > CUSTOM_ID_MAX) throw new RangeError(`Custom id of ${id.length} characters`);
  return id;
}

/** Whether an action's custom id is short enough: foreign addresses may be of any length, pointers many. */
export function encodesShortly(action: Action): boolean {
  const codec = CODECS[action.name] as Codec<Action>;
  return `${VERSION}:${action.name}:${codec.write(action)}`.length <= CUSTOM_ID_MAX;
}

/** The action of a custom id; null when it is forged, another bot's or another version's. */
export function parseCustomId(customId: string): Action | null {
  if (customId.length > CUSTOM_ID_MAX) return null;
  const [version, name, ...rest] = customId.split(':');
  if (version !== VERSION || name === undefined || !Object.hasOwn(CODECS, name)) return null;
  return CODECS[name as ActionName].read(rest.join(':'));
}

/** In the place of a user's id. */
const NOBODY = 'nobody';
const PAGE = /^(?:0|[1-9]\d{0,3})$/;
/** Names of staged and of removed articles, whatever makes them: nothing that a path could be made of. */
const STAGED = /^[\w-]{1,64}$/;
/** A mark of a question, see `gapMark`. */
const GAP = /^[0-9a-f]{16}$/;
/** Nobody chooses as often. */
const EDITION = /^[1-9]\d{0,8}$/;
const MARKS = /^[0-9a-z]{1,25}$/;

/** Without context nothing follows the pointer, as in the first buttons there were. */
function writeQuote({ ref, steps }: QuoteRef): string {
  const written = writeRefs([ref]);
  if (steps === SENTENCE_ONLY) return `${written}:s`;
  return steps === 0 ? written : `${written}:${Math.min(steps, STEPS_MAX)}`;
}

function readQuote<N extends 'share' | 'context' | 'wider' | 'copy' | 'picture'>(
  name: N,
  body: string,
): ({ name: N } & QuoteRef) | null {
  const match = /^([^:]*)(?::(s|[1-9]\d?))?$/.exec(body);
  const refs = match && readRefs(match[1] as string);
  if (refs?.length !== 1) return null;
  const steps = match?.[2] === 's' ? SENTENCE_ONLY : Number(match?.[2] ?? 0);
  return { name, ref: refs[0] as ExcerptRef, steps };
}

function writeList({ count, refs }: { count: number; refs: readonly ExcerptRef[] }): string {
  return `${count}:${writeRefs(refs)}`;
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

/** UTF-16 units of what was asked in a custom id. */
export const ASKED_MAX = CUSTOM_ID_MAX - `${VERSION}:followedUp:=`.length;

function askedIn({ asked }: { asked: string | null }): string {
  const whole = (asked ?? '').replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
  if (whole.length <= ASKED_MAX) return whole;
  const start = whole.slice(0, ASKED_MAX + 1);
  // Half of a pair of surrogates is no text.
  return start.slice(0, Math.max(0, start.lastIndexOf(' ')));
}

function readAsked<N extends 'followUp' | 'followedUp' | 'tellMe'>(
  name: N,
  body: string,
): { name: N; asked: string | null } | null {
  const asked = body.slice(1) || null;
  return body === `=${askedIn({ asked })}` ? { name, asked } : null;
}

function writeRowsPage({ staged, view, page }: RowsPage): string {
  return `${staged}:${view}:${page}`;
}

function readRowsPage<N extends 'lines' | 'take' | 'leave'>(
  name: N,
  body: string,
): ({ name: N } & RowsPage) | null {
  const [staged = '', view = '', page = '', ...rest] = body.split(':');
  if (rest.length > 0 || !STAGED.test(staged) || !PAGE.test(page)) return null;
  return view === 'all' || view === 'out' ? { name, staged, view, page: Number(page) } : null;
}
