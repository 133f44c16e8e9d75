/** Every fault of Discord's that is foreseen, on the built program: a right answer follows each. */
import { setTimeout as pause } from 'node:timers/promises';
import type { APIMessage } from 'discord.js';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { subscribe } from '../../src/playground/stand-in/world.ts';
import {
  type Broken,
  type FaultProxy,
  type Spoilt,
  startFaultProxy,
} from '../support/fault-proxy.ts';
import { passagesIn } from '../support/shown.ts';
import { type Folders, inFolders, sampleQuestions } from './folders.ts';
import { type SoakedProgram, startSoaked } from './program.ts';
import type { Line, Stage } from './stage.ts';

/** A right answer comes within this, whatever happened: reconnecting pauses are up to a minute. */
const WITHIN_MS = 90_000;
const SHORT_MS = 3_000;
const CLOSED_AGAIN_MS = 1_000;

type Pass = () => Promise<Spoilt>;
type Fault = (pass: Pass) => Promise<Spoilt | Broken | null>;

const failing = (status: number, code = 0, headers = {}): Spoilt => ({
  status,
  headers,
  body: { message: 'No', code, retry_after: 0.3, global: false },
});

/** What may happen to one request. */
const REST: Readonly<Record<string, Fault>> = {
  '502 before': async () => failing(502),
  '502 after': async (pass) => (await pass()) && failing(502),
  '503 before': async () => failing(503),
  '500 after': async (pass) => (await pass()) && failing(500),
  'cut off before': async () => 'reset',
  'cut off after': async (pass) => (await pass()) && 'reset',
  'no answer, done': async (pass) => (await pass()) && 'silence',
  '429': async () => failing(429, 0, { 'retry-after': '0.3', 'x-ratelimit-scope': 'shared' }),
  '401': async () => failing(401),
};

const REQUESTS: Readonly<Record<string, RegExp>> = {
  acknowledgement: /^POST .*\/callback/,
  edit: /^PATCH .*\/messages\/(?:@|%40)original/,
  post: /^POST .*\/channels\/\d+\/messages/,
};

/** What the gateway may do; each ends by itself. */
const GATEWAY: Readonly<Record<string, (standIn: StandIn, proxy: FaultProxy) => Promise<void>>> = {
  ...Object.fromEntries(
    [1000, 1001, 4000, 4001, 4007, 4008, 4009].map((code) => [
      `closes with ${code}`,
      async (standIn: StandIn) => standIn.disconnect(code),
    ]),
  ),
  'asks to reconnect': async (standIn) => standIn.sendRaw(JSON.stringify({ op: 7, d: null })),
  'takes the session away': async (standIn) => standIn.sendRaw(JSON.stringify({ op: 9, d: false })),
  'cannot be reached for a while': async (standIn, proxy) => {
    proxy.spoil = async () => failing(503);
    standIn.disconnect(4009);
    await pause(SHORT_MS);
  },
  'does not greet for a while': async ({ world, disconnect }) => {
    world.gateway.greets = false;
    disconnect(4009);
    await pause(SHORT_MS);
    world.gateway.greets = true;
  },
  'lets nobody sign in for a while': async ({ world, disconnect }) => {
    world.gateway.sessionStarts = 0;
    world.gateway.resetAfterMs = SHORT_MS;
    disconnect(4009);
    await pause(SHORT_MS);
    world.gateway.sessionStarts = 1_000;
  },
};

/** After these the bot ends, and says why. */
const FINAL: readonly number[] = [4004, 4010, 4011, 4012, 4013, 4014];

/** See the file. */
export const faults: Stage = async ({ short, say }) =>
  inFolders(200, async (folders) => {
    const standIn = await startStandIn();
    const proxy = await startFaultProxy(standIn.apiUrl);
    let program = start(standIn, proxy, folders);
    try {
      await program.says(/is ready/);
      await program.says(/Connected/);
      const [question = ''] = await sampleQuestions();
      let people = 0;
      const right = quoteOf(await asked());
      const broken: string[] = [];
      let played = 0;

      async function asked(): Promise<APIMessage | null> {
        const who = standIn.as(standIn.addMember(`Asker ${people++}`));
        const sent = await who.runCommand({ name: 'ask', options: { question } });
        return (await sent.reply()).message;
      }
      const mentioned = async (): Promise<APIMessage> => {
        const who = standIn.as(standIn.addMember(`Asker ${people++}`));
        const content = `<@${standIn.world.bot.id}> ${question}`;
        const { id } = await who.sendMessage(CHANNELS.general, content);
        return new Promise((resolve) => {
          const end = subscribe(standIn.world, (event) => {
            if (event.type !== 'message-create') return;
            const { data } = event.message;
            if (data.message_reference?.message_id !== id) return;
            end();
            resolve(data);
          });
        });
      };
      /** Does something that must end in an answer. */
      const expectAnswer = async (name: string, what: () => Promise<string>): Promise<void> => {
        played++;
        const began = performance.now();
        const late = pause(WITHIN_MS, 'late', { ref: false });
        const told = await Promise.race([what(), late]).catch((error: unknown) => String(error));
        if (told !== right) broken.push(`${name}: ${told.slice(0, 80)}`);
        say(`${name}: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
      };

      for (const [step, fits] of Object.entries(REQUESTS)) {
        for (const [name, fault] of Object.entries(REST)) {
          if (short && !/502 after|cut off before/.test(name)) continue;
          let left = 1;
          proxy.spoil = async ({ method, path }, pass) => {
            if (left === 0 || !fits.test(`${method} ${path}`)) return null;
            left--;
            return fault(pass);
          };
          await expectAnswer(`${step}, ${name}`, async () => {
            const message = step === 'post' ? await mentioned() : await asked();
            if (left > 0) return 'nothing was spoilt';
            return step === 'post'
              ? right.slice(0, matching(right, quoteOf(message)))
              : quoteOf(message);
          });
          proxy.spoil = async () => null;
        }
      }
      for (const [name, play] of Object.entries(GATEWAY)) {
        if (short && !/4000|session away/.test(name)) continue;
        await play(standIn, proxy);
        proxy.spoil = async () => null;
        await expectAnswer(`gateway ${name}`, async () => {
          for (;;) {
            const answer = await asked().catch(() => null);
            if (answer) return quoteOf(answer);
            await pause(200);
          }
        });
      }
      const ends: string[] = [];
      for (const code of short ? FINAL.slice(-1) : FINAL) {
        // Again where it was just coming back from something else.
        const closing = setInterval(() => standIn.disconnect(code), CLOSED_AGAIN_MS);
        const exit = await Promise.race([program.exited, pause(WITHIN_MS, 'late', { ref: false })]);
        clearInterval(closing);
        // What is said to people; the log has its stacks.
        const words = program.stdout();
        if (exit !== 1 || !/Discord|DISCORD/.test(words) || words.includes('    at ')) {
          ends.push(`${code}: ${exit}`);
        }
        say(`closed for good with ${code}: exit ${exit}`);
        program = start(standIn, proxy, folders);
        await program.says(/Connected/);
      }
      const lines: Line[] = [
        {
          promise: `${played} faults of REST and gateway: a right answer follows each`,
          measured: broken.length === 0 ? 'yes' : broken.join('; '),
          kept: broken.length === 0,
        },
        {
          promise:
            'closed for good (4004, 4010–4014): ends with exit code 1 and the cause in words',
          measured: ends.length === 0 ? 'yes' : ends.join('; '),
          kept: ends.length === 0,
        },
      ];
      return lines;
    } finally {
      program.kill('SIGTERM');
      await program.exited;
      await proxy.close();
      await standIn.close();
    }
  });

function start(standIn: StandIn, proxy: FaultProxy, { articles, data }: Folders): SoakedProgram {
  return startSoaked({ articles, data, token: standIn.token, apiUrl: proxy.apiUrl });
}

/** The first excerpt. */
function quoteOf(message: APIMessage | null): string {
  return passagesIn(message ?? {})[0]?.quote ?? '';
}

/** A mention shows one excerpt as `/ask` does: whole where they begin alike. */
function matching(right: string, shown: string): number {
  return shown !== '' && right.includes(shown.split('\n')[0] ?? '') ? right.length : 0;
}
