/** A DATA_DIR of an older Footnote is moved over, whatever happens meanwhile, and the state is private. */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dataFolders } from '../src/data-folders.ts';
import { openGapLogs } from '../src/gaps/gap-log.ts';
import { diskPlaces } from '../src/intake/disk-places.ts';
import { knowArticles } from '../src/intake/known-articles.ts';
import { removeArticle } from '../src/intake/remove-article.ts';
import { keepStaged, stageArticle } from '../src/intake/stage.ts';
import { openData } from '../src/open-data.ts';
import { projectRoot } from '../src/project-root.ts';
import { diskState } from '../src/state/disk-state.ts';
import { runCli } from './support/cli.ts';
import {
  embedded,
  openTestLibrary,
  sharedReader,
  temporaryFolder,
  writeFiles,
} from './support/library.ts';
import { inEnglish, refusedWords } from './support/refusals.ts';

const MILL =
  '# The mill\n\nThe mill on the Orne was built in 1884.\n\nIt ground rye until the flood.\n';
const LOCK = '# The lock\n\nThe lock at the end of the canal was opened by the mayor in May.\n';
const RETENTION = 90;
const nobody = knowArticles(async () => new Map());

/** All that today's parts write, and where each is written. */
async function openGaps(dataDir: string, now = Date.now) {
  const state = diskState(dataFolders(dataDir).state);
  const logs = await openGapLogs({ state, retentionDays: RETENTION, now });
  return logs.gapsElsewhere(null, () => false);
}

const PLACES = ['gapLog', 'formerPassages', 'intake', 'removed', 'snapshots', 'models'] as const;

/** Puts everything where it stood until `state/` and `cache/` were parted, readable by anyone. */
function makeOlder(dataDir: string): void {
  const now = dataFolders(dataDir);
  for (const place of PLACES) {
    if (existsSync(now[place])) renameSync(now[place], join(dataDir, basename(now[place])));
  }
  for (const path of all(dataDir)) {
    const info = lstatSync(path);
    if (!info.isSymbolicLink()) chmodSync(path, info.isDirectory() ? 0o755 : 0o644);
  }
}

function all(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
}

/** Every file and link below a folder with its content, sorted. */
function contentOf(folder: string): string[] {
  return all(folder)
    .filter((path) => !lstatSync(path).isDirectory())
    .map((path) => {
      const isLink = lstatSync(path).isSymbolicLink();
      const content = isLink ? readlinkSync(path) : readFileSync(path, 'utf8');
      return `${path.slice(folder.length)}: ${content}`;
    })
    .sort();
}

async function opened(dataDir: string): Promise<string[]> {
  const lines: string[] = [];
  await openData(dataDir, (notice) => lines.push(inEnglish(notice)));
  return lines;
}

/** A folder with both: what an older Footnote left, and what a newer one has written since. */
function mixedData(): string {
  const dataDir = temporaryFolder();
  const former = (id: string, goneAt: number) =>
    JSON.stringify({ id, text: 'x', title: 'X', paragraph: 1, goneAt });
  writeFiles(dataDir, {
    'gaps.jsonl': '{"question":"Older?","at":1}\n{"question":"Both?","at":2}\n{"quest',
    'gaps.jsonl.new': '{"question":"Ol',
    'former-passages.jsonl': `${former('aaaaaa-bbbbbb', 1)}\n`,
    'intake/0123456789abcdef/content': 'older',
    'intake/0123456789abcdef/note.json': '{"fileName":"a.md"}',
    'removed/2026-01-01-0123456789abcdef/a.md': 'older',
    'snapshots/CURRENT': '1-1-1',
    'snapshots/1-1-1/manifest.json': '{}',
    'models/org/name/config.json': '{"older":true}',
    'models/org/other/config.json': '{"other":true}',
    'notes.txt': 'not ours',
    'state/gaps.jsonl': '{"question":"Both?","at":2}\n{"question":"Newer?","at":3}',
    'state/former-passages.jsonl': `${former('cccccc-dddddd', 2)}\n`,
    'state/removed/2026-01-01-0123456789abcdef/a.md': 'newer',
    'cache/snapshots/CURRENT': '2-2-2',
    'cache/models/org/name/config.json': '{"newer":true}',
  });
  symlinkSync('../notes.txt', join(dataDir, 'removed', 'link.md'));
  return dataDir;
}

/** Runs `openData` as it was built in a process of its own, ended before the step of this number. */
function openElsewhere(dataDir: string, steps = Number.POSITIVE_INFINITY): Promise<boolean> {
  const script = `
    import fs from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    let left = ${steps};
    for (const name of ['chmod', 'mkdir', 'open', 'rename', 'rmdir', 'symlink', 'unlink']) {
      const real = fs[name];
      fs[name] = (...given) => {
        if (left-- === 0) process.kill(process.pid, 'SIGKILL');
        return real(...given);
      };
    }
    syncBuiltinESMExports();
    const { openData } = await import(${JSON.stringify(built('open-data.js'))});
    await openData(${JSON.stringify(dataDir)}, () => {});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (code === 0) resolve(true);
      else if (signal === 'SIGKILL') resolve(false);
      else reject(new Error(`openData ended with ${code ?? signal}`));
    });
  });
}

function built(file: string): string {
  return pathToFileURL(join(projectRoot(), 'dist', 'src', file)).href;
}

describe('an older DATA_DIR', () => {
  it('is moved over with all that was in it, in one line, and works on', async () => {
    const [articles, data] = [temporaryFolder(), temporaryFolder()];
    const folders = { articlesDir: articles, dataDir: data };
    writeFiles(articles, { 'mill.md': MILL, 'lock.md': LOCK });
    const gaps = await openGaps(data);
    await gaps.note('Who built the bridge?');
    const before = openTestLibrary({ articles, data });
    await before.library.whenReady();
    const [cited] = (await before.library.ask('Who opened the lock?', { count: 1 })).excerpts;
    const { movedTo } = await removeArticle('lock.md', diskPlaces(folders), sharedReader);
    await before.library.refresh();
    await before.library.close();
    const sent = { bytes: Buffer.from(LOCK), name: 'lock again.md' };
    const { id } = await stageArticle(sent, diskPlaces(folders), {
      known: nobody,
      reader: sharedReader,
      by: 'me',
    });
    makeOlder(data);
    expect(readdirSync(data).sort()).toEqual([
      'cache',
      'former-passages.jsonl',
      'gaps.jsonl',
      'intake',
      'removed',
      'snapshots',
      'state',
    ]);

    expect(await opened(data)).toHaveLength(1);
    expect(readdirSync(data).sort()).toEqual(['cache', 'state']);
    expect(await opened(data)).toEqual([]);
    const after = openTestLibrary({ articles, data });
    await after.library.whenReady();
    expect(embedded(after.reporter)).toBe(0);
    expect(after.reporter.lines).toEqual([]);
    expect(await after.library.trace({ id: cited?.citation.id ?? '' })).toEqual({ state: 'gone' });
    const log = await openGaps(data);
    expect(await log.list()).toMatchObject([{ question: 'Who built the bridge?' }]);
    expect(readFileSync(movedTo ?? '', 'utf8')).toBe(LOCK);
    expect(await keepStaged(id, diskPlaces(folders))).toEqual({ file: 'lock-again.md' });
  });

  it('loses to what is there already neither of the two, but for the cache', async () => {
    const dataDir = mixedData();
    await opened(dataDir);
    const log = await openGaps(dataDir, () => 10);
    expect((await log.list()).map(({ question }) => question)).toEqual([
      'Older?',
      'Both?',
      'Newer?',
    ]);
    expect(readdirSync(dataDir).sort()).toEqual(['cache', 'notes.txt', 'state']);
    const removed = join(dataFolders(dataDir).removed, '2026-01-01-0123456789abcdef');
    expect(readFileSync(join(removed, 'a.md'), 'utf8')).toBe('newer');
    expect(readFileSync(join(removed, 'a.md-2'), 'utf8')).toBe('older');
    expect(readFileSync(join(removed, '..', 'link.md'), 'utf8')).toBe('not ours');
    const { models } = dataFolders(dataDir);
    expect(contentOf(models)).toEqual([
      '/org/name/config.json: {"newer":true}',
      '/org/other/config.json: {"other":true}',
    ]);
    expect(readFileSync(join(dataDir, 'cache/snapshots/CURRENT'), 'utf8')).toBe('2-2-2');
  });

  // Four tests, so that each has few processes to wait for.
  it.each([0, 1, 2, 3])(
    'is whole after being killed at step 4n + %i, once opened again',
    async (first) => {
      const wanted = mixedData();
      await opened(wanted);
      const from = mixedData();
      let killed = 0;
      for (let step = first; ; step += 4) {
        const dataDir = join(temporaryFolder(), 'data');
        cpSync(from, dataDir, { recursive: true, verbatimSymlinks: true });
        const finished = await openElsewhere(dataDir, step);
        await opened(dataDir);
        const place = (line: string) => line.replaceAll(dataDir, wanted);
        expect(contentOf(dataDir).map(place), `killed at step ${step}`).toEqual(contentOf(wanted));
        if (finished) break;
        killed += 1;
      }
      expect(killed).toBeGreaterThan(4);
    },
  );

  it('is moved once by processes that start together', async () => {
    const wanted = mixedData();
    await opened(wanted);
    const from = mixedData();
    for (let round = 0; round < 3; round++) {
      const dataDir = join(temporaryFolder(), 'data');
      cpSync(from, dataDir, { recursive: true, verbatimSymlinks: true });
      const both = await Promise.all([openElsewhere(dataDir), openElsewhere(dataDir)]);
      expect(both).toEqual([true, true]);
      const place = (line: string) => line.replaceAll(dataDir, wanted);
      // Lines may have been added by both: the log counts them once.
      const kept = (folder: string) => contentOf(folder).filter((line) => !line.includes('.jsonl'));
      expect(kept(dataDir).map(place)).toEqual(kept(wanted));
      const log = await openGaps(dataDir, () => 10);
      expect((await log.list()).map(({ question }) => question)).toEqual([
        'Older?',
        'Both?',
        'Newer?',
      ]);
    }
  });

  it.each([
    ['ask', ['ask', 'When was the mill built?']],
    ['quote', ['quote', 'the mill']],
    ['verify', ['verify', 'It ground rye until the flood']],
    ['index', ['index']],
    ['articles', ['articles']],
    ['remove', ['remove', 'mill.md', '--yes']],
    ['add', ['add', 'articles/three-hours-in-parwan.md', '--yes', '--duplicate']],
  ])('is moved over by `footnote %s`', async (_, args) => {
    const [articles, data] = [temporaryFolder(), temporaryFolder()];
    writeFiles(articles, { 'mill.md': MILL });
    writeFiles(data, { 'gaps.jsonl': '{"question":"Who?","at":1}\n' });
    const run = await runCli([...args, '--articles', articles, '--data', data]);
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('is sorted now') });
    expect(existsSync(join(data, 'gaps.jsonl'))).toBe(false);
    expect(readFileSync(dataFolders(data).gapLog, 'utf8')).toContain('Who?');
  });

  it('is moved over by the bot', async () => {
    const [articles, data] = [temporaryFolder(), temporaryFolder()];
    writeFiles(articles, { 'mill.md': MILL });
    // What the bot keeps no texts of, or is too old, it takes out when it opens it.
    writeFiles(data, { 'gaps.jsonl': `${JSON.stringify({ question: 'Who?', at: Date.now() })}\n` });
    const env = {
      ...{ ARTICLES_DIR: articles, DATA_DIR: data, GAP_LOG: 'true' },
      ...{ PLAYGROUND_PORT: '0', DISCORD_TOKEN: '' },
    };
    const bot = spawn(process.execPath, [join(projectRoot(), 'dist', 'src', 'main.js')], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    const ready = new Promise<void>((resolve) => {
      bot.stdout.on('data', (chunk) => {
        printed += String(chunk);
        if (printed.includes(' is ready: ') && printed.includes('http://')) resolve();
      });
    });
    const ended = new Promise((resolve) => bot.once('close', resolve));
    await Promise.race([ready, ended]);
    bot.kill('SIGTERM');
    await ended;
    expect(printed).toContain(' is ready: 1 article, 2 passages.');
    expect(printed.split('\n').filter((line) => line.includes('is sorted now'))).toHaveLength(1);
    expect(readFileSync(dataFolders(data).gapLog, 'utf8')).toContain('Who?');
  });

  it('that cannot be moved is named in one sentence', async () => {
    const dataDir = temporaryFolder();
    writeFiles(dataDir, { 'gaps.jsonl': '', state: 'a file' });
    expect(await refusedWords(opened(dataDir))).toMatch(
      /gaps\.jsonl could not be moved to .*state.gaps\.jsonl, where it belongs now \(EEXIST\)\.$/,
    );
  });
});

describe('the state', () => {
  const mode = (path: string) => lstatSync(path).mode & 0o777;

  it('is private, also where it was not, and links out of it are not followed', async () => {
    const dataDir = temporaryFolder();
    const outside = join(temporaryFolder(), 'theirs.md');
    writeFileSync(outside, 'x', { mode: 0o644 });
    const { state, cache, removed } = dataFolders(dataDir);
    mkdirSync(cache, { mode: 0o755 });
    writeFiles(state, { 'gaps.jsonl': '', 'removed/2026-01-01-x/sub/a.md': 'x' });
    for (const path of all(state)) chmodSync(path, lstatSync(path).isDirectory() ? 0o755 : 0o666);
    symlinkSync(outside, join(removed, 'link.md'));
    expect(await opened(dataDir)).toEqual([]);
    const modes = [state, ...all(state)].filter((path) => !lstatSync(path).isSymbolicLink());
    for (const path of modes)
      expect(mode(path)).toBe(lstatSync(path).isDirectory() ? 0o700 : 0o600);
    expect([mode(cache), mode(outside)]).toEqual([0o755, 0o644]);
  });

  it('is all that a backup needs: the cache is made again', async () => {
    const [articles, data] = [temporaryFolder(), temporaryFolder()];
    writeFiles(articles, { 'mill.md': MILL });
    const run = () => runCli(['index', '--articles', articles, '--data', data]);
    expect((await run()).code).toBe(0);
    expect(readdirSync(data)).toEqual(['cache']);
  });

  it('of a DATA_DIR that is not there is not made by being looked for', async () => {
    const dataDir = join(temporaryFolder(), 'none');
    expect(await opened(dataDir)).toEqual([]);
    expect(existsSync(dataDir)).toBe(false);
  });
});
