/** Both message commands on a message of every kind that Discord has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { MESSAGE_KINDS, type MessageKind } from '../support/message-kinds.ts';
import { makeQuotes } from '../support/quotes.ts';
import { textOf } from '../support/shown.ts';

const BRIDGE = { title: 'A bridge', body: ['The bridge was built in 1931 by hand.'] };
const library = makeMemoryLibrary([BRIDGE]);
const bad: unknown[] = [];
let pair: BotPair;
beforeAll(async () => {
  pair = await startBotPair(library, {
    quotes: makeQuotes([BRIDGE]),
    hooks: [{ onBadPacket: (event) => bad.push(event), onFault: (event) => bad.push(event) }],
  });
});
afterAll(async () => {
  expectGoodRequests(pair.standIn);
  await pair.close();
});

/** What a message command says of a message of a kind. */
async function saidOf(command: string, { fields }: MessageKind): Promise<string> {
  const who = pair.newcomer();
  const { id } = await who.sendMessage(CHANNELS.general, 'x');
  const stored = pair.standIn.world.messages.get(id);
  if (!stored) throw new Error('Just written');
  stored.data = { ...stored.data, content: '', ...fields } as typeof stored.data;
  const { message, ephemeral } = await answerTo(who.runMessageCommand(command, id));
  expect(ephemeral).toBe(true);
  expect(bad).toEqual([]);
  return textOf(message);
}

/** What the Copy button says of an answer of the bot's that has the fields of a kind, too. */
async function copiedFrom({ fields }: MessageKind): Promise<string> {
  const who = pair.newcomer();
  const options = { question: 'When was the bridge built?' };
  const { message } = await answerTo(who.runCommand({ name: 'ask', options }));
  const stored = pair.standIn.world.messages.get(message.id);
  if (!stored) throw new Error('Just answered');
  const { components = [], flags = 0 } = stored.data;
  const more = (fields.components ?? []) as typeof components;
  const own = { flags, components: [...components, ...more] };
  stored.data = { ...stored.data, ...fields, ...own } as typeof stored.data;
  const copied = await answerTo(who.click(message.id, buttonId(message, 'Copy')));
  expect(bad).toEqual([]);
  return copied.message.content;
}

describe.each(MESSAGE_KINDS)('$name', (kind) => {
  it('is looked for, or said to have no words', async () => {
    const said = await saidOf('Find sources', kind);
    if (kind.speaks) expect(said).toContain('1931');
    else expect(said).toBe('This message has no words to look for.');
  });

  it('is checked, or said to have nothing to check', async () => {
    const said = await saidOf('Verify quotes', kind);
    if (kind.speaks) expect(said).toContain('Verbatim: these words are in the articles');
    else expect(said).toBe('There is nothing to check in this message.');
  });

  it('may bear a button that is pressed', async () => {
    expect(await copiedFrom(kind)).toContain('built in 1931');
  });
});
