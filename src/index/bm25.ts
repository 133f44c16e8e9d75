/** BM25's constants, the field's usual values: what finds passages and what weighs them agree. */

/** How fast repetitions of a term saturate (k1). */
export const SATURATION = 1.2;
/** How much longer passages have to hold (b). */
export const LENGTH_SHARE = 0.75;
