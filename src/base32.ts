/** The letters that short ids are made of. */

/** Crockford's base 32 in lower case: no i, l, o or u, so that an id survives being read aloud. */
export const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';

/** Source of a regular expression for one of them. */
export const BASE32_LETTER = '[0-9a-hjkmnp-tv-z]';
