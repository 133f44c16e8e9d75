/** The two texts of an article that quotes are looked for in, as the tables of quotes number them. */

/** As it stands. */
export const PLAIN = 0;
/** Rows, lists and quotations as they are shown; see `shownForms`. */
export const SHOWN = 1;

export type Form = typeof PLAIN | typeof SHOWN;

export const FORMS: readonly Form[] = [PLAIN, SHOWN];

/** Article numbers whose postings stand in one row: a changed article rewrites no more than that. */
export const BLOCK = 1_024;
