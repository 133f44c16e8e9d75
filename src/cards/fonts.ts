/** The fonts that cards are set in, which of them comes first where, and what each is used for. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { charactersOf } from './font-characters.ts';

/** A file of a family: a font of some of its characters. */
export interface FontFile {
  readonly family: string;
  readonly data: Buffer;
  /** Code points that it is used for. */
  readonly characters: ReadonlySet<number>;
}

/** What is set: the quote, what stands around it, or code. */
export type Face = 'serif' | 'sans' | 'mono';

/** A package of @fontsource and what is taken of it. */
interface Family {
  readonly name: string;
  readonly package: string;
  readonly subsets: readonly string[];
  /** Of what it has, these characters; all where it is left out. */
  readonly only?: RegExp;
}

const EUROPEAN = ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek'] as const;

const SERIF: Family = variable('Source Serif 4', EUROPEAN);
const SANS: Family = variable('Source Sans 3', [...EUROPEAN, 'greek-ext']);
const MONO: Family = variable('Source Code Pro', [...EUROPEAN, 'greek-ext']);
/** What the three above do not have, each for its own script; the last one is the widest. */
const OTHERS: readonly Family[] = [
  variable('Noto Naskh Arabic', ['arabic']),
  variable('Noto Serif Hebrew', ['hebrew']),
  variable('Noto Serif Georgian', ['georgian']),
  variable('Noto Serif Armenian', ['armenian']),
  variable('Noto Serif Devanagari', ['devanagari']),
  {
    name: 'Noto Sans Math',
    package: '@fontsource/noto-sans-math/files/noto-sans-math-SUBSET-400-normal.woff2',
    subsets: ['latin'],
    // Its letters are those of formulas.
    only: /[\p{S}\p{P}\p{N}]/u,
  },
  variable('Noto Serif', [...EUROPEAN, 'greek-ext', 'math']),
];

/** Names of families, the first one first that has a character. */
export const STACKS: Readonly<Record<Face, readonly string[]>> = {
  serif: [SERIF, ...OTHERS].map(({ name }) => name),
  sans: [SANS, ...OTHERS].map(({ name }) => name),
  mono: [MONO, ...OTHERS].map(({ name }) => name),
};

/** A stack as CSS has it. */
export function fontFamily(face: Face): string {
  return STACKS[face].map((name) => `"${name}"`).join(', ');
}

/** Reads all of them, 1.6 MB. @throws where a package is missing. */
export function readFonts(): FontFile[] {
  const { resolve } = createRequire(import.meta.url);
  return [SERIF, SANS, MONO, ...OTHERS].flatMap(({ name, package: path, subsets, only }) =>
    subsets.map((subset): FontFile => {
      const data = readFileSync(resolve(path.replace('SUBSET', subset)));
      const all = charactersOf(data);
      const isUsed = (code: number) => only?.test(String.fromCodePoint(code)) ?? true;
      return { family: name, data, characters: new Set([...all].filter(isUsed)) };
    }),
  );
}

/** A family whose weight can be chosen, which is one file a subset. */
function variable(name: string, subsets: readonly string[]): Family {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const path = `@fontsource-variable/${slug}/files/${slug}-SUBSET-wght-normal.woff2`;
  return { name, package: path, subsets };
}
