/** What people type to each other as plain words, so that it can be looked up in lists of phrases. */

/** A word, and where it stands in the text: UTF-16 units, half-open. */
export interface SpokenWord {
  /** In lower case, without accents and apostrophes. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** UTF-16 units that are looked at: four times as much as a question may have. */
const LOOKED_AT = 1_200;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’ʼ`´]*|100%/gu;
/** Faces made of signs: `:)`, `;-P`, `<3`, `xD`. They stand by themselves. */
const FACE =
  /(?<!\S)(?:[:;=8xXхХ]['’]?-?[()[\]DdPpOoDДРо3/\\|*$]+|<3+|\^_?\^|[-._]_[-._]|[()]+)(?!\S)/gu;

/** The words of a text in their order; faces are none. Linear. */
export function spokenWords(text: string): SpokenWord[] {
  const looked = text.slice(0, LOOKED_AT).replace(FACE, (face) => ' '.repeat(face.length));
  return Array.from(looked.matchAll(WORD), ({ 0: written, index }) => ({
    word: folded(written),
    ...{ start: index, end: index + written.length },
  })).filter(({ word }) => word !== '');
}

/** A phrase as `spokenWords` has its words, with one space between them. */
export function spokenPhrase(phrase: string): string {
  return spokenWords(phrase)
    .map(({ word }) => word)
    .join(' ');
}

function folded(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ`´]+/gu, '')
    .toLowerCase();
}
