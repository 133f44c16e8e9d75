/** Runs the command line as a person does: in a process of its own, as it was built. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';

/** What a run left behind. */
export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `footnote …`; `input` is typed into it. */
export function runCli(
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<CliRun> {
  const script = join(projectRoot(), 'dist', 'src', 'cli.js');
  const child = spawn(process.execPath, [script, ...args], {
    cwd: projectRoot(),
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  child.stdin.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
