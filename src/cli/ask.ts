/** `footnote ask`: one question, a file of questions, or a prompt. */
import { createInterface } from 'node:readline';
import { counted } from '../counted.ts';
import type { Library } from '../library/library.ts';
import { print, printJson } from '../terminal.ts';
import { colors, openedConfig, type SharedFlags, terminalWidth } from './context.ts';
import { openToRead } from './open-to-read.ts';
import { answerJson, printAnswer } from './print.ts';
import { withLibrary } from './with-library.ts';

/** The flags of `footnote ask`. */
export interface AskFlags extends SharedFlags {
  /** How many excerpts, from 1. */
  readonly count: number;
  readonly json?: boolean;
  /** A file with one question a line. */
  readonly questions?: string;
}

/** Answers on standard output. @throws Refusal when the articles cannot be asked. */
export async function ask(question: string | undefined, flags: AskFlags): Promise<void> {
  const config = await openedConfig(flags);
  const questions = flags.questions === undefined ? null : await openToRead(flags.questions);
  await withLibrary(config, async (library) => {
    const json = flags.json === true || questions !== null;
    const answer = async (text: string) => {
      const found = await library.ask(text, { count: flags.count });
      if (json) printJson(answerJson(found, config.embedding.model));
      else print(`${printAnswer(found, colors, terminalWidth())}\n`);
    };
    if (questions !== null) return eachLine(questions.createReadStream(), answer);
    if (question !== undefined) return answer(question);
    await prompt(library, answer);
  }).finally(() => questions?.close());
}

/** Blank lines are no questions. */
async function eachLine(
  input: NodeJS.ReadableStream,
  answer: (question: string) => Promise<void>,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim()) await answer(line.trim());
  }
}

async function prompt(
  library: Library,
  answer: (question: string) => Promise<void>,
): Promise<void> {
  const { input, interactive } = { input: process.stdin, interactive: process.stdin.isTTY };
  if (!interactive) return eachLine(input, answer);
  const { articles, passages } = library.status();
  print(
    `${counted(articles, 'article')}, ${counted(passages, 'passage')}. Ask a question; Ctrl+D or an empty line ends it.\n`,
  );
  const lines = createInterface({ input, output: process.stdout, prompt: colors.cyan('? ') });
  lines.prompt();
  for await (const line of lines) {
    if (!line.trim()) break;
    await answer(line.trim());
    lines.prompt();
  }
  lines.close();
}
