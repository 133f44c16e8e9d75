#!/usr/bin/env node
/** The command line: `footnote ask | index | articles | eval | register`. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type ArticlesFlags, listArticles } from './cli/articles.ts';
import { type AskFlags, ask } from './cli/ask.ts';
import { configFor } from './cli/context.ts';
import { type EvalFlags, evaluate } from './cli/evaluate.ts';
import { indexArticles } from './cli/index-articles.ts';
import { type RegisterFlags, register } from './cli/register.ts';
import { showReading } from './cli/show-reading.ts';
import { FootnoteError } from './errors.ts';

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;
/** More excerpts than this are a reading list, not an answer. */
const MOST_EXCERPTS = 50;

function excerptCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST_EXCERPTS) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_EXCERPTS}.`);
  }
  return count;
}

/** Adds the flags that override the environment. */
function withShared(command: Command): Command {
  return command
    .option('--articles <dir>', 'the articles folder, instead of ARTICLES_DIR')
    .option('--data <dir>', 'the folder for the index and models, instead of DATA_DIR')
    .option('--model <name>', 'the embedding model, instead of EMBEDDING_MODEL');
}

function program(): Command {
  const footnote = new Command('footnote')
    .description('Answers questions about your articles: verbatim, cited, offline.')
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(text) });

  withShared(footnote.command('ask [question]'))
    .description('answer a question; with none, a prompt')
    .option('--count <n>', 'excerpts at most', excerptCount, 3)
    .option('--json', 'print one JSON object')
    .addOption(
      new Option('--questions <file>', 'answer one question a line, one line of JSON each'),
    )
    .action(async (question: string | undefined, flags: AskFlags, command: Command) => {
      if (question !== undefined && flags.questions !== undefined) {
        command.error('error: give a question or --questions, not both');
      }
      if (question?.trim() === '') command.error('error: the question is empty');
      await ask(question, flags);
    });

  withShared(footnote.command('index'))
    .description('build the index or bring it up to date')
    .action(indexArticles);

  withShared(footnote.command('articles [file]'))
    .description('list what is indexed, or show how one file was read')
    .option('--json', 'print JSON')
    .action((file: string | undefined, flags: ArticlesFlags) =>
      file === undefined ? listArticles(flags) : showReading(file, flags),
    );

  withShared(footnote.command('eval'))
    .description('measure the quality of answers')
    .option('--shared <dir>', 'a folder with eval/ and articles/ to measure with')
    .option('--verbose', 'list every miss')
    .action((flags: EvalFlags) => evaluate(flags));

  footnote
    .command('register')
    .description('register the slash commands with Discord now')
    .option('--guild <id>', 'in one server, at once, instead of DISCORD_GUILD_ID')
    .option('--global', 'everywhere, whatever DISCORD_GUILD_ID says')
    .action((flags: RegisterFlags) => register(configFor({}), flags));
  return footnote;
}

async function main(): Promise<number> {
  const footnote = program();
  for (const command of footnote.commands) {
    command
      .exitOverride()
      .showHelpAfterError(`usage: footnote ${command.name()} ${command.usage()}`);
  }
  try {
    await footnote.parseAsync();
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (!(error instanceof FootnoteError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT_FAILURE;
  }
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await main();
