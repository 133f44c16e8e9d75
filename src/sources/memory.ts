/** What is remembered of a source between two looks. */
import { z } from 'zod';
import type { Statement } from '../refusals.ts';

const Time = z.number();
const Hash = z.string();
/** Written by us, and said by whoever knows its key. */
const Stated = z.custom<Statement>((value) => {
  return (
    typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string'
  );
});
const ValidatorsSchema = z.object({
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
});

/**
 * What became of an article that a source named:
 * `kept` in the folder; `waiting` for a manager; `dropped` by one; `same` as another that is there;
 * `removed` from the folder by somebody; `gone`: taken out, since its page said so; `old`: taken out or
 * never brought, by `keep`; `unread`: nothing to read, or not to be had.
 * None of these but `kept`, `waiting` and `unread` is fetched again.
 */
const StateSchema = z.enum([
  'kept',
  'waiting',
  'dropped',
  'same',
  'removed',
  'gone',
  'old',
  'unread',
]);

const ArticleSchema = z.object({
  /** As `ListedItem.key`. */
  key: z.string(),
  url: z.string().nullable(),
  title: z.string(),
  published: z.string().nullable(),
  state: StateSchema,
  /** Path inside the articles folder, where it is or was there. */
  file: z.string().nullable(),
  articleIds: z.array(z.string()),
  /** Of the file's bytes as they were written: what somebody changed by hand is left alone. */
  sha256: Hash.nullable(),
  /** As `FetchedText.textHash`. */
  textHash: Hash.nullable(),
  /** Of what the list said of it: the same is not looked into again. */
  itemHash: Hash.nullable(),
  /** Of its page, where that was fetched. */
  validators: ValidatorsSchema.nullable(),
  /** Of the page's bytes, where the server tells no versions apart. */
  pageHash: Hash.nullable(),
  /** Whether its text is that of its page, and not what a feed says of it. */
  isPage: z.boolean(),
  firstSeenAt: Time,
  /** When its page, or what its list says, was looked at last. */
  lookedAt: Time,
  fetchedAt: Time,
  changedAt: Time.nullable(),
  /** Looks at which its page was missing, since it was there last; and since when. */
  misses: z.number(),
  missingSince: Time.nullable(),
  /** Id of what waits for a manager: the article, or another text of one that is kept; since when. */
  waitingId: z.string().nullable(),
  waitingSince: Time.nullable(),
  why: Stated.nullable(),
});

/** An article that a source named, and what became of it. */
export type Remembered = z.infer<typeof ArticleSchema>;

/** As it is written down. */
export const MemorySchema = z.object({
  /** Of the source; another one of the same name has nothing to do with it. */
  address: z.string(),
  title: z.string().nullable(),
  lastLookAt: Time.nullable(),
  lastGoodAt: Time.nullable(),
  nextLookAt: Time.nullable(),
  problem: Stated.nullable(),
  failures: z.number(),
  changedAt: Time.nullable(),
  /** Of the list itself. */
  validators: ValidatorsSchema.nullable(),
  /** Whether all that the list named was looked into; else the next look goes on with it. */
  isWhole: z.boolean(),
  /** Whether all that it named at first was looked into: what comes now is news. */
  isStocked: z.boolean(),
  /** What the list was read with: another pattern or count reads it again. */
  readWith: z.string(),
  articles: z.array(ArticleSchema),
});

/** What is remembered of a source. */
export type Memory = z.infer<typeof MemorySchema>;

/** Of a source that was never looked at. */
export function noMemory(address: string): Memory {
  return {
    address,
    title: null,
    lastLookAt: null,
    lastGoodAt: null,
    nextLookAt: null,
    problem: null,
    failures: 0,
    changedAt: null,
    validators: null,
    isWhole: false,
    isStocked: false,
    readWith: '',
    articles: [],
  };
}
