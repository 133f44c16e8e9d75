#!/usr/bin/env node
/** The command line: `footnote ask | quote | verify | add | remove | restore | articles | …`. */
import { inspect } from 'node:util';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { AddFlags } from './cli/add.ts';
import type { ArticlesFlags } from './cli/articles.ts';
import type { AskFlags } from './cli/ask.ts';
import type { CiteFlags } from './cli/cite.ts';
import type { CollectionsDeleteFlags, CollectionsFlags } from './cli/collections.ts';
import type { SharedFlags } from './cli/context.ts';
import type { EvalFlags } from './cli/evaluate.ts';
import { CITATION_FORMS, VERDICT_FORMS } from './cli/forms.ts';
import type { IndexFlags } from './cli/index-stored.ts';
import { lineNumbers } from './cli/line-numbers.ts';
import type { MoveFlags } from './cli/move.ts';
import type { QuoteFlags } from './cli/quote.ts';
import type { RegisterFlags } from './cli/register.ts';
import type { RemoveFlags } from './cli/remove.ts';
import type { RestoreFlags } from './cli/restore.ts';
import type { SourcesAddFlags, SourcesFlags, SourcesRemoveFlags } from './cli/sources.ts';
import type { WaitingFlags } from './cli/sources-waiting.ts';
import type { StatusFlags } from './cli/status.ts';
import { tell } from './cli/tell.ts';
import type { VerifyFlags } from './cli/verify.ts';
import { PAGE_SHOWS, type PageShows } from './collections/collection.ts';
import { EVAL_SETS } from './eval/set-names.ts';
import { packageVersion } from './package-version.ts';
import { isRefusal } from './refusals.ts';

const EXIT_USAGE = 2;
/** Of `verify`, whose 1 says that something is altered. */
const EXIT_UNABLE = 3;
/** What a failure ends with. */
const exitCodes = { failure: 1 };
/** Sources that are fetched. */
const KINDS = ['feed', 'page', 'sitemap', 'llms'];
/** More excerpts than this are a reading list, not an answer. */
const MOST_EXCERPTS = 50;

function excerptCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST_EXCERPTS) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_EXCERPTS}.`);
  }
  return count;
}

function lines(text: string, before: readonly number[] | undefined): number[] {
  const numbers = lineNumbers(text, before);
  if (numbers !== null) return numbers;
  throw new InvalidArgumentError('It must be line numbers such as 3,7-9.');
}

// Subcommands are loaded when they are used: `ask` need not wait for Discord's library.

/** Adds the flags that override the environment. */
function withShared(command: Command): Command {
  return command
    .option('--articles <dir>', 'the articles folder, instead of ARTICLES_DIR')
    .option('--data <dir>', 'the folder for the index and all that is kept, instead of DATA_DIR')
    .option('--model <name>', 'the embedding model, instead of EMBEDDING_MODEL');
}

/** Adds the flag for those that read or change articles, too. */
function withCollection(command: Command): Command {
  return withShared(command).option(
    '--collection <id>',
    'a collection in the articles folder, as footnote collections lists it, instead of the default one',
  );
}

function program(): Command {
  const footnote = new Command('footnote')
    .description('Answers questions about your articles: verbatim, cited, offline.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(text) });

  withCollection(footnote.command('ask [question]'))
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
      const { ask } = await import('./cli/ask.ts');
      await ask(question, flags);
    });

  withCollection(footnote.command('quote <text>'))
    .description('find sentences of the articles to quote')
    .option('--count <n>', 'sentences at most', excerptCount, 5)
    .option('--json', 'print one JSON object')
    .action(async (text: string, flags: QuoteFlags) => {
      const { quote } = await import('./cli/quote.ts');
      await quote(text, flags);
    });

  withCollection(footnote.command('verify [text]'))
    .description('check a quote, or every quotation of drafts, against the articles')
    .option('--file <draft...>', 'check every quotation in these files; - for standard input')
    .addOption(
      new Option('--format <form>', 'how it is told; of drafts also github, sarif or html')
        .choices(VERDICT_FORMS)
        .default('text')
        .conflicts('json'),
    )
    .option('--quiet', 'in text, of drafts: leave out what is verbatim or skipped')
    .option('--json', 'the same as --format json')
    .addHelpText(
      'after',
      '\nExit code: 0 all verbatim, 1 something altered or not found, 2 wrong use, 3 not or not wholly done.',
    )
    .action(async (text: string | undefined, flags: VerifyFlags, command: Command) => {
      if ((text === undefined) === (flags.file === undefined)) {
        command.error('error: give a text or --file, one of them');
      }
      if (text !== undefined && !['text', 'json'].includes(flags.format ?? 'text')) {
        command.error(`error: --format ${flags.format} takes --file`);
      }
      exitCodes.failure = EXIT_UNABLE;
      const { verify } = await import('./cli/verify.ts');
      await verify(text, flags);
    });

  withCollection(footnote.command('cite <id-or-quote>'))
    .description('print the passage with a citation id, or that a quote is from, to be cited')
    .addOption(
      new Option('--format <form>', 'how it is written')
        .choices(CITATION_FORMS)
        .default('markdown'),
    )
    .option('--json', 'print one JSON object')
    .action(async (wanted: string, flags: CiteFlags) => {
      const { cite } = await import('./cli/cite.ts');
      await cite(wanted, flags);
    });

  withCollection(footnote.command('add <file-or-url>'))
    .description('add an article from a file or a web page')
    .option('--yes', 'keep it without asking')
    .option('--duplicate', 'with --yes: keep it even when it is there already')
    .option('--title <text>', 'put its title right')
    .option('--author <text>', 'put its author right; an empty text where none is known')
    .option('--publisher <text>', 'put its publisher right')
    .option('--published <date>', 'put its date right')
    .option('--language <tag>', 'put its language right')
    .option('--take <lines>', 'keep lines that are left out, such as 3,7-9', lines)
    .option('--leave <lines>', 'leave lines out that are kept', lines)
    .option('--json', 'print one JSON object')
    .action(async (target: string, flags: AddFlags) => {
      const { add } = await import('./cli/add.ts');
      await add(target, flags);
    });

  withCollection(footnote.command('remove <file>'))
    .description('take an article out of the folder')
    .option('--yes', 'remove it without asking')
    .option('--all', 'also a file that holds several articles')
    .option('--json', 'print one JSON object')
    .action(async (target: string, flags: RemoveFlags) => {
      const { remove } = await import('./cli/remove.ts');
      await remove(target, flags);
    });

  const sources = footnote
    .command('sources')
    .description('feeds, pages, sitemaps and folders that articles come from by themselves');
  withCollection(sources.command('list', { isDefault: true }))
    .description('list them: what each is, how it does, when it is looked at')
    .option('--json', 'print one JSON object')
    .action(async (flags: SourcesFlags) => {
      const { listSources } = await import('./cli/sources.ts');
      await listSources(flags);
    });
  withCollection(sources.command('add <address>'))
    .description('add a feed, page, sitemap or llms.txt after showing what would come of it')
    .addOption(
      new Option('--kind <kind>', 'what it is, where that is not plain to see').choices(KINDS),
    )
    .option('--name <name>', 'the name of its folder')
    .option('--every <time>', 'between two looks, such as 30m, 6h or 2d')
    .option('--only <pattern>', 'only addresses that this fits, such as /news/*')
    .option('--most <n>', 'articles that are looked at, at most')
    .option('--keep <n|age>', 'how many stay, such as 200, or how long, such as 90d')
    .option('--yes', 'add it without asking')
    .option('--json', 'print one JSON object')
    .action(async (address: string, flags: SourcesAddFlags) => {
      const { addSource } = await import('./cli/sources.ts');
      await addSource(address, flags);
    });
  withCollection(sources.command('remove <name>'))
    .description('take one out; its articles stay, unless they are to go with it')
    .option('--with-articles', 'take its articles out of the folder, too')
    .option('--yes', 'remove it without asking')
    .option('--json', 'print one JSON object')
    .action(async (name: string, flags: SourcesRemoveFlags) => {
      const { removeSource } = await import('./cli/sources.ts');
      await removeSource(name, flags);
    });
  withCollection(sources.command('waiting [id]'))
    .description('list the articles that wait to be seen first, or show one; keep or drop it')
    .option('--keep', 'take it among the articles, where no bot runs')
    .option('--drop', 'drop it: it does not come again')
    .option('--json', 'print JSON')
    .action(async (id: string | undefined, flags: WaitingFlags, command: Command) => {
      if ((flags.keep || flags.drop) && id === undefined) command.error('error: give an id');
      if (flags.keep && flags.drop) command.error('error: give --keep or --drop, not both');
      const { decideWaiting } = await import('./cli/sources-waiting.ts');
      await decideWaiting(id, flags);
    });
  withCollection(sources.command('refresh [name]'))
    .description('look at one or at all of them now, where no bot runs')
    .option('--json', 'print JSON')
    .action(async (name: string | undefined, flags: SourcesFlags) => {
      const { refreshSources } = await import('./cli/sources.ts');
      await refreshSources(name, flags);
    });

  withCollection(footnote.command('restore [id-or-file]'))
    .description('list what was removed in the last 30 days, or put one of it back')
    .option('--json', 'print JSON')
    .action(async (wanted: string | undefined, flags: RestoreFlags) => {
      const { printRemoved, restore } = await import('./cli/restore.ts');
      await (wanted === undefined ? printRemoved(flags) : restore(wanted, flags));
    });

  withCollection(footnote.command('index'))
    .description('build the index or bring it up to date')
    .option('--watch', 'with a database: write whatever is due, until it is stopped')
    .option('--accept-removals', 'with a database: take out all that a folder lacks')
    .action(async (flags: SharedFlags & IndexFlags) => {
      const { indexArticles } = await import('./cli/index-articles.ts');
      await indexArticles(flags);
    });

  withCollection(footnote.command('articles [file]'))
    .description('list what is indexed, or show how one file was read')
    .option('--json', 'print JSON')
    .action(async (file: string | undefined, flags: ArticlesFlags) => {
      if (file === undefined) {
        const { listArticles } = await import('./cli/articles.ts');
        await listArticles(flags);
      } else {
        const { showReading } = await import('./cli/show-reading.ts');
        await showReading(file, flags);
      }
    });

  const collections = footnote
    .command('collections')
    .description(
      'list, export and delete the collections of communities; what is on the web of them',
    );

  withShared(collections.command('list', { isDefault: true }))
    .description('list all collections, and what is left over of those that are gone')
    .option('--json', 'print JSON')
    .action(async (flags: CollectionsFlags) => {
      const { listCollections } = await import('./cli/collections.ts');
      await listCollections(flags);
    });

  withShared(collections.command('export <id> <file>'))
    .description('write all of one into a folder, or into a file that ends in .zip')
    .option('--json', 'print one JSON object')
    .action(async (id: string, file: string, flags: CollectionsFlags) => {
      const { exportTo } = await import('./cli/collections.ts');
      await exportTo(id, file, flags);
    });

  withShared(collections.command('page <id>'))
    .description("decide what the reader page shows of one ('' for the default one)")
    .addArgument(new Argument('<shows>').choices([...PAGE_SHOWS, 'none']))
    .option('--json', 'print one JSON object')
    .action(async (id: string, shows: PageShows | 'none', flags: CollectionsFlags) => {
      const { setPage } = await import('./cli/collections.ts');
      await setPage(id, shows === 'none' ? null : shows, flags);
    });

  withShared(collections.command('delete <id>'))
    .description('delete one for good, with all that is kept of it')
    .option('--yes', 'delete it without asking')
    .option('--json', 'print one JSON object')
    .action(async (id: string, flags: CollectionsDeleteFlags) => {
      const { deleteFor } = await import('./cli/collections.ts');
      await deleteFor(id, flags);
    });

  withShared(footnote.command('move'))
    .description('take everything from the folders into the database of DATABASE_URL, or back')
    .addOption(
      new Option('--to <place>', 'where it is to be')
        .choices(['postgres', 'folder'])
        .makeOptionMandatory(),
    )
    .option('--with-articles', 'into a database: the folder’s own articles, too, so that it may go')
    .option('--json', 'print JSON')
    .action(async (flags: MoveFlags) => {
      const { move } = await import('./cli/move.ts');
      await move(flags);
    });

  footnote
    .command('status')
    .description('tell how the bot is that runs; exit code 0 well, 1 not well, 3 not running')
    .option('--data <dir>', 'the data folder that it runs with, instead of DATA_DIR')
    .option('--json', 'print one JSON object, or null where none runs')
    .action(async (flags: StatusFlags) => {
      const { status } = await import('./cli/status.ts');
      await status(flags);
    });

  withShared(footnote.command('eval'))
    .description('measure the quality of answers')
    .option('--shared <dir>', 'a folder with eval/ and articles/ to measure with')
    .addOption(new Option('--set <name>', 'measure this set alone').choices(EVAL_SETS))
    .option('--quick', 'ask a sample, held against floors')
    .option('--json <file>', 'write all that was measured, question by question')
    .option('--verbose', 'list every miss')
    .action(async (flags: EvalFlags) => {
      const { evaluate } = await import('./cli/evaluate.ts');
      await evaluate(flags);
    });

  footnote
    .command('register')
    .description('register the slash commands with Discord now')
    .option('--guild <id>', 'in one server, at once, instead of DISCORD_GUILD_ID')
    .option('--global', 'everywhere, whatever DISCORD_GUILD_ID says')
    .action(async (flags: RegisterFlags) => {
      const { register } = await import('./cli/register.ts');
      await register(flags);
    });
  return footnote;
}

async function main(): Promise<number> {
  const footnote = program();
  footnote.showHelpAfterError('usage: footnote <command> [options]; footnote --help lists them');
  for (const command of footnote.commands) {
    for (const each of [command, ...command.commands]) {
      const name = each === command ? each.name() : `${command.name()} ${each.name()}`;
      each.exitOverride().showHelpAfterError(`usage: footnote ${name} ${each.usage()}`);
    }
  }
  try {
    await footnote.parseAsync();
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    process.stderr.write(`${isRefusal(error) ? tell(error) : inspect(error)}\n`);
    return exitCodes.failure;
  }
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await main();
