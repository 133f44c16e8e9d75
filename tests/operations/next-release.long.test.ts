/** A next release rolls through a bot in several processes while it is asked: no question fails, none is answered wrongly. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Pool } from '../../src/database/pool.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { writeFiles } from '../support/library.ts';
import { makeNextRelease, NEXT_MIGRATION } from '../support/next-release.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import { type Program, startProgram } from '../support/program.ts';
import { addServerOnShard } from '../support/shards.ts';
import { run, wordsOf } from '../support/stored-program.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** Everything starts side by side on what may be a loaded machine. */
const STARTED_MS = 120_000;
/** Who ends releases its shard; the next one looks once a second, and signs in. */
const TAKEN_OVER_MS = 60_000;
/** Questions on each shard that the roll is to survive at least. */
const LEAST_ASKED = 20;
const HOURS = ['six', 'seven', 'eight', 'nine'];
const CRAFTS = [
  ...['pottery', 'weaving', 'masonry', 'printing', 'brewing', 'carving', 'gilding', 'tanning'],
  ...['dyeing', 'forging', 'glazing', 'bookbinding', 'cooperage', 'saddlery', 'basketry', 'enamel'],
];
const OF_HOUR = new Map(CRAFTS.map((craft, at) => [craft, HOURS[at % HOURS.length] ?? '']));
/** Those that are changed on the way are not asked about by everybody. */
const CHANGED = 'beekeeping';

function workshop(craft: string, hour: string): string {
  return `# The ${craft} workshop\n\nThe ${craft} workshop opens at ${hour} in the morning.\n\nBring an apron to ${craft}, and a lunch.\n`;
}
const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');
const asksFor = (craft: string) => ({ question: `When does the ${craft} workshop open?` });

describePostgres('a next release', () => {
  const root = mkdtempSync(join(tmpdir(), 'footnote-next-'));
  const [articles, next, later] = ['articles', 'next', 'later'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  const programs: Program[] = [];
  let server: TestServer;
  let standIn: StandIn;
  let url: string;
  let pool: Pool;
  /** One on each of two shards. */
  let channels: readonly [string, string];
  let people = 0;

  beforeAll(async () => {
    for (const folder of [next, later]) mkdirSync(folder);
    makeNextRelease(next);
    makeNextRelease(later, { endsThis: true });
    server = await startPostgres();
    url = await migratedDatabase(server);
    pool = testPool(url);
    standIn = await startStandIn();
    channels = [addServerOnShard(standIn, 0, 2), addServerOnShard(standIn, 1, 2)];
    const files = [...OF_HOUR].map(([craft, hour]) => [`${craft}.md`, workshop(craft, hour)]);
    writeFiles(articles, Object.fromEntries(files));
    writeFileSync(join(articles, `${CHANGED}.md`), workshop(CHANGED, 'noon'));
  });
  afterAll(async () => {
    for (const program of programs) program.kill('SIGKILL');
    await Promise.all(programs.map(({ ended }) => ended));
    await standIn.close();
    await server.close();
    rmSync(root, { recursive: true, force: true });
  });

  const common = () => ({ DATABASE_URL: url, READER_MODEL: 'none', LOG_LEVEL: 'debug' });
  function start(options: Omit<Parameters<typeof startProgram>[0], 'data'>): Program {
    const data = join(root, `data-${programs.length}`);
    const program = startProgram({ ...options, data });
    programs.push(program);
    return program;
  }
  function startWriter(release?: string): Program {
    const args = ['index', '--watch'];
    const where = { articles, ...(release !== undefined && { root: release }) };
    return start({ ...where, script: 'cli.js', args, env: common() });
  }
  function startBot(shard: 0 | 1, release?: string): Program {
    return start({
      ...(release !== undefined && { root: release }),
      articles: join(root, 'none'),
      env: {
        ...common(),
        ...{ DISCORD_TOKEN: standIn.token, DISCORD_API_URL: standIn.apiUrl },
        ...{ SHARDS: '2', SHARD_IDS: String(shard) },
      },
    });
  }

  async function answerAbout(craft: string, channel: string): Promise<string> {
    const serverId = standIn.world.channels.get(channel)?.serverId ?? '';
    const who = standIn.as(standIn.addMember(`Member ${++people}`, serverId));
    return wordsOf(await run(who, 'ask', channel, asksFor(craft)));
  }

  /** Asks without a pause until it is told to stop. */
  function asking(channel: string) {
    const wrong: string[] = [];
    let asked = 0;
    let isOver = false;
    const running = (async () => {
      for (let at = 0; !isOver; at++) {
        const craft = CRAFTS[at % CRAFTS.length] ?? '';
        const said = await answerAbout(craft, channel).catch((error: unknown) => String(error));
        if (!said.includes(`opens at ${OF_HOUR.get(craft)} `)) wrong.push(`${craft}: ${said}`);
        asked++;
      }
    })();
    return {
      asked: () => asked,
      async stop() {
        isOver = true;
        await running;
        expect(wrong).toEqual([]);
        return asked;
      },
    };
  }

  const generations = () =>
    pool.query<{ generation: number; dimensions: number; passages: number; is_ready: boolean }>(
      `select g.generation, g.dimensions, g.passages, g.is_ready from generations g
       join collections c on c.no = g.collection where c.id = '' order by g.generation`,
    );

  /** Paths to the bytes that a writer has read, as their digest. */
  const readFiles = async () => {
    const rows = await pool.query<{ path: string; read_sha256: string | null }>(
      `select f.path, f.read_sha256 from files f join collections c on c.no = f.collection
       where c.id = ''`,
    );
    return new Map(rows.map(({ path, read_sha256: digest }) => [path, digest]));
  };

  it('fills its evidence beside the old, switches, and takes over shard by shard', async () => {
    const oldWriter = startWriter();
    const oldBots = [startBot(0), startBot(1)] as const;
    for (const channel of channels) {
      await until(
        () =>
          answerAbout('pottery', channel).then(
            (said) => said.includes('six'),
            () => false,
          ),
        STARTED_MS,
      );
    }
    const [before] = await generations();
    const asked = [asking(channels[0]), asking(channels[1])] as const;

    startWriter(next);
    await until(
      async () => (await generations()).filter((each) => each.is_ready).length === 2,
      STARTED_MS,
    );
    const [kept, made] = await generations();
    expect(kept).toEqual(before);
    expect(made).toMatchObject({ passages: before?.passages });
    expect(made?.dimensions).not.toBe(before?.dimensions);
    expect(await pool.query('select max(number)::int as n from schema_migrations')).toEqual([
      { n: NEXT_MIGRATION },
    ]);
    expect(await pool.query('select distinct shelf from articles')).toEqual([{ shelf: 'none' }]);

    // What changes from now on, only the next one knows; the old one says nothing that is not so.
    writeFileSync(join(articles, `${CHANGED}.md`), workshop(CHANGED, 'midnight'));
    await until(
      async () =>
        (await readFiles()).get(`${CHANGED}.md`) === sha256Of(workshop(CHANGED, 'midnight')),
      STARTED_MS,
    );
    for (const channel of channels) {
      expect(await answerAbout(CHANGED, channel)).not.toContain('opens at noon');
    }

    for (const shard of [0, 1] as const) {
      const standby = startBot(shard, next);
      await standby.says(/standing by/);
      const other = asked[1 - shard];
      const soFar = other?.asked() ?? 0;
      // For the moment in which nobody holds a shard, Discord has nobody to send a question to.
      expect(await asked[shard].stop()).toBeGreaterThan(LEAST_ASKED);
      expect((await oldBots[shard].end('SIGTERM')).code).toBe(0);
      await standby.says(/takes a shard over/);
      await until(
        () =>
          answerAbout(CHANGED, channels[shard]).then(
            (said) => said.includes('midnight'),
            () => false,
          ),
        TAKEN_OVER_MS,
      );
      const again = asking(channels[shard]);
      await until(async () => again.asked() > LEAST_ASKED, TAKEN_OVER_MS);
      await again.stop();
      if (shard === 0) expect(other?.asked()).toBeGreaterThan(soFar);
    }
    // A writer of the release before leaves to the next what that has written, and says so.
    await oldWriter.says(/A newer Footnote \(99\.0\.0\) writes these articles/);
    writeFileSync(join(articles, 'felting.md'), workshop('felting', 'dawn'));
    await until(
      () =>
        answerAbout('felting', channels[1]).then(
          (said) => said.includes('dawn'),
          () => false,
        ),
      STARTED_MS,
    );
    expect(await pool.query("select written_by as by from collections where id = ''")).toEqual([
      { by: '99.0.0' },
    ]);
    const [, newest] = await generations();
    expect((await generations()).map(({ generation }) => generation)).toEqual([
      before?.generation,
      newest?.generation,
    ]);
    // Whoever starts late, of either release, knows what it can read.
    for (const release of [undefined, next]) {
      const { question } = asksFor('weaving');
      const cli = start({
        ...(release !== undefined && { root: release }),
        ...{ script: 'cli.js', args: ['ask', question], env: common() },
      });
      await cli.ended;
      expect(cli.stdout()).toContain('opens at seven');
    }
    const once = start({ articles, script: 'cli.js', args: ['index'], env: common() });
    expect((await once.ended).code).toBe(1);
    expect(once.stderr()).toContain('A newer Footnote (99.0.0) writes these articles');
    for (const program of programs) expect(program.stderr()).not.toMatch(/"level":50/);
  });

  it('ends the processes that do not fit any more, which say so, and no others', async () => {
    const [oldWriter] = programs as [Program];
    const asked = channels.map((channel) => asking(channel));
    const oldBot = startBot(0);
    await oldBot.says(/standing by/);
    const last = start({ root: later, articles, script: 'cli.js', args: ['index'], env: common() });
    expect((await last.ended).code).toBe(0);
    for (const program of [oldWriter, oldBot]) {
      expect((await program.ended).code).toBe(1);
      const known = NEXT_MIGRATION - 1;
      const said = `belongs to a newer Footnote (its migration ${NEXT_MIGRATION + 1}; this one knows ${known})`;
      expect(program.stdout() + program.stderr()).toContain(said);
    }
    for (const each of asked) {
      await until(async () => each.asked() > LEAST_ASKED, TAKEN_OVER_MS);
      await each.stop();
    }
    const late = startBot(1);
    expect((await late.ended).code).toBe(1);
    expect(late.stderr()).toContain('belongs to a newer Footnote');
  });
});
