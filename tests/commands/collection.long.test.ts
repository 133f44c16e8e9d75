/** A server's own articles: seen there alone, used in direct messages, looked after as a whole. */
import { ButtonStyle } from 'discord.js';
import { describe, expect, it, vi } from 'vitest';
import { keyOf } from '../../src/collections/collection.ts';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { allComponents } from '../../src/playground/stand-in/forms.ts';
import { CHANNELS, OTHER_GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { answerTo, buttonId, buttonsOf } from '../support/bot.ts';
import { communityFolders } from '../support/communities.ts';
import { startCommunityBot } from '../support/community-bot.ts';
import { wordsIn as wordsOf } from '../support/shown.ts';

const FERRY =
  '# The ferry\n\nThe ferry crosses the sound at eight, noon and six. It carries sixty people.\n';
const LOOM = '# The loom\n\nThe great loom has forty shafts and was built in 1887.\n';
const HARBOUR = { [`${OTHER_GUILD_ID}/loom.md`]: LOOM };
const yaml = (more = '') => ({
  [`${OTHER_GUILD_ID}/collection.yaml`]: `servers: ["${OTHER_GUILD_ID}"]\n${more}`,
});
const QUAY = CHANNELS.quayside;

const run = async (who: Actor, name: string, channelId: string, options = {}) =>
  (await answerTo(who.runCommand({ name, options, channelId }))).message;

/** Adds an article as a manager does, and keeps it. */
async function add(who: Actor, text: string, channelId: string): Promise<string> {
  const file = { filename: 'loom.md', contentType: 'text/markdown', data: Buffer.from(text) };
  const staged = await run(who, 'articles add', channelId, {
    file: { ...file, data: new Uint8Array(file.data) },
  });
  const kept = await answerTo(who.click(staged.id, buttonId(staged, 'Keep')));
  return wordsOf(kept.message);
}

describe('/collection', () => {
  it('is where managers see what is used, whether the default one is seen, and the end of it', async () => {
    const { noor, sam, mira, communities } = await startCommunityBot(
      communityFolders({ 'ferry.md': FERRY }),
    );
    const show = () => run(noor, 'collection', QUAY);
    expect(wordsOf(await show())).toContain('no articles of its own yet');
    expect(await add(noor, LOOM, QUAY)).toContain('loom.md');
    const shown = await show();
    expect(wordsOf(shown)).toMatch(/Articles of Harbour\nArticles: 1 of 500\nPassages: 1 of 20000/);
    expect(wordsOf(shown)).toMatch(/Size of the files: \d+ bytes? of 100 MB\nSources: 0 of 10\n/);
    expect(wordsOf(shown)).toContain('Members see the general articles, too.');
    const red = allComponents(shown.components).filter(({ style }) => style === ButtonStyle.Danger);
    expect(red.map(({ label }) => label)).toEqual(['Delete everything…']);

    // Members who do not manage it are no managers, wherever else they are.
    for (const who of [sam, mira]) {
      expect(wordsOf(await run(who, 'collection', QUAY))).toContain('Manage Server');
      const key = keyOf(OTHER_GUILD_ID);
      for (const action of [
        { name: 'seeDefault', collection: key, isSeen: false },
        { name: 'deleteAll', collection: key },
        { name: 'deletedAll', collection: key },
      ] as const) {
        const about = await run(who, 'about', QUAY);
        const forged = who.click(about.id, encodeCustomId(action), { forged: true });
        expect(wordsOf((await answerTo(forged)).message)).toMatch(/Manage Server|older version/);
      }
    }
    // Nor does managing one server say anything about another.
    const elsewhere = await run(sam, 'collection', CHANNELS.general);
    expect(wordsOf(elsewhere)).toMatch(/General articles\nArticles: 1\n/);
    expect(buttonsOf(elsewhere)).toEqual([]);
    const key = keyOf(OTHER_GUILD_ID);
    const forged = encodeCustomId({ name: 'deleteAll', collection: key });
    const refused = await answerTo(sam.click(elsewhere.id, forged, { forged: true }));
    expect(wordsOf(refused.message)).toContain('no articles of its own');

    const hidden = await answerTo(
      noor.click(shown.id, buttonId(shown, 'Hide the general articles')),
    );
    expect(wordsOf(hidden.message)).toContain('Members see only the articles of this server.');
    expect(communities.collections.byId(OTHER_GUILD_ID)?.seesDefault).toBe(false);
    const ask = { question: 'When does the ferry cross the sound?' };
    expect(wordsOf(await run(mira, 'ask', QUAY, ask))).not.toContain('crosses the sound');
    expect(wordsOf(await run(mira, 'ask', CHANNELS.general, ask))).toContain('crosses the sound');

    // The title is typed, or nothing happens.
    const end = buttonId(hidden.message, 'Delete everything…');
    const opened = await noor.click(shown.id, end);
    const { modal } = await opened.reply();
    expect(modal?.title).toBe('Delete everything?');
    const wrong = await answerTo(noor.submitModal(opened.id, { title: 'Harbor' }));
    expect(wordsOf(wrong.message)).toContain('Nothing was deleted');
    expect(communities.collections.byId(OTHER_GUILD_ID)).not.toBeNull();
    const gone = await answerTo(noor.submitModal(opened.id, { title: ' harbour ' }));
    expect(wordsOf(gone.message)).toContain('Deleted for good: all articles of Harbour');
    expect(communities.collections.byId(OTHER_GUILD_ID)).toBeNull();
    expect(wordsOf(await show())).toContain('no articles of its own yet');
    // What was on the old message is about nothing any more.
    const late = await answerTo(noor.click(shown.id, end, { forged: true }));
    expect(wordsOf(late.message)).toContain('no articles of its own');
  });

  it('says of the default one only what is counted', async () => {
    const { sam } = await startCommunityBot(communityFolders({ 'loom.md': LOOM }));
    const shown = await run(sam, 'collection', CHANNELS.general);
    expect(shown.embeds[0]?.title).toBe('General articles');
    expect(wordsOf(shown)).toContain('Articles: 1\n');
    expect(wordsOf(shown)).not.toContain('last minute');
  });

  it('leaves what the operator made to the operator', async () => {
    const { noor, communities } = await startCommunityBot(
      communityFolders({
        'club/collection.yaml': `title: Club\nservers: ["${OTHER_GUILD_ID}"]\n`,
        'club/loom.md': LOOM,
      }),
      { COLLECTIONS: '' },
    );
    const shown = await run(noor, 'collection', QUAY);
    expect(wordsOf(shown)).toMatch(/Articles of Club\nArticles: 1\n/);
    expect(wordsOf(shown)).toContain('Only whoever runs the bot');
    expect(buttonsOf(shown)).toEqual([]);
    const forged = encodeCustomId({ name: 'deleteAll', collection: keyOf('club') });
    const refused = await answerTo(noor.click(shown.id, forged, { forged: true }));
    expect(wordsOf(refused.message)).toContain('Only whoever runs the bot');
    expect(communities.collections.byId('club')).not.toBeNull();
  });

  it('lets whom the collection names look after it, by person and by role', async () => {
    const { mira, sam, standIn } = await startCommunityBot(
      communityFolders({
        ...HARBOUR,
        ...yaml(`managers: ["1300000000000000010", "1399999999999999999"]\n`),
      }),
    );
    expect(wordsOf(await run(mira, 'collection', QUAY))).toContain('Articles: 1');
    expect(wordsOf(await run(sam, 'collection', QUAY))).toContain('Manage Server');
    standIn.world.servers
      .get(OTHER_GUILD_ID)
      ?.members.get(sam.userId)
      ?.roles.push('1399999999999999999');
    expect(wordsOf(await run(sam, 'collection', QUAY))).toContain('Articles: 1');
    // On another server they are nobody.
    expect(wordsOf(await run(mira, 'collection', CHANNELS.general))).toContain('Manage Server');
  });
});

describe('direct messages', () => {
  const ask = { question: 'How many shafts does the great loom have?' };

  it('use a server’s articles for members who said so, until they stop it', async () => {
    const { mira, sam, noor, standIn, communities } = await startCommunityBot(
      communityFolders({ 'ferry.md': FERRY, ...HARBOUR, ...yaml('title: The Harbour\n') }),
    );
    const DM = CHANNELS.memberDm;
    const inMessages = async (who = mira, channelId: string = DM) =>
      wordsOf(await run(who, 'ask', channelId, ask)).includes('forty shafts');
    expect(await inMessages(mira, QUAY)).toBe(true);
    expect(await inMessages()).toBe(false);
    // No such button where there is nothing of its own, and none in messages before one was chosen.
    expect(buttonsOf(await run(mira, 'about', CHANNELS.general))).toEqual([]);
    expect(buttonsOf(await run(mira, 'about', DM))).toEqual([]);

    const help = await run(mira, 'help', QUAY);
    const pressed = await answerTo(mira.click(help.id, buttonId(help, 'Use in my DMs')));
    expect(pressed.ephemeral).toBe(true);
    expect(wordsOf(pressed.message)).toMatch(/The Harbour.*your id and the id of this server/);
    expect(await communities.directMessages?.chosenBy(mira.userId)).toEqual([OTHER_GUILD_ID]);
    expect(await inMessages()).toBe(true);
    // Nobody else's messages, and nobody else's places.
    expect(await inMessages(sam, CHANNELS.moderatorDm)).toBe(false);
    expect(await inMessages(mira, CHANNELS.private)).toBe(false);
    expect(await inMessages(mira, CHANNELS.general)).toBe(false);

    // Gone from the server, gone from the messages: asked anew where nothing is remembered.
    await communities.directMessages?.choose(sam.userId, OTHER_GUILD_ID);
    standIn.leave(OTHER_GUILD_ID, sam.userId);
    expect(await inMessages(sam, CHANNELS.moderatorDm)).toBe(false);
    const about = await run(sam, 'about', CHANNELS.moderatorDm);
    expect(wordsOf(about)).not.toContain('The Harbour');
    expect(buttonsOf(about).map(({ label }) => label)).toEqual([`Stop using ${OTHER_GUILD_ID}`]);

    const inDm = await run(mira, 'about', DM);
    expect(wordsOf(inDm)).toContain('The Harbour: 1 article');
    const stop = buttonId(inDm, 'Stop using The Harbour');
    const stopped = await answerTo(mira.click(inDm.id, stop));
    expect(wordsOf(stopped.message)).toContain('The Harbour');
    expect(await inMessages()).toBe(false);
    expect(await communities.directMessages?.chosenBy(mira.userId)).toEqual([]);
    // Who never chose it learns no name by a forged one.
    const forged = await answerTo(
      noor.click((await run(noor, 'about', CHANNELS.otherModeratorDm)).id, stop, { forged: true }),
    );
    expect(wordsOf(forged.message)).not.toContain('The Harbour');
  });

  it('use nothing of a server whose articles are deleted, or that has none', async () => {
    const { mira, communities } = await startCommunityBot(
      communityFolders({ 'ferry.md': FERRY, ...HARBOUR, ...yaml() }),
    );
    const { directMessages, care } = communities;
    await directMessages?.choose(mira.userId, OTHER_GUILD_ID);
    await care?.delete(OTHER_GUILD_ID);
    expect(await directMessages?.chosenBy(mira.userId)).toEqual([]);
    const about = await run(mira, 'about', CHANNELS.general);
    const use = encodeCustomId({ name: 'useInMessages' });
    for (const channelId of [CHANNELS.general, QUAY, CHANNELS.memberDm, CHANNELS.private]) {
      const message = await run(mira, 'about', channelId);
      const refused = await answerTo(mira.click(message.id, use, { forged: true }));
      expect(wordsOf(refused.message)).toContain('no articles of its own');
    }
    expect(about.embeds).toHaveLength(1);
  });
});

describe('which collection an article is from', () => {
  it('is said where there are two, and nowhere else', async () => {
    const { mira } = await startCommunityBot(
      communityFolders({ 'ferry.md': FERRY, ...HARBOUR, ...yaml('title: The Harbour\n') }),
    );
    const about = wordsOf(await run(mira, 'about', QUAY));
    expect(about).toContain('The Harbour: 1 article\nGeneral articles: 1 article');
    expect(about).toContain('“Use in my DMs”');
    const list = wordsOf(await run(mira, 'library list', QUAY));
    expect(list).toMatch(/The loom.*\n-# The Harbour · /);
    expect(list).toMatch(/The ferry.*\n-# 1 paragraph/);
    const alone = wordsOf(await run(mira, 'about', CHANNELS.general));
    expect(alone).not.toContain('Articles here');
    expect(alone).not.toContain('“Use in my DMs”');
    expect(wordsOf(await run(mira, 'library list', CHANNELS.general))).not.toContain('General');
  });
});

describe('a server without articles of its own', () => {
  it('answers and refuses as ever where no collections are made', async () => {
    const { noor, mira } = await startCommunityBot(communityFolders({ 'ferry.md': FERRY }), {
      COLLECTIONS: '',
    });
    const file = { filename: 'a.md', contentType: 'text/markdown', data: new Uint8Array(8) };
    for (const [name, options] of [
      ['articles add', { file }],
      ['articles refresh', {}],
      ['sources list', {}],
      ['gaps list', {}],
    ] as const) {
      const words = wordsOf(await run(noor, name, QUAY, options));
      expect(words).toContain(
        `adds the id of this server, ${OTHER_GUILD_ID}, to MANAGER_GUILD_IDS`,
      );
      expect(wordsOf(await run(mira, name, QUAY, options))).toContain('whose articles these are');
      expect(wordsOf(await run(mira, name, CHANNELS.general, options))).toContain('Manage Server');
    }
    const ask = { question: 'When does the ferry cross the sound?' };
    expect(wordsOf(await run(mira, 'ask', QUAY, ask))).toContain('crosses the sound');
  });
});

describe('quotas', () => {
  it('are named in what is refused: articles, megabytes, waiting, questions a minute', async () => {
    const quotas = 'quotas: {articles: 1, megabytes: 1, waiting: 1, questions: 2}\n';
    const { noor, mira, sam, standIn } = await startCommunityBot(
      communityFolders({ 'ferry.md': FERRY, ...HARBOUR, ...yaml(quotas) }),
    );
    const upload = (text: string) => ({
      file: {
        filename: 'a.md',
        contentType: 'text/markdown',
        data: new TextEncoder().encode(text),
      },
    });
    expect(wordsOf(await run(noor, 'articles add', QUAY, upload(FERRY)))).toContain(
      'No more articles fit here: 1 of 1 are there',
    );
    const ask = { question: 'How many shafts does the great loom have?' };
    for (const who of [mira, sam]) {
      expect(wordsOf(await run(who, 'ask', QUAY, ask))).toContain('forty shafts');
    }
    const sent = await answerTo(noor.runCommand({ name: 'ask', options: ask, channelId: QUAY }));
    expect(sent.ephemeral).toBe(true);
    expect(wordsOf(sent.message)).toMatch(/2 questions a minute are answered.* \d+ seconds?/);
    // In a channel it is said once, and help needs no question.
    const before = standIn.requests.length;
    const mention = `<@${standIn.world.bot.id}> ${ask.question}`;
    const posted = () =>
      standIn.requests.slice(before).filter(({ route }) => route?.startsWith('/channels/'));
    await mira.sendMessage(QUAY, mention);
    await vi.waitFor(() => expect(posted()).toHaveLength(1));
    await sam.sendMessage(QUAY, mention);
    expect(wordsOf(await run(mira, 'help', QUAY))).toContain('/ask');
    expect(posted().map(({ body }) => body)).toEqual([
      expect.objectContaining({ content: expect.stringContaining('2 questions a minute') }),
    ]);
    // Elsewhere it goes on.
    expect(
      wordsOf(
        await run(noor, 'ask', CHANNELS.otherModeratorDm, {
          question: 'When does the ferry cross?',
        }),
      ),
    ).toContain('ferry');
  });
});
