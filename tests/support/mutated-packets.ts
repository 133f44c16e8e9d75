/** Packets of the gateway that are not as they should be, from ones that are; the same for a seed. */

import { CHANNELS, GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { subscribe } from '../../src/playground/stand-in/world.ts';
import { buttonsOf } from './bot.ts';
import type { FaultyPair } from './fault-bot.ts';
import { QUESTION } from './fault-bot.ts';
import { MESSAGE_KINDS, WORDS } from './message-kinds.ts';
import { numbersFrom } from './random.ts';

type Json = Record<string, unknown>;

/** A payload of the gateway. */
export interface SamplePacket {
  readonly t: string | null;
  readonly op: number;
  readonly d: unknown;
}

/**
 * Good packets of each kind that reach the bot: commands, completions, message commands on messages
 * of every kind, buttons, mentions, and what keeps the connection.
 */
export async function samplePackets({
  standIn,
  newcomer,
}: Pick<FaultyPair, 'standIn' | 'newcomer'>): Promise<SamplePacket[]> {
  const samples: SamplePacket[] = [];
  const end = subscribe(standIn.world, (event) => {
    if (event.type === 'interaction-create') {
      samples.push({ op: 0, t: 'INTERACTION_CREATE', d: structuredClone(event.payload) });
    } else if (event.type === 'message-create') {
      samples.push({ op: 0, t: 'MESSAGE_CREATE', d: structuredClone(event.message.data) });
    }
  });
  const who = newcomer();
  const asked = await who.runCommand({ name: 'ask', options: { question: QUESTION } });
  const { message } = await asked.reply();
  if (!message) throw new Error('Not answered');
  const [button] = buttonsOf(message);
  if (button) await (await who.click(message.id, button.id)).reply();
  const typed = { question: QUESTION, article: 'A' };
  await (await who.autocomplete({ name: 'ask', focused: 'article', options: typed })).reply();
  for (const name of ['help', 'about']) await (await who.runCommand({ name })).reply();
  const mention = `<@${standIn.world.bot.id}> ${QUESTION}`;
  const { id } = await who.sendMessage(CHANNELS.general, mention);
  const stored = standIn.world.messages.get(id);
  for (const [index, { fields }] of MESSAGE_KINDS.entries()) {
    if (stored) stored.data = { ...stored.data, content: WORDS, ...fields } as typeof stored.data;
    const command = index % 2 === 0 ? 'Find sources' : 'Verify quotes';
    await (await newcomer().runMessageCommand(command, id)).reply();
  }
  end();
  samples.push(
    { op: 0, t: 'RESUMED', d: {} },
    { op: 0, t: 'GUILD_CREATE', d: { id: GUILD_ID, unavailable: false } },
    { op: 0, t: 'GUILD_DELETE', d: { id: GUILD_ID, unavailable: true } },
    { op: 0, t: 'TYPING_START', d: { channel_id: CHANNELS.general, user_id: who.userId } },
    { op: 0, t: 'MESSAGE_DELETE', d: { id, channel_id: CHANNELS.general } },
    { op: 0, t: 'MESSAGE_UPDATE', d: structuredClone(stored?.data) },
    { op: 1, t: null, d: null },
    { op: 11, t: null, d: null },
  );
  return samples;
}

/** What lets a connection begin, go or end: mutated, the bot may have to connect again. */
export function connectionPackets({ standIn }: Pick<FaultyPair, 'standIn'>): SamplePacket[] {
  const { world } = standIn;
  const ready = {
    v: 10,
    user: world.bot,
    guilds: [{ id: GUILD_ID, unavailable: true }],
    session_id: 'session',
    resume_gateway_url: world.origin.replace(/^http/, 'ws'),
    shard: [0, 1],
    application: { id: world.application.id, flags: 0 },
  };
  return [
    { op: 0, t: 'READY', d: ready },
    { op: 7, t: null, d: null },
    { op: 9, t: null, d: false },
    { op: 10, t: null, d: { heartbeat_interval: 41_250 } },
  ];
}

/**
 * Texts to send to the bot: samples with up to four places changed, and some that are no packets.
 * Interactions, messages and people have new ids each time, so that no limit and no memory of the
 * bot's keeps it from looking at them.
 */
export function* mutatedPackets(
  samples: readonly SamplePacket[],
  count: number,
  seed: number,
): Generator<string> {
  const random = numbersFrom(seed);
  const below = (end: number): number => Math.floor(random() * end);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const snowflake = (): string => `13${String(below(2 ** 31)).padStart(10, '0')}${below(1e6)}`;
  const values: readonly (() => unknown)[] = [
    () => null,
    () => undefined,
    () => true,
    () => below(40),
    () => -1,
    () => 1e308,
    () => 0.5,
    () => '',
    () => 'x'.repeat(below(5_000)),
    () => snowflake(),
    () => '\ud800\u0000',
    () => [],
    () => [null, [], {}],
    () => ({}),
    () => ({ toString: 1, id: null, type: 'x', length: -1, constructor: null }),
    () => JSON.parse('{"__proto__":{"id":1},"hasOwnProperty":1}'),
    () => Array.from({ length: 60 }, () => ({ type: 1, components: [{}] })),
    () => deep(below(200)),
    () => structuredClone(pick(samples).d),
  ];

  for (let number = 0; number < count; number++) {
    if (below(50) === 0) {
      yield pick(['', 'null', '[]', '0', '{}', '{"op":0}', '{"op":0,"t":', '{"op":"x","d":{}}']);
      continue;
    }
    const packet: Json = structuredClone({ ...pick(samples), s: null });
    renew(packet.d, snowflake);
    for (let left = 1 + below(4); left > 0; left--) {
      const [holder, key] = pick(placesIn(packet));
      if (below(4) === 0) Reflect.deleteProperty(holder, key);
      else Reflect.set(holder, key, pick(values)());
    }
    yield JSON.stringify(packet);
  }
}

/** Gives what is sent, and who sends it, new ids and tokens. */
function renew(data: unknown, snowflake: () => string): void {
  if (typeof data !== 'object' || data === null) return;
  const sent = data as Json & { member?: { user?: Json }; user?: Json; author?: Json };
  if ('id' in sent) sent.id = snowflake();
  if ('token' in sent) sent.token = `unknown${snowflake()}`;
  for (const person of [sent.member?.user, sent.user, sent.author]) {
    if (person && person.bot !== true) person.id = snowflake();
  }
}

/** Every place in a value that can be changed, as its holder and key. */
function placesIn(value: unknown, places: (readonly [object, string])[] = []): typeof places {
  if (typeof value !== 'object' || value === null) return places;
  for (const [key, inner] of Object.entries(value)) {
    places.push([value, key]);
    placesIn(inner, places);
  }
  return places;
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let left = levels; left > 0; left--) value = { type: 17, components: [value] };
  return value;
}
