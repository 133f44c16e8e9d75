/** What an operator sees of the built program while it runs: status, health, metrics, log, lock. */
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CHANNELS, GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { projectRoot } from '../../src/project-root.ts';
import { answerTo } from '../support/bot.ts';
import { runCli } from '../support/cli.ts';
import { type Program, startProgram } from '../support/program.ts';
import { passagesIn } from '../support/shown.ts';

/** What somebody typed: to be found in no log, at any level. */
const TYPED = 'Zwetschgenknoedel';
const QUESTION = 'How high is the Nurek dam?';

/** Programs start within a second or two, but not where all other tests run beside this. */
vi.setConfig({ testTimeout: 60_000 });

const root = mkdtempSync(join(tmpdir(), 'footnote-running-'));
const data = join(root, 'data');
const articles = join(root, 'articles');
let standIn: StandIn;
let program: Program;
let origin: string;
beforeAll(async () => {
  cpSync(join(projectRoot(), 'articles'), articles, { recursive: true });
  writeFileSync(join(articles, 'empty\u001b[2J.md'), '');
  standIn = await startStandIn();
  program = startProgram({
    data,
    articles,
    env: {
      DISCORD_TOKEN: standIn.token,
      DISCORD_API_URL: standIn.apiUrl,
      MANAGER_GUILD_IDS: GUILD_ID,
      HEALTH_PORT: '0',
      LOG_LEVEL: 'trace',
    },
  });
  origin = (await program.says(/(http:\S+)\/metrics/))[1] ?? '';
  await program.says(/Connected to Discord/);
  await program.says(/is ready/);
});
afterAll(async () => {
  program.kill('SIGKILL');
  await program.ended;
  await standIn.close();
  rmSync(root, { recursive: true });
});

const status = (...flags: string[]) => runCli(['status', '--data', data, ...flags]);
const get = (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init);
const ask = (question: string) =>
  standIn.as(PEOPLE.member).runCommand({ name: 'ask', options: { question } });
/** Lines of the log with a message. */
const logged = (message: string) =>
  program
    .stderr()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === message);

it('keeps what anybody typed, and every secret, out of the log at any level', async () => {
  const member = standIn.as(PEOPLE.member);
  const moderator = standIn.as(PEOPLE.moderator);
  const question = `Who ate ${TYPED} in Samarkand?`;
  await (await ask(question)).reply();
  const options = { quote: `They ate ${TYPED} for lunch.` };
  await (await member.runCommand({ name: 'verify', options })).reply();
  await (await member.runCommand({ name: 'ask', options: { question, since: TYPED } })).reply();
  await (
    await member.autocomplete({ name: 'ask', options: { article: TYPED }, focused: 'article' })
  ).reply();
  const mention = `<@${standIn.applicationId}> who ate ${TYPED}?`;
  const { id } = await member.sendMessage(CHANNELS.general, mention);
  await expect
    .poll(() =>
      member
        .visibleMessages(CHANNELS.general)
        .some(({ message_reference: of }) => of?.message_id === id),
    )
    .toBe(true);
  for (const name of ['Find sources', 'Verify quotes']) {
    await (await member.runMessageCommand(name, id)).reply();
  }
  const upload = (text: string) => ({
    filename: `${TYPED}.md`,
    contentType: 'text/markdown',
    data: Buffer.from(text),
  });
  for (const text of [`# ${TYPED}\n\nPlums in ${TYPED} dough.\n`, '\u0000']) {
    const file = upload(text);
    await (await moderator.runCommand({ name: 'articles add', options: { file } })).reply();
  }

  expect(program.stderr()).not.toContain(TYPED);
  expect(program.stdout()).not.toContain(TYPED);
  expect(program.stderr()).not.toContain(standIn.token);
  expect(logged('connected')).toHaveLength(1);
  expect(logged('ready')).toMatchObject([{ articles: 8 }]);
});

it('is told of by footnote status, for people and as JSON', async () => {
  expect(passagesIn((await answerTo(ask(QUESTION))).message)).not.toEqual([]);
  const { code, stdout } = await status();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Footnote \S+ is well, process \d+, up \d+ s\.$/m);
  expect(stdout).toMatch(/^8 articles, \d+ passages\.$/m);
  expect(stdout).toMatch(/^Connection with Discord: well for /m);
  expect(stdout).toMatch(/^1 file that could not be read:\n {2}empty\ufffd\[2J\.md /m);
  expect(stdout).toMatch(/^ {2}ask: .*\banswered\b/m);
  expect(stdout).not.toContain('\u001b');

  const json = await status('--json');
  expect(json.code).toBe(0);
  expect(JSON.parse(json.stdout)).toMatchObject({
    pid: program.pid,
    condition: 'well',
    articles: 8,
    reading: null,
    filesNotRead: { total: 1 },
    lastFailedLook: null,
    queues: { interactions: 0 },
    lastHour: { ask: { answered: expect.any(Number), abstained: 1, refused: 1 } },
  });
});

it('is told of over HTTP, and reads nothing', async () => {
  expect((await get('/healthz')).status).toBe(200);
  const ready = await get('/readyz');
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ ready: true, hindered: [] });
  const metrics = await (await get('/metrics')).text();
  expect(metrics).toMatch(/^footnote_interactions_total\{command="ask",result="abstained"\} 1$/m);
  expect(metrics).toMatch(
    /^footnote_interactions_total\{command="mention",result="abstained"\} 1$/m,
  );
  expect(metrics).toMatch(/^footnote_acknowledgement_seconds_count\{command="verify"\} 1$/m);
  expect(metrics).toMatch(/^footnote_articles 8$/m);
  expect(metrics).toMatch(/^footnote_restarts_total\{part="model"\} 0$/m);
  expect(metrics).toMatch(/^footnote_event_loop_delay_seconds\{quantile="0.99"\} 0\.\d+$/m);
  // Ids have 17 digits or more; nothing that anybody typed is a label.
  expect(metrics).not.toMatch(new RegExp(`="[^"]*(?:\\d{17}|${TYPED})`));
  for (const method of ['POST', 'PUT', 'DELETE']) {
    expect((await get('/healthz', { method })).status).toBe(405);
  }
  expect((await get('/else')).status).toBe(404);
});

it('lets no second one start, and the command line go on', async () => {
  const second = startProgram({ data, articles });
  expect((await second.ended).code).toBe(1);
  expect(second.stderr()).toMatch(/^Another Footnote runs with the data in [^\n]+\.\n$/);
  expect(second.stdout()).toBe('');
  const { code } = await runCli(['index', '--data', data, '--articles', articles]);
  expect(code).toBe(0);
});

it('ends in one sentence where the port of the health checks is taken', async () => {
  const { port } = new URL(origin);
  const other = startProgram({ data: join(root, 'other'), articles, env: { HEALTH_PORT: port } });
  expect((await other.ended).code).toBe(1);
  expect(other.stderr()).toMatch(/^Port \d+ on 127\.0\.0\.1 is in use: [^\n]+\.$/m);
});

it('tells of a look that failed', async () => {
  renameSync(articles, `${articles}-away`);
  const moderator = standIn.as(PEOPLE.moderator);
  await (await moderator.runCommand({ name: 'articles refresh' })).reply();
  await expect
    .poll(async () => JSON.parse((await status('--json')).stdout).lastFailedLook)
    .toMatchObject({ why: expect.stringContaining(articles) });
  expect(logged('notice').some(({ notice }) => notice === 'notReadAgain')).toBe(true);
  renameSync(`${articles}-away`, articles);
});

it('answers what it has acknowledged when it is told to end', async () => {
  const sent = await ask(QUESTION);
  await sent.acknowledged();
  const { code, afterMs } = await program.end('SIGTERM');
  expect(code).toBe(0);
  expect(afterMs).toBeLessThan(5_000);
  expect(passagesIn((await answerTo(sent)).message)).not.toEqual([]);
  expect(standIn.world.botOnline).toBe(false);
  expect(logged('stopping')).toMatchObject([{ signal: 'SIGTERM' }]);
  const { code: gone, stdout } = await status();
  expect(gone).toBe(3);
  expect(stdout).toMatch(/^No Footnote runs with the data in [^\n]+\.\n$/);
  expect(await status('--json')).toMatchObject({ code: 3, stdout: 'null\n' });
});
