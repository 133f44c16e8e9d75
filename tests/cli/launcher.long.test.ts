/** The launcher, in a copy of the project that a test may build and break. */
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';

const MODELS = 'embeddings/models';
let copy: string;
let elsewhere: string;
/** A link such as people put into a folder of PATH. */
let link: string;

/** Copies what is needed to build, and what was built; models and packages are linked to. */
beforeAll(() => {
  const root = projectRoot();
  [copy, elsewhere] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'footnote-'))) as [
    string,
    string,
  ];
  const parts = ['bin', 'src', 'commands', 'embeddings', 'package.json', 'tsconfig.json'];
  for (const part of parts) {
    const filter = (path: string) => path !== join(root, MODELS);
    cpSync(join(root, part), join(copy, part), { recursive: true, filter });
  }
  for (const part of [MODELS, 'node_modules', 'articles']) {
    mkdirSync(dirname(join(copy, part)), { recursive: true });
    symlinkSync(join(root, part), join(copy, part));
  }
  link = join(elsewhere, 'footnote');
  symlinkSync(join(copy, 'bin/footnote.js'), link);
});

afterAll(() => {
  for (const folder of [copy, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

const built = () => join(copy, 'dist/src/cli.js');
const stamp = () => join(copy, 'dist/.built');

/** Started from another folder, through the link. */
function launch(args: readonly string[], path = link) {
  const env = { ...process.env, NO_COLOR: '1', DATA_DIR: join(elsewhere, 'data') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: elsewhere,
    env,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

describe('the launcher', () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8'));
  const saysItsVersion = { code: 0, stdout: `${version}\n`, stderr: '' };

  it('builds what is not built, once, without a word, whoever else starts it', async () => {
    const starts = [1, 2].map(
      () =>
        new Promise<{ code: number | null; output: string }>((resolve) => {
          const child = spawn(process.execPath, [link, '--version'], { cwd: elsewhere });
          let output = '';
          for (const stream of [child.stdout, child.stderr]) {
            stream.on('data', (chunk) => {
              output += String(chunk);
            });
          }
          child.on('close', (code) => resolve({ code, output }));
        }),
    );
    for (const { code, output } of await Promise.all(starts)) {
      expect([code, output]).toEqual([0, `${version}\n`]);
    }
    expect(existsSync(join(copy, 'dist/.building'))).toBe(false);
  });

  it('starts at once what is built', () => {
    const before = statSync(stamp()).mtimeMs;
    expect(launch(['--version'])).toEqual(saysItsVersion);
    expect(statSync(stamp()).mtimeMs).toBe(before);
  });

  it('builds again what is older than a source, and what a killed build has left locked', () => {
    const before = readFileSync(built(), 'utf8');
    const source = join(copy, 'src/cli.ts');
    const text = readFileSync(source, 'utf8');
    writeFileSync(source, text.replace('verbatim, cited, offline.', 'as of today.'));
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(join(copy, 'dist/.building'), String(pid));
    expect(launch(['--help']).stdout).toContain('as of today.');
    writeFileSync(source, text);
    expect(launch(['--version'])).toEqual(saysItsVersion);
    expect(readFileSync(built(), 'utf8')).toBe(before);
  });

  it('builds again what was taken away', () => {
    rmSync(join(copy, 'dist/src'), { recursive: true });
    expect(launch(['--version'])).toEqual(saysItsVersion);
  });

  it('hands on files of the folder that it is called in, and the exit code', () => {
    writeFileSync(join(elsewhere, 'draft.md'), '> nothing of this stands there\n');
    const { code, stdout } = launch(['verify', '--file', 'draft.md']);
    expect(stdout).toContain('draft.md:1 ✗ not found');
    expect(code).toBe(1);
    expect(launch(['verify', '--file', 'none.md']).code).toBe(3);
    expect(launch(['verify']).code).toBe(2);
  });

  it('takes the folders of .env for those beside it', () => {
    writeFileSync(join(copy, '.env'), 'ARTICLES_DIR=none-there\n');
    const { code, stderr } = launch(['verify', 'a few words of it']);
    expect([code, stderr]).toEqual([3, expect.stringContaining(join(copy, 'none-there'))]);
    rmSync(join(copy, '.env'));
  });

  it('is ended by a signal', async () => {
    const child = spawn(process.execPath, [link, 'ask'], {
      cwd: elsewhere,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) =>
      child.on('exit', (code, signal) => resolve([code, signal])),
    );
    child.stdin.write('Who opened the grave of Timur?\n');
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it('says what is wrong where it cannot build', () => {
    const source = join(copy, 'src/cli.ts');
    const text = readFileSync(source, 'utf8');
    writeFileSync(source, `${text}\nconst wrong: number = 'text';\n`);
    const broken = launch(['--version']);
    expect([broken.code, broken.stdout]).toEqual([3, '']);
    expect(broken.stderr).toContain('src/cli.ts');
    writeFileSync(source, text);
    rmSync(join(copy, 'node_modules'));
    utimesSync(stamp(), 0, 0);
    const bare = launch(['--version']);
    expect([bare.code, bare.stderr]).toEqual([3, expect.stringContaining('npm ci --omit=dev')]);
  });
});
