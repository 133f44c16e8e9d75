/** `/quote` with words that are no whole sentence, and what is completed for it, against the stand-in. */
import { EventEmitter, once } from 'node:events';
import { type APIMessage, PermissionFlagsBits } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { type ArticleSource, makeMemoryLibrary } from '../support/memory-library.ts';
import { makeQuotes } from '../support/quotes.ts';
import { menusIn, type SeenMenu, textOf } from '../support/shown.ts';

const ORCHARD: ArticleSource = {
  title: 'The orchard behind the school',
  publisher: 'Harbour Post',
  published: '2023-03-04',
  body: [
    'The orchard has forty apple trees. Nobody knows who planted the oldest one.',
    'Pupils pick the apples in September and press the juice themselves.',
  ],
};
const FERRY: ArticleSource = {
  title: 'A ferry for the island',
  publisher: 'Coast Weekly',
  published: '2024-11-20',
  body: ['The ferry crosses the sound four times a day. It carries no lorries.'],
};
const STORM: ArticleSource = {
  title: 'After the storm',
  publisher: 'Harbour Post',
  published: '2024-02-11',
  body: ['The storm felled three apple trees in the orchard. They were sawn up at once.'],
};
const SOURCES = [ORCHARD, FERRY, STORM];
const PLANTED = 'Nobody knows who planted the oldest one.';

let pair: BotPair;
const sharing = new EventEmitter();
/** Citation ids of what was shared. */
const shared: string[] = [];
sharing.on('share', (id: string) => shared.push(id));
beforeAll(async () => {
  const hooks = [
    { onShare: (share: { citationId: string }) => void sharing.emit('share', share.citationId) },
  ];
  const quotes = makeQuotes(SOURCES);
  pair = await startBotPair(makeMemoryLibrary(SOURCES), { quotes, hooks });
});
afterEach(() => {
  expectGoodRequests(pair.standIn);
  shared.length = 0;
});
afterAll(() => pair.close());

type Options = Record<string, string | boolean>;
type Who = ReturnType<BotPair['newcomer']>;
const quoted = (who: Who, options: Options) => who.runCommand({ name: 'quote', options });

/** All that a message says, without the marks of Markdown. */
const wordsOf = (message: APIMessage) => readMarkdown(textOf(message)).text;

function menuOf(message: APIMessage): SeenMenu {
  const [menu] = menusIn(message);
  if (!menu) throw new Error('There is no menu');
  return menu;
}

/** What everyone in the channel was shown since. */
const posted = () =>
  pair.member.visibleMessages(CHANNELS.general).filter(({ flags }) => ((flags ?? 0) & 64) === 0);

describe('/quote with some words', () => {
  it('posts nothing that nobody chose, and asks which one is meant', async () => {
    const before = posted().length;
    for (const text of ['the', 'apple trees', 'planted oldest', 'orchrad aple', 'nobody knows']) {
      const { message, ephemeral } = await answerTo(quoted(pair.newcomer(), { text }));
      expect(ephemeral, text).toBe(true);
      expect(wordsOf(message), text).toMatch(/^Which one\? /);
      expect(menuOf(message).options.length, text).toBeGreaterThan(0);
    }
    expect(posted()).toHaveLength(before);
    expect(shared).toEqual([]);
  });

  it('shows the chosen sentence beneath the menu, and shares it for everyone', async () => {
    const who = pair.newcomer();
    const { message } = await answerTo(quoted(who, { text: 'apple trees orchard' }));
    const menu = menuOf(message);
    expect(buttonsOf(message)).toEqual([]);
    expect(menu.options.map(({ label }) => label)).toEqual([
      'The storm felled three apple trees in the orchard.',
      'The orchard has forty apple trees.',
    ]);
    expect(menu.options[0]?.description).toBe('After the storm · Harbour Post, 2024-02-11');
    const value = menu.options[1]?.value ?? '';
    const shown = await answerTo(who.select(message.id, menu.id, [value]));
    expect(shown.message.id).toBe(message.id);
    expect(wordsOf(shown.message)).toContain('The orchard has forty apple trees.');
    expect(wordsOf(shown.message)).not.toContain('Nobody knows');
    expect(menuOf(shown.message).options.map((one) => one.default ?? false)).toEqual([false, true]);
    const other = menu.options[0]?.value ?? '';
    const again = await answerTo(who.select(message.id, menu.id, [other]));
    expect(wordsOf(again.message)).toContain('The storm felled three apple trees');
    const told = once(sharing, 'share');
    const pressed = await who.click(message.id, buttonId(again.message, 'Share'));
    const public_ = await pressed.followUp();
    expect((public_.flags ?? 0) & 64).toBe(0);
    expect(wordsOf(public_)).toContain('The storm felled three apple trees in the orchard.');
    expect(await told).toEqual([other.replace(/^~|#.*$/g, '')]);
  });

  it('shows the only one at once', async () => {
    const { message } = await answerTo(quoted(pair.newcomer(), { text: 'planted' }));
    expect(wordsOf(message)).toContain(PLANTED);
    expect(menuOf(message).options).toEqual([expect.objectContaining({ default: true })]);
    expect(buttonsOf(message).map(({ label }) => label)).toContain('Share');
  });

  it('posts what was typed to the end, or nearly, beside an acknowledgement that only they see', async () => {
    for (const text of [
      PLANTED,
      'nobody knows who planted the oldest on',
      '“Nobody konws who planted the oldest one”',
    ]) {
      const who = pair.newcomer();
      const told = once(sharing, 'share');
      const sent = await quoted(who, { text });
      expect((await sent.acknowledged()).ephemeral, text).toBe(true);
      const message = await sent.followUp();
      expect((message.flags ?? 0) & 64, text).toBe(0);
      expect(wordsOf(message), text).toContain(PLANTED);
      // Nothing is left of the acknowledgement.
      const own = who
        .visibleMessages(CHANNELS.general)
        .filter(({ flags }) => ((flags ?? 0) & 64) !== 0);
      expect(own).toEqual([]);
      await told;
      expect(shared.splice(0)).toHaveLength(1);
    }
    const alone = await answerTo(quoted(pair.newcomer(), { text: PLANTED, visible: false }));
    expect(alone.ephemeral).toBe(true);
    expect(wordsOf(alone.message)).toContain(PLANTED);
    expect(shared).toEqual([]);
  });

  it('obeys the filters, and says politely what stands nowhere', async () => {
    const options = { text: 'apple trees orchard', until: '2023' };
    const { message } = await answerTo(quoted(pair.newcomer(), options));
    expect(menuOf(message).options.map(({ label }) => label)).toEqual([
      'The orchard has forty apple trees.',
    ]);
    for (const text of ['Penguins waddle over glaciers', '000000-000000', '…', 'zz']) {
      const refused = await answerTo(quoted(pair.newcomer(), { text }));
      expect(refused.ephemeral).toBe(true);
      expect(refused.message.content).toMatch(/^These words aren’t in the articles/);
    }
  });

  it('outlives a restart, and refuses a forged choice', async () => {
    const who = pair.newcomer();
    const { message } = await answerTo(quoted(who, { text: 'apple trees' }));
    await pair.restart();
    const { id, options } = menuOf(message);
    const shown = await answerTo(who.select(message.id, id, [options[0]?.value ?? '']));
    expect(wordsOf(shown.message)).toContain(options[0]?.label);
    for (const forged of ['', 'k3m9ta-x7q2vd', '../x', '0'.repeat(100)]) {
      const refused = await answerTo(who.select(message.id, id, [forged], { forged: true }));
      expect(refused.ephemeral).toBe(true);
      expect(wordsOf(refused.message)).toMatch(/source has changed|older version/);
    }
  });
});

describe('where people’s own apps may answer only them', () => {
  it('what was to be posted is theirs alone, and is said to be', async () => {
    const { standIn } = pair;
    const who = pair.newcomer();
    const { id, channelId } = standIn.addServer('Quiet', who.userId);
    const channel = standIn.world.channels.get(channelId);
    if (!channel) throw new Error('there is the channel');
    const everyone = { id, type: 0, allow: 0n, deny: PermissionFlagsBits.UseExternalApps } as const;
    standIn.world.channels.set(channelId, { ...channel, overwrites: [everyone] });
    const quote = (options: Options) => who.runCommand({ name: 'quote', options, channelId });
    const said = () => who.visibleMessages(channelId).map(wordsOf);
    const isPrivate = ({ flags }: APIMessage) => ((flags ?? 0) & 64) !== 0;

    const typed = await quote({ text: PLANTED });
    await typed.followUp(1);
    expect(said()).toEqual([
      expect.stringContaining(PLANTED),
      'Only you can see this here: this server lets your own apps answer in private only.',
    ]);
    const { message } = await answerTo(quote({ text: 'apple trees', visible: false }));
    const { id: menu, options } = menuOf(message);
    await answerTo(who.select(message.id, menu, [options[0]?.value ?? '']));
    const chosen = who.message(message.id);
    if (!chosen) throw new Error('there is the message');
    const pressed = await who.click(message.id, buttonId(chosen, 'Share'));
    expect(wordsOf(await pressed.followUp(1))).toMatch(/^Only you can see this here/);
    // Share can be pressed again, and nobody counted what nobody saw.
    const after = who.message(message.id);
    expect(after && buttonsOf(after)).toContainEqual(
      expect.objectContaining({ label: 'Share', disabled: false }),
    );
    expect(who.visibleMessages(channelId).every(isPrivate)).toBe(true);
    expect(shared).toEqual([]);
  });
});

describe('what is completed', () => {
  async function choices(options: Options, focused: string) {
    const sent = await pair.newcomer().autocomplete({ name: 'quote', focused, options });
    return ((await sent.reply()).choices ?? []).map(({ name }) => name);
  }

  it('sentences, misspelt and in any order, of the articles that the other options leave', async () => {
    expect((await choices({ text: 'ferrry corsses' }, 'text'))[0]).toMatch(/^The ferry crosses/);
    expect((await choices({ text: 'planted nobody' }, 'text'))[0]).toBe(PLANTED);
    const all = await choices({ text: 'apple trees' }, 'text');
    expect(all).toHaveLength(3);
    const options = { text: 'apple trees', publisher: 'Harbour Post', since: '2024' };
    expect(await choices(options, 'text')).toEqual([
      'The storm felled three apple trees in the orchard.',
    ]);
  });

  it('publishers and titles, misspelt, of the articles that the other options leave', async () => {
    expect(await choices({ text: 'x', publisher: 'harbuor' }, 'publisher')).toEqual([
      'Harbour Post',
    ]);
    expect(await choices({ text: 'x', publisher: 'weekly coast' }, 'publisher')).toEqual([
      'Coast Weekly',
    ]);
    expect(await choices({ text: 'x', publisher: '', until: '2023' }, 'publisher')).toEqual([
      'Harbour Post',
    ]);
    const ofPost = { text: 'x', article: '', publisher: 'Harbour Post' };
    expect((await choices(ofPost, 'article')).map((name) => name.split(' · ')[0])).toEqual([
      'The orchard behind the school',
      'After the storm',
    ]);
  });

  it('dates that there are, in the articles that the other options leave', async () => {
    expect(await choices({ text: 'x', since: '' }, 'since')).toEqual([
      '2024 · 2 articles',
      '2023 · 3 articles',
      '2024-11 · November 2024 · 1 article',
      '2024-02 · February 2024 · 2 articles',
      '2023-03 · March 2023 · 3 articles',
      '2024-11-20 · November 20, 2024 · 1 article',
      '2024-02-11 · February 11, 2024 · 2 articles',
      '2023-03-04 · March 4, 2023 · 3 articles',
    ]);
    expect(
      await choices({ text: 'x', until: '2024-2', publisher: 'Harbour Post' }, 'until'),
    ).toEqual([
      '2024-02 · February 2024 · 2 articles',
      '2024-02-11 · February 11, 2024 · 2 articles',
    ]);
    expect(await choices({ text: 'x', until: '', since: '2024-03' }, 'until')).toEqual([
      '2024 · 1 article',
      '2024-11 · November 2024 · 1 article',
      '2024-11-20 · November 20, 2024 · 1 article',
    ]);
    expect(await choices({ text: 'x', since: 'novem' }, 'since')).toEqual([
      '2024-11 · November 2024 · 1 article',
      '2024-11-20 · November 20, 2024 · 1 article',
    ]);
    // What is typed elsewhere and not understood yet restricts nothing.
    expect(
      await choices({ text: 'x', since: '', publisher: 'Hrb', until: 'soon' }, 'since'),
    ).toHaveLength(8);
    expect(await choices({ text: 'x', since: '1999' }, 'since')).toEqual([]);
  });
});
