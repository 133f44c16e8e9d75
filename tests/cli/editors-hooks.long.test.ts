/** The action and the hook, as far as they can be tried without GitHub: their steps in bash, the hook by pre-commit. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../src/project-root.ts';
import { temporaryFolder } from '../support/library.ts';

const root = projectRoot();
const ARTICLE = '# The dam\n\nThe minister did not say that the dam was safe.\n';
const GOOD = 'She wrote ‘The minister did not say that the dam was safe’ there.\n';
const BAD = '> The minister did say that the dam was safe.\n';

/** A repository of somebody who writes, with these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ 'articles/dam.md': ARTICLE, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

interface Step {
  readonly name: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
}
interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly default?: string; readonly required?: boolean }>
  >;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const action: Action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

/** Runs a step as the runner does: its inputs put into the environment, its script given to bash. */
function runStep(step: Step, inputs: Readonly<Record<string, string>>, cwd: string, path?: string) {
  const given = {
    ...Object.fromEntries(
      Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, value]),
    ),
    ...inputs,
  };
  const env = Object.fromEntries(
    Object.entries(step.env ?? {}).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, input: string) => given[input] ?? ''),
    ]),
  );
  const temporary = temporaryFolder();
  const output = join(temporary, 'output');
  const script = join(temporary, 'step.sh');
  writeFileSync(output, '');
  writeFileSync(script, step.run);
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', script],
    {
      cwd,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...env,
        ...(path !== undefined && { PATH: path }),
        GITHUB_ACTION_PATH: root,
        GITHUB_OUTPUT: output,
        RUNNER_TEMP: temporary,
      },
    },
  );
  return { code: status, stdout, stderr, output: readFileSync(output, 'utf8') };
}

describe('the action', () => {
  const [install, verify] = action.runs.steps as readonly [Step, Step];

  it('puts no word from outside into a script', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, shell, env = {} } of action.runs.steps) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
      for (const value of Object.values(env)) {
        const [, name = ''] = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(value) ?? [];
        expect(Object.keys(action.inputs)).toContain(name);
      }
    }
    expect(action.outputs['exit-code']?.value).toMatch(
      /^\$\{\{ steps\.verify\.outputs\.exit-code \}\}$/,
    );
  });

  it('installs by the lock file, without a script of any package', () => {
    const fake = temporaryFolder();
    writeFileSync(join(fake, 'npm'), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
    const { code, stdout } = runStep(install, {}, fake, `${fake}:${process.env.PATH}`);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      'ci',
      '--prefix',
      root,
      '--omit=dev',
      '--ignore-scripts',
    ]);
  });

  it('annotates what is altered, and ends with the exit code of verify', () => {
    const cwd = repository({ 'posts/a/good.md': GOOD, 'posts/bad one.md': BAD });
    const inputs = { drafts: 'posts/**/*.md\n', sarif: 'log.sarif', html: 'report.html' };
    const { code, stdout, output } = runStep(verify, inputs, cwd);
    expect(stdout).toMatch(/^::error file=posts\/bad one\.md,line=1,/);
    expect(stdout).toContain('Footnote: 2 quotations, 1 verbatim, 1 altered');
    expect([code, output]).toEqual([1, 'exit-code=1\n']);
    expect(JSON.parse(readFileSync(join(cwd, 'log.sarif'), 'utf8')).runs[0].results).toHaveLength(
      1,
    );
    expect(readFileSync(join(cwd, 'report.html'), 'utf8')).toContain('class="altered"');
  });

  it('passes what is verbatim', () => {
    const cwd = repository({ 'post.md': GOOD });
    const { code, output } = runStep(verify, { drafts: 'post.md' }, cwd);
    expect([code, output]).toEqual([0, 'exit-code=0\n']);
  });

  it('says that there is no draft', () => {
    const { code, stdout, output } = runStep(verify, { drafts: '\n\n*.none\n' }, repository({}));
    expect(stdout).toMatch(/^::error title=Footnote::/);
    expect([code, output]).toEqual([3, 'exit-code=3\n']);
  });

  it('takes patterns and names for what they are, whatever is in them', () => {
    const cwd = repository({ '--data=x.md': GOOD, '$(touch made).md': BAD });
    const drafts = '*.md\n$(touch made-too)\n`touch made-too`\n"; touch made-too; "\r\n';
    const { code, stdout } = runStep(verify, { drafts, articles: 'articles' }, cwd);
    expect(stdout).toContain('2 quotations, 1 verbatim, 1 altered');
    expect(stdout).toContain('file="; touch made-too; ",title=Draft not read');
    expect(code).toBe(3);
    for (const name of ['made', 'made-too', 'x.md'])
      expect(existsSync(join(cwd, name))).toBe(false);
  });
});

const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0;
if (!hasPreCommit) console.info('pre-commit is not installed: the hook is not tried by it.');

describe('the hook', () => {
  const manifest = join(root, '.pre-commit-hooks.yaml');
  const [hook] = parse(readFileSync(manifest, 'utf8'));

  it('is a script that can be run', () => {
    expect(statSync(join(root, hook.entry)).mode & 0o111).toBe(0o111);
    expect(statSync(join(root, 'bin/footnote.js')).mode & 0o111).toBe(0o111);
  });

  it('takes names for files, whatever they look like, and the repository’s articles', () => {
    const cwd = repository({ '--data=x.md': BAD });
    const { status, stdout } = spawnSync(join(root, hook.entry), ['--data=x.md'], {
      cwd,
      encoding: 'utf8',
    });
    expect(stdout).toContain('--data=x.md:1 ✗ altered');
    expect(status).toBe(1);
    expect(existsSync(join(cwd, 'x.md'))).toBe(false);
  });

  it.runIf(hasPreCommit)('is what pre-commit runs', () => {
    const cwd = repository({ 'good.md': GOOD, 'texts/dam.md': ARTICLE, 'code.js': BAD });
    const run = (command: string, ...args: string[]) =>
      spawnSync(command, args, {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, PRE_COMMIT_HOME: temporaryFolder() },
      });
    const local = {
      ...hook,
      entry: join(root, hook.entry),
      args: ['--articles', 'texts'],
      exclude: '^articles/',
    };
    writeFileSync(
      join(cwd, '.pre-commit-config.yaml'),
      JSON.stringify({ repos: [{ repo: 'local', hooks: [local] }] }),
    );
    run('git', 'init', '--quiet');
    run('git', 'add', '.');
    expect(run('pre-commit', 'validate-manifest', manifest).status).toBe(0);
    const passed = run('pre-commit', 'run', '--all-files');
    expect([passed.status, passed.stdout]).toEqual([0, expect.stringMatching(/Passed\n$/)]);
    writeFileSync(join(cwd, 'bad.md'), BAD);
    run('git', 'add', '.');
    const failed = run('pre-commit', 'run', '--all-files');
    expect([failed.status, failed.stdout]).toEqual([
      1,
      expect.stringContaining('bad.md:1 ✗ altered'),
    ]);
    expect(failed.stdout).not.toContain('good.md');
  });
});
