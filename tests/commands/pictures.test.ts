/** Share as picture, from the person's side: what Copy offers, what is posted, and what is said instead. */
import { ComponentType, PermissionFlagsBits as Permission } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenCards, openCards } from '../../src/cards/cards.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { sizeOf } from '../support/cards.ts';
import { type ArticleSource, makeMemoryLibrary } from '../support/memory-library.ts';
import { buttonsIn, partsOf, textOf } from '../support/shown.ts';

const SENTENCE = 'The miller of the weir earned forty crowns a year. He spent them all.';
const MILL: ArticleSource = {
  title: 'The mill and its weir',
  publisher: 'Water News',
  published: '2024-05-06',
  body: [SENTENCE],
};
const QUESTION = 'How many crowns a year earned the miller of the weir?';

const library = makeMemoryLibrary([MILL]);
let cards: OpenCards;
let pair: BotPair;
beforeAll(async () => {
  cards = openCards();
  expect(await cards.known).toBe(true);
  pair = await startBotPair(library, { cards });
});
beforeEach(() => library.setArticles([MILL]));
afterEach(() => {
  deny(0n);
  expectGoodRequests(pair.standIn);
});
afterAll(async () => {
  await pair.close();
  await cards.close();
});

/** Takes permissions from the bot in the general channel. */
function deny(permissions: bigint): void {
  const { world } = pair.standIn;
  const channel = world.channels.get(CHANNELS.general);
  if (!channel) throw new Error('there is the channel');
  const own = { id: world.bot.id, type: 1, allow: 0n, deny: permissions } as const;
  world.channels.set(channel.id, { ...channel, overwrites: permissions === 0n ? [] : [own] });
}

/** Asks, and opens Copy of the answer. */
async function copy(on: Pick<BotPair, 'newcomer'> = pair) {
  const who = on.newcomer();
  const run = who.runCommand({
    name: 'ask',
    options: { question: QUESTION },
    channelId: CHANNELS.general,
  });
  const { message } = await answerTo(run);
  const { message: copied } = await answerTo(who.click(message.id, buttonId(message, 'Copy')));
  return { who, copied };
}

async function picture(label = 'Share as picture') {
  const { who, copied } = await copy();
  const pressed = await who.click(copied.id, buttonId(copied, label));
  return { who, copied, pressed };
}

/** What Copy looks like by now. */
const offered = ({ who, copied }: Awaited<ReturnType<typeof picture>>) =>
  buttonsOf(who.message(copied.id) ?? copied);

/** Presses, and is told why nothing is posted. */
async function refusalOf() {
  const { who, copied, pressed } = await picture();
  const told = await pressed.followUp();
  expect(told.flags).toBe(64);
  const visible = pair.moderator.visibleMessages(CHANNELS.general);
  expect(visible.filter(({ attachments }) => attachments.length > 0)).toEqual([]);
  return { text: told.content, buttons: buttonsOf(who.message(copied.id) ?? copied) };
}

describe('Share as picture', () => {
  it('is offered, light and dark, in what Copy opens', async () => {
    const { copied } = await copy();
    expect(buttonsOf(copied).map(({ label }) => label)).toEqual([
      'Share as picture',
      'Share as dark picture',
    ]);
  });

  it.each(['Share as picture', 'Share as dark picture'])(
    '%s posts a picture with its words and the buttons of a shared quote',
    async (label) => {
      const shared = await picture(label);
      const posted = await shared.pressed.followUp();
      expect(posted.flags).toBe(32_768);
      const [gallery] = partsOf(posted).filter(({ type }) => type === ComponentType.MediaGallery);
      const [item] = (gallery?.items ?? []) as { description: string; media: { url: string } }[];
      expect(item?.description).toMatch(
        /^The miller .* all\.\n— The mill and its weir · Water News · 2024-05-06 · [a-z0-9]{6}-[a-z0-9]{6}$/,
      );
      const png = Buffer.from(await (await fetch(item?.media.url ?? '')).arrayBuffer());
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(sizeOf(png).width).toBe(1_200);
      expect(textOf(posted)).toContain(`Shared by <@${shared.who.userId}>`);
      expect(buttonsIn(posted).map((each) => each.label)).toEqual([
        ...['Source', 'Context', 'Copy', 'Remove'],
      ]);
      expect(offered(shared).find(({ disabled }) => disabled)?.label).toBe('Shared');
      await (await shared.who.click(posted.id, buttonId(posted, 'Remove'))).acknowledged();
      await expect.poll(() => pair.moderator.message(posted.id)).toBeNull();
    },
  );

  it('is looked up at that moment: what changed meanwhile is not drawn', async () => {
    const { who, copied } = await copy();
    library.setArticles([{ ...MILL, body: [SENTENCE.replace('forty', 'fifty')] }]);
    const pressed = await who.click(copied.id, buttonId(copied, 'Share as picture'));
    const { content, flags } = await pressed.reply().then(({ message }) => message as never);
    expect(flags).toBe(64);
    expect(content).toContain('changed');
  });

  it('says that files may not be attached, where they may not', async () => {
    const { who, copied } = await copy();
    deny(Permission.AttachFiles);
    const told = await answerTo(who.click(copied.id, buttonId(copied, 'Share as picture')));
    expect(told.ephemeral).toBe(true);
    expect(told.message.content).toContain('Attach Files');
  });

  it('says which character no font has, and can be pressed again', async () => {
    library.setArticles([{ ...MILL, body: [`${SENTENCE} 🦄`] }]);
    const { text, buttons } = await refusalOf();
    expect(text).toContain('🦄');
    expect(buttons.every(({ disabled }) => !disabled)).toBe(true);
  });

  it('is not offered for what no picture holds', async () => {
    library.setArticles([{ ...MILL, body: [`${SENTENCE} ${'The weir held. '.repeat(80)}`] }]);
    const { copied } = await copy();
    expect(buttonsOf(copied)).toEqual([]);
  });

  it('is not offered where cards cannot be drawn, and refused where it was', async () => {
    const without = await startBotPair(library);
    try {
      const { copied, who } = await copy(without);
      expect(buttonsOf(copied)).toEqual([]);
      const old = await copy();
      const id = buttonId(old.copied, 'Share as picture');
      const told = await answerTo(who.click(copied.id, id, { forged: true }));
      expect(told.message.content).toContain('could not be drawn');
    } finally {
      await without.close();
    }
  });
});
