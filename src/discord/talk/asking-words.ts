/** Questions by their words alone, since hardly anybody types the mark. */
import { detectLanguage, languagesOfScript, scriptOf } from '../../languages/detect.ts';
import { LANGUAGES, type LanguageCode } from '../../languages/languages.ts';

/** UTF-16 units that are looked at: how a message begins is there, and where most of them end. */
const LOOKED_AT = 600;
const CLAUSE_END = /[,.;:!)–—] /u;
/** Nobody says more before a question. */
const LEADS_MAX = 12;
const LEAD = /^[^\p{L}\p{N}]*([\p{L}\p{M}\p{N}'-]+)[^\p{L}\p{N}]*/u;

/** Whether a text begins as a question does, or as asking for something. Linear. */
export function opensAsQuestion(text: string): boolean {
  const [first = ''] = plain(text).split(CLAUSE_END, 1);
  return languagesOf(text).some((language) => opens(first, language));
}

/** Whether a text or a clause of it does, or it ends as a question does. Linear. */
export function asksByItsWords(text: string): boolean {
  const said = plain(text);
  // "No cream at home, what else works": what is asked may be told of before.
  const clauses = said.split(CLAUSE_END);
  return languagesOf(text).some((language) => {
    const { statements, asksAtEnd } = LANGUAGES[language].talk;
    if (clauses.some((clause) => opens(clause, language))) return true;
    return asksAtEnd?.test(said) === true && !statements.test(said);
  });
}

function opens(clause: string, language: LanguageCode): boolean {
  const { leads, asks, statements } = LANGUAGES[language].talk;
  let rest = clause;
  for (let taken = 0; taken < LEADS_MAX; taken += 1) {
    if (asks.test(rest)) return !statements.test(rest);
    const lead = LEAD.exec(rest);
    if (lead === null || !leads.has(lead[1] ?? '')) return false;
    rest = rest.slice(lead[0].length);
  }
  return false;
}

/** As the patterns of `TalkRules` have it. */
function plain(text: string): string {
  return text
    .slice(0, LOOKED_AT)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’ʼ`´]/gu, "'")
    .split(/\s+/u)
    .join(' ')
    .replace(/(?<![\s.!…])[\s.!…]+$/u, '')
    .trim();
}

/** The one that it is in, or all of its script. */
function languagesOf(text: string): readonly LanguageCode[] {
  const looked = text.slice(0, LOOKED_AT);
  const found = detectLanguage(looked);
  return found === null ? languagesOfScript(scriptOf(looked)) : [found];
}
