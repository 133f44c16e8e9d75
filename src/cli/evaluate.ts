/** `footnote eval`: the quality of answers, measured against the targets. */
import { existsSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { formatEval } from '../eval/print-eval.ts';
import { runEval } from '../eval/run-eval.ts';
import type { EvalSet } from '../eval/set-names.ts';
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
  /** Measures this set alone. */
  readonly set?: EvalSet;
  /** Asks a sample, held against floors. */
  readonly quick?: boolean;
  /** A file for everything that was measured. */
  readonly json?: string;
}

const EXIT_MISSED = 1;

/** Prints the figures; the exit code is 1 when a target is missed. */
export async function evaluate(flags: EvalFlags): Promise<void> {
  const root = projectRoot();
  const reporter = terminalReporter(process.stderr);
  const { embedding } = libraryOptions(await openedConfig(flags), reporter);
  const shared = sharedFolder(flags, root);
  // Opened before the long work, which would be lost where it cannot be written.
  const json = flags.json === undefined ? null : await openToWrite(flags.json);
  try {
    const { set: only, quick = false } = flags;
    const report = await runEval({
      ...{ root, shared, embedding, reporter, quick },
      ...(only !== undefined && { only }),
    });
    await json?.writeFile(`${JSON.stringify(report, null, 1)}\n`);
    print(formatEval(report, { verbose: flags.verbose === true }));
    if (!report.ok) process.exitCode = EXIT_MISSED;
  } finally {
    await json?.close();
  }
}

/** @throws Refusal `fileUnwritable`. */
async function openToWrite(file: string): Promise<FileHandle> {
  return open(file, 'w').catch((cause: unknown) => {
    throw new Refusal('fileUnwritable', { file }, { cause });
  });
}

/** A folder that was named must be there; the usual one, beside the project, may be missing. */
function sharedFolder({ shared }: EvalFlags, root: string): string | null {
  const folder = shared === undefined ? join(root, '..', 'shared') : resolve(shared);
  if (existsSync(folder)) return folder;
  if (shared === undefined) return null;
  throw new Refusal('sharedMissing', { folder });
}
