/** Accents, which people leave out as they type. */

const ASCII = /^[\x20-\x7e]*$/;

/** A text without the accents of its Latin letters; other scripts' marks make other letters. */
export function withoutAccents(text: string): string {
  if (ASCII.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/([a-z])\p{M}+/giu, '$1')
    .normalize('NFC');
}
