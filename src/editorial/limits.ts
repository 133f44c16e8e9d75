/** How much editors may say beside their articles. */

/** Pinned answers of a collection: each is compared with every question. */
export const MOST_PINS = 500;
/** UTF-16 units of a pinned question: twice the code points that `/ask` takes. */
export const MOST_QUESTION = 600;
/** UTF-16 units of the words of a passage; longer passages are cut by nobody, and there are none. */
export const MOST_WORDS = 20_000;
/** Groups of synonyms of a collection, and members of one. */
export const MOST_GROUPS = 500;
export const MOST_MEMBERS = 12;
/** UTF-16 units of a synonym. */
export const MOST_SYNONYM = 80;
/** Bytes of either file. */
export const MOST_FILE_BYTES = 1024 * 1024;
/** Milliseconds between two looks at the files. */
export const FILE_LOOK_MS = 2_000;
/** A pin that was shown and not confirmed is forgotten after so many milliseconds. */
export const DRAFT_MS = 24 * 60 * 60 * 1_000;
