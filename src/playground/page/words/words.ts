/** The page's own words in the language that it speaks. */
import { de } from './de.ts';
import { en, type Words } from './en.ts';
import { fr } from './fr.ts';
import { type Locale, language } from './language.ts';
import { ru } from './ru.ts';

const WORDS: Readonly<Record<Locale, Words>> = { 'en-US': en, ru, fr, de };

/** In the language of the page. */
export const words: Words = WORDS[language];
