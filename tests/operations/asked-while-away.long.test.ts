/** What people are told in Discord while the bot's database is away, and what has become of what they did. */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS, GUILD_ID, OTHER_GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import type { SentInteraction } from '../../src/playground/stand-in/sent.ts';
import { type BlackHole, startBlackHole } from '../support/black-hole.ts';
import { buttonId } from '../support/bot.ts';
import { describePostgres, type TestServer, until } from '../support/postgres.ts';
import {
  loomFiles,
  openStoredProgram,
  press,
  run,
  type StoredProgram,
  suggested,
  upload,
  wordsOf,
} from '../support/stored-program.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

/** So long it is away. */
const AWAY_MS = 60_000;
/** Between two rounds of everybody, so that the machine is not what takes the time. */
const EVERY_MS = 8_000;
const TOLD_WITHIN_MS = 10_000;
const AWAY = 'The database cannot be reached just now.';
const FERRY = `# The ferry

The ferry crosses the sound at eight, noon and six.

Tickets are sold on board by the purser.
`;
const KILN = '# The kiln\n\nThe kiln is fired on Tuesdays and Fridays only.\n';
const [QUAY, TOWN] = [CHANNELS.quayside, CHANNELS.general];

const ASK = { question: 'When does the ferry cross the sound?' };
/** What members run, and whether it needs the database. */
const RUN: readonly (readonly [name: string, options: Record<string, string>])[] = [
  ['ask', ASK],
  ['ask', { ...ASK, article: 'The ferry' }],
  ['quote', { text: 'crosses the sound' }],
  ['verify', { quote: 'Tickets are sold on board by the purser.' }],
  ['cite', { id: 'es103q-r7eqwe' }],
  ['library list', {}],
  ['library show', { article: 'The ferry' }],
  ['help', {}],
];
const MANAGED = ['gaps list', 'collection', 'library list'];
/** What members are told from memory. */
const FROM_MEMORY = ['about'];

/** Takes all connections that a server gives, those of others too. @returns what gives them back */
async function takeConnections(server: TestServer): Promise<() => Promise<void>> {
  const own: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client({ connectionString: server.url(), application_name: 'taker' });
    client.on('error', () => {});
    try {
      await client.connect();
      own.push(client);
    } catch {
      const others = `select pg_terminate_backend(pid) from pg_stat_activity
        where backend_type = 'client backend' and application_name <> 'taker'`;
      const found = await own[0]?.query(others);
      if (found?.rowCount === 0) break;
    }
  }
  return async () => {
    await Promise.all(own.splice(0).map((each) => each.end()));
  };
}

describePostgres('people, while the database is away', () => {
  let bot: StoredProgram;
  /** The network that the bot reaches its server through. */
  let network: BlackHole;
  beforeAll(async () => {
    bot = await openStoredProgram(
      { 'ferry.md': FERRY, ...loomFiles },
      // A server that loses its power keeps what it has said that it keeps.
      { settings: { max_connections: '24', synchronous_commit: 'on' } },
    );
    network = await startBlackHole(bot.server.port);
    const url = new URL(bot.url);
    url.port = String(network.port);
    await bot.start({ DATABASE_URL: url.href });
    await until(async () => wordsOf(await run(bot.member(), 'ask', TOWN, ASK)).includes('noon'));
  });
  afterAll(async () => {
    await bot.close();
    await network.close();
  });

  const status = async (path: string) => (await fetch(`${bot.origin()}${path}`)).status;
  const comes = (wanted: number, ms: number) =>
    until(async () => (await status('/readyz')) === wanted, ms);

  /** How something ends that somebody does. */
  async function told(what: string, sending: Promise<SentInteraction>) {
    const began = performance.now();
    const sent = await sending;
    // What nobody acknowledges within three seconds fails here.
    await sent.acknowledged();
    const beside = sent.followUp().then((data) => ({
      ...{ words: wordsOf(data), isPrivate: ((data.flags ?? 0) & 64) !== 0 },
    }));
    const first = sent.reply().then(({ message, ephemeral }) => ({
      ...{ words: message ? wordsOf(message) : '', isPrivate: ephemeral },
    }));
    for (const each of [beside, first]) each.catch(() => {});
    return { what, ...(await Promise.race([first, beside])), ms: performance.now() - began };
  }

  async function expectTold(doing: ReturnType<typeof told>[], said: string): Promise<void> {
    for (const { what, words, isPrivate, ms } of await Promise.all(doing)) {
      expect(words, what).toContain(said);
      expect(isPrivate, what).toBe(true);
      expect(ms, what).toBeLessThan(TOLD_WITHIN_MS);
    }
  }

  function everybody() {
    return [OTHER_GUILD_ID, GUILD_ID].flatMap((server) => {
      const channelId = server === GUILD_ID ? TOWN : QUAY;
      return [
        ...RUN.map(([name, options]) =>
          told(name, bot.member(server).runCommand({ name, options, channelId })),
        ),
        ...MANAGED.map((name) => told(name, bot.manager(server).runCommand({ name, channelId }))),
      ];
    });
  }

  /** Buttons that are on messages from before. */
  async function buttonsFrom(name: string) {
    const [reader, sharer] = [bot.member(OTHER_GUILD_ID), bot.member()];
    const [manager, corrector] = [bot.manager(OTHER_GUILD_ID), bot.manager(OTHER_GUILD_ID)];
    const question = 'How many shafts has the great loom?';
    const own = await run(reader, 'ask', QUAY, { question });
    const answer = await run(sharer, 'ask', TOWN, ASK);
    const stage = (who: Actor, file: ReturnType<typeof upload>) =>
      run(who, 'articles add', QUAY, { file });
    const staged = await stage(manager, upload(`kiln-${name}.md`, KILN.replace('Fridays', name)));
    const other = await stage(corrector, upload('other.md', '# Other\n\nIt is quite another.\n'));
    return {
      ...{ manager, staged },
      press: () => [
        told('Context', reader.click(own.id, buttonId(own, 'Context'))),
        told('Share', sharer.click(answer.id, buttonId(answer, 'Share'))),
        told('Keep', manager.click(staged.id, buttonId(staged, 'Keep'))),
        // A form, which can only be a first answer.
        told('Correct', corrector.click(other.id, buttonId(other, 'Correct…'))),
      ],
    };
  }

  /** Takes it away. @returns what gives it back, once */
  const ways: Readonly<Record<string, () => Promise<() => Promise<void>>>> = {
    async frozen() {
      bot.server.freeze();
      return async () => bot.server.thaw();
    },
    async stopped() {
      await bot.server.stop('immediate');
      return () => bot.server.start();
    },
    'out of reach': async () => {
      network.isDropping = true;
      return async () => {
        network.isDropping = false;
      };
    },
    'without a free connection': () => takeConnections(bot.server),
  };

  it.each([
    ['frozen', 'Sundays'],
    ['stopped', 'Saturdays'],
    ['out of reach', 'Thursdays'],
    ['without a free connection', 'Mondays'],
  ] as const)(
    'are told so within ten seconds, in their language, for the whole minute in which it is %s',
    async (how, day) => {
      const { manager, staged, press: pressAll } = await buttonsFrom(day);
      const began = performance.now();
      const giveBack = await ways[how]?.();
      onTestFinished(async () => giveBack?.());
      // Before anybody has noticed.
      const russian = bot.member();
      bot.standIn.setLocale(russian.userId, 'ru');
      const asked = { name: 'ask', options: ASK, channelId: TOWN };
      const first = [
        expectTold([...everybody(), ...pressAll()], AWAY),
        expectTold([told('ask', russian.runCommand(asked))], 'База данных сейчас недоступна'),
      ];
      expect(await suggested(bot.member(), TOWN, 'quote', 'text', 'sound')).toEqual([]);
      await Promise.all(first);
      await comes(503, TOLD_WITHIN_MS);
      expect(await status('/healthz')).toBe(200);
      // When it is known, for as long as it takes.
      do {
        await expectTold(everybody(), AWAY);
        expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
        await pause(EVERY_MS);
      } while (performance.now() - began < AWAY_MS);
      for (const name of FROM_MEMORY) {
        const { words } = await told(name, bot.member().runCommand({ name }));
        expect(words).not.toContain(AWAY);
      }
      const mentioning = bot.member();
      const mention = `<@${bot.standIn.applicationId}> ${ASK.question}`;
      const { id } = await mentioning.sendMessage(TOWN, mention);
      await expect
        .poll(
          () =>
            mentioning
              .visibleMessages(TOWN)
              .find(({ message_reference: of }) => of?.message_id === id)?.content,
          { timeout: TOLD_WITHIN_MS },
        )
        .toContain(AWAY);

      await giveBack?.();
      await comes(200, TOLD_WITHIN_MS);
      expect(wordsOf(await run(bot.member(), 'ask', TOWN, ASK))).toContain('noon');
      // It was kept, or is still to be: never neither.
      const again = wordsOf(await press(manager, staged, 'Keep'));
      expect(again).toMatch(/^(?:Kept as |.*not waiting any more)/);
      const question = `Is the kiln fired on Tuesdays and ${day}?`;
      await until(async () => {
        const answer = await run(bot.member(OTHER_GUILD_ID), 'ask', QUAY, { question });
        return wordsOf(answer).includes(day);
      });
      const faults =
        bot
          .program()
          .stderr()
          .match(/"level":50[^\n]*/g) ?? [];
      expect(faults).toEqual([]);
    },
  );
});
