import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { runCli } from '../support/cli.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';
import { startProgram } from '../support/program.ts';
import { changingSite, page, prose, rss } from '../support/sources.ts';

/** A dozen processes, one after the other. */
vi.setConfig({ testTimeout: 120_000 });

/** Folders with one article, and the environment that a site's host may be fetched from in. */
function folders(host: string) {
  const [articles, data] = [temporaryFolder(), temporaryFolder()];
  writeFiles(articles, { 'own.md': 'The harbour was built in the year 1850 by its first keeper.' });
  const env = { ARTICLES_DIR: articles, DATA_DIR: data, URL_ALLOWLIST: host, DISCORD_TOKEN: '' };
  return { articles, data, env };
}

const bell = {
  title: 'The bell',
  link: '/bell',
  html: `<p>The bell of Ruhno weighs 412 kilograms.</p>${prose('bell')}`,
};

describe('the command line', () => {
  it('adds a source after showing it, lists, looks, decides on what waits, removes', async () => {
    const site = await changingSite({
      '/feed.rss': rss([bell, { title: 'Nothing', link: '/nothing', html: '<p>Soon.</p>' }]),
      '/nothing': page('Nothing', '<p>Soon.</p>'),
    });
    const { articles, data, env } = folders(site.host);
    const run = (...args: string[]) => runCli(['sources', ...args], { env });
    const address = `${site.origin}/feed.rss`;
    expect((await run()).stdout).toMatch(/^There are no sources yet/);

    const shown = await run('add', address, '--name', 'post');
    expect(shown).toMatchObject({ code: 1, stderr: '' });
    expect(shown.stdout).toContain('The bell of Ruhno weighs 412 kilograms.');
    expect(shown.stdout).toContain('Would wait: it has hardly any text (5 characters)');
    expect(shown.stdout).toContain('Not added; --yes adds it without asking.');
    expect(readdirSync(articles)).toEqual(['own.md']);

    const added = await run('add', address, '--name', 'post', '--every', '2h', '--yes', '--json');
    expect(JSON.parse(added.stdout)).toMatchObject({
      added: true,
      look: {
        added: [{ file: 'post/the-bell.md' }],
        waiting: [{ title: 'Nothing' }],
        problem: null,
      },
    });
    expect(readFileSync(join(articles, 'sources.yaml'), 'utf8')).toContain('every: 2h');
    expect((await run('list')).stdout).toMatch(/^post +feed +1 +1 +\d s ago +in /m);
    expect((await run('refresh', 'post')).stdout).toBe('post\n   nothing new\n');
    expect(await run('refresh', 'none')).toMatchObject({
      code: 1,
      stderr: 'There is no source named none.\n',
    });
    expect(await run('add', address, '--every', 'soon')).toMatchObject({
      code: 1,
      stderr: '--every “soon” is not a time from 1m to 30d, such as 30m, 6h or 2d.\n',
    });

    const [waiting] = JSON.parse((await run('waiting', '--json')).stdout);
    expect((await run('waiting', waiting.id)).stdout).toContain('Soon.');
    expect((await run('waiting', waiting.id, '--keep')).stdout).toBe('Kept as post/nothing.md.\n');

    expect(await run('remove', 'post')).toMatchObject({
      code: 1,
      stderr: 'The source post was not removed: give --yes to remove it.\n',
    });
    expect((await run('remove', 'post', '--yes', '--with-articles')).stdout).toBe(
      'Removed post; 2 articles taken out of the folder and kept aside for 30 days.\n',
    );
    expect(readdirSync(join(articles, 'post'))).toEqual([]);
    expect(readdirSync(join(data, 'state/removed'))).toHaveLength(2);
  });
});

describe('the program', () => {
  it('fetches what sources.yaml names while it runs, answers from it, and ends at once', async () => {
    const site = await changingSite({ '/feed.rss': rss([]), '/slow.rss': () => {} });
    site.pages.set('/feed.rss', rss([bell]));
    const { articles, data, env } = folders(site.host);
    const program = startProgram({ articles, data, env: { ...env, LOG_LEVEL: 'info' } });
    onTestFinished(() => program.kill('SIGKILL'));
    await program.says(/is ready/);
    // Nothing is asked for unless it is named.
    expect(site.requests).toEqual([]);
    const yaml = `sources:\n  - feed: ${site.origin}/feed.rss\n    name: post\n`;
    writeFileSync(join(articles, 'sources.yaml'), yaml);
    await program.says(/a source was looked at/);
    expect(readdirSync(join(articles, 'post'))).toEqual(['the-bell.md']);
    const asked = await runCli(['ask', 'How much does the bell of Ruhno weigh?', '--json'], {
      env,
    });
    expect(JSON.parse(asked.stdout).excerpts[0]).toMatchObject({
      text: expect.stringContaining('412 kilograms'),
      citation: { file: 'post/the-bell.md', publisher: 'Island Post', url: `${site.origin}/bell` },
    });
    expect(await runCli(['sources', 'refresh'], { env })).toMatchObject({
      code: 1,
      stderr:
        'The bot is running and looks after its sources itself: please use /sources in Discord.\n',
    });
    // One that is waited for holds up no end.
    writeFileSync(join(articles, 'sources.yaml'), `${yaml}  - feed: ${site.origin}/slow.rss\n`);
    const slow = () => site.requests.some(({ url }) => url === '/slow.rss');
    await expect.poll(slow, { timeout: 10_000 }).toBe(true);
    const { code, afterMs } = await program.end('SIGTERM');
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(4_000);
    expect(program.stderr()).not.toMatch(/not closed|not caught/);
  });
});
