/** What can be measured, by its name: alone in its file, since the command line needs no more to start. */

export const EVAL_SETS = [
  /** The project's own questions over its sample articles. */
  'sample',
  /** Files as programs and sites make them, of every format: tables, steps, commands, speakers. */
  'corpus',
  /** The two articles of the shared folder: their own questions, and 500 about something else. */
  'seed',
  'far',
  'squad',
  'tydi-en',
  'tydi-ru',
  'piaf-fr',
  'xquad-ru',
  /** `squad` with a slip of the fingers in each question, and without a model. */
  'squad-typos',
  'squad-by-words',
  'near-miss-squad',
  'near-miss-tydi-en',
  'chat-dev',
  'docs-dev',
  /** Three languages in one folder. */
  'mixed',
] as const;
export type EvalSet = (typeof EVAL_SETS)[number];
