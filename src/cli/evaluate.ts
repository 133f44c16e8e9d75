/** `footnote eval`: the quality of answers, measured against the targets. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatEval } from '../eval/print-eval.ts';
import { runEval } from '../eval/run-eval.ts';
import { libraryOptions } from '../library-options.ts';
import { projectRoot } from '../project-root.ts';
import { Refusal } from '../refusals.ts';
import { terminalReporter } from '../reporter.ts';
import { print } from '../terminal.ts';
import { openedConfig, type SharedFlags } from './context.ts';

/** The flags of `footnote eval`. */
export interface EvalFlags extends SharedFlags {
  /** A folder with `eval/` and `articles/`, beside the project's own questions. */
  readonly shared?: string;
  readonly verbose?: boolean;
}

const EXIT_MISSED = 1;

/** Prints the figures; the exit code is 1 when a target is missed. */
export async function evaluate(flags: EvalFlags): Promise<void> {
  const root = projectRoot();
  const reporter = terminalReporter(process.stderr);
  const { embedding } = libraryOptions(await openedConfig(flags), reporter);
  const report = await runEval({ root, shared: sharedFolder(flags, root), embedding, reporter });
  print(formatEval(report, { verbose: flags.verbose === true }));
  if (!report.ok) process.exitCode = EXIT_MISSED;
}

/** A folder that was named must be there; the usual one, beside the project, may be missing. */
function sharedFolder({ shared }: EvalFlags, root: string): string | null {
  const folder = shared === undefined ? join(root, '..', 'shared') : resolve(shared);
  if (existsSync(folder)) return folder;
  if (shared === undefined) return null;
  throw new Refusal('sharedMissing', { folder });
}
