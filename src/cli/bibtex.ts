/** A citation as an entry of BibTeX, for whoever keeps their sources there. */
import type { Citation } from '../model.ts';

/** What TeX reads as something else than itself, and how it is written instead. */
const WRITTEN: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
const SPECIAL = /[\\{}$&#%_~^]/g;
const INDENT = '  ';

/** `@misc{…}` of a passage; its key is the citation id. @param link where it is; null for nowhere. */
export function bibtex(citation: Citation, link: string | null): string {
  const { id, article, author, publisher, published, section, paragraph } = citation;
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?/.exec(published ?? '') ?? [];
  const place = [section, `paragraph ${paragraph}`].filter((part) => part !== null).join(', ');
  const fields = [
    // Twice in braces: capitals stay.
    ['title', `{${escaped(article)}}`],
    ['author', author && escaped(author)],
    ['publisher', publisher && escaped(publisher)],
    ['year', year],
    ['month', month && String(Number(month))],
    ['url', link],
    ['note', `${escaped(place)} [${id}]`],
  ] as const;
  const lines = fields.flatMap(([name, value]) =>
    value ? [`${INDENT}${name} = {${value}},`] : [],
  );
  return [`@misc{${id},`, ...lines, '}'].join('\n');
}

/** A text as itself, on one line. */
function escaped(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(SPECIAL, (sign) => WRITTEN[sign] ?? `\\${sign}`);
}
