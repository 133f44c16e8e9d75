/** In which forms the command line tells things; without anything else, since every start loads it. */

/** Of verdicts. */
export const VERDICT_FORMS = ['text', 'json', 'github', 'sarif', 'html'] as const;
export type VerdictForm = (typeof VERDICT_FORMS)[number];

/** Of citations. */
export const CITATION_FORMS = ['markdown', 'plain', 'link', 'bibtex', 'json'] as const;
export type CitationForm = (typeof CITATION_FORMS)[number];
