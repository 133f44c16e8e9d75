/** `/answers`, and pinning from the list of gaps: what managers do, and what everybody is shown then. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/collections/collection.ts';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS, OTHER_GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { answerTo, buttonId } from '../support/bot.ts';
import { communityFolders } from '../support/communities.ts';
import { startCommunityBot } from '../support/community-bot.ts';
import { menusIn, passagesIn, textOf } from '../support/shown.ts';

const BOATS =
  '# Boats\n\nBoats pay three silver coins for a night.\n\nThe pilot boat is orange. It is small.\n';
const TOWN = '# Rules of the town\n\nDogs are kept on a lead in the market square.\n';
const QUAY = CHANNELS.quayside;
const KEY = keyOf(OTHER_GUILD_ID);

const folders = () =>
  communityFolders({
    'rules.md': TOWN,
    [`${OTHER_GUILD_ID}/collection.yaml`]: `servers: ["${OTHER_GUILD_ID}"]\n`,
    [`${OTHER_GUILD_ID}/boats.md`]: BOATS,
  });

const run = async (who: Actor, name: string, channelId: string, options = {}) =>
  (await answerTo(who.runCommand({ name, options, channelId }))).message;
const choices = async (who: Actor, name: string, focused: string, text: string) => {
  const typing = { name, focused, options: { [focused]: text }, channelId: QUAY };
  return (await (await who.autocomplete(typing)).reply()).choices ?? [];
};
const CHOSEN = 'Chosen by the editors for this question.';
const first = (message: APIMessage) => passagesIn(message)[0]?.quote ?? '';

describe('/answers', () => {
  it('pins a sentence that is picked, shows it first to whoever asks, and takes it away again', async () => {
    const at = folders();
    const { noor, mira } = await startCommunityBot(at);
    const question = 'What does a mooring cost?';
    const before = textOf(await run(mira, 'ask', QUAY, { question }));
    expect(before).not.toContain(CHOSEN);

    const [choice] = await choices(noor, 'answers pin', 'citation', 'silver coins');
    expect(choice?.name).toBe('Boats pay three silver coins for a night.');
    const citation = String(choice?.value);
    const pinned = await run(noor, 'answers pin', QUAY, { question, citation });
    expect(textOf(pinned)).toContain(`Pinned: whoever asks “${question}”`);
    expect(textOf(pinned)).toContain('three silver coins');
    const file = join(at.articles, OTHER_GUILD_ID, 'answers.yaml');
    expect(readFileSync(file, 'utf8')).toContain(
      'words: Boats pay three silver coins for a night.',
    );

    const answer = await run(mira, 'ask', QUAY, { question: 'what does a mooring cost' });
    expect(textOf(answer)).toContain(`-# ${CHOSEN}`);
    expect(textOf(answer)).toContain('three silver coins');
    const elsewhere = await run(mira, 'ask', CHANNELS.general, { question });
    expect(textOf(elsewhere)).not.toContain(CHOSEN);
    const gaps = await run(noor, 'gaps list', QUAY);
    expect(textOf(gaps)).not.toContain('2×');

    const listed = await run(noor, 'answers list', QUAY);
    expect(listed.embeds[0]).toMatchObject({
      title: '1 pinned answer',
      description: `**${question}**\nBoats · \`${citation}\``,
    });
    const [pin] = await choices(noor, 'answers unpin', 'question', 'MOORING');
    expect(pin).toMatchObject({ name: question, value: question });
    const gone = await run(noor, 'answers unpin', QUAY, { question: 'what does a mooring cost?' });
    expect(gone.content).toBe(`“${question}” has no pinned answer any more.`);
    expect(textOf(await run(mira, 'ask', QUAY, { question }))).not.toContain(CHOSEN);
    const none = await run(noor, 'answers list', QUAY);
    expect(none.content).toMatch(/^Nothing is pinned\. .*answers pin/);
    const again = await run(noor, 'answers unpin', QUAY, { question });
    expect(again.content).toMatch(/^No answer is pinned to that question/);
  });

  it('answers mentions and direct messages, and each wording that was pinned', async () => {
    const at = folders();
    const { sam, mira, standIn } = await startCommunityBot(at);
    const [question, wording] = ['Who pays for the spare lanterns?', 'What about broken lamps?'];
    const pin = (asked: string) =>
      run(sam, 'answers pin', CHANNELS.general, {
        question: asked,
        citation: 'Dogs are kept on a lead',
      });
    for (const asked of [question, wording]) {
      expect(textOf(await pin(asked))).toContain(`Pinned: whoever asks “${asked}”`);
    }
    const file = readFileSync(join(at.articles, 'answers.yaml'), 'utf8');
    expect(file.match(/words:/g)).toHaveLength(1);
    expect(file).toContain(`  also:\n    - ${wording}\n`);
    const direct = standIn.openDirect(mira.userId);
    for (const [channel, text] of [
      [CHANNELS.general, `<@${standIn.applicationId}> who pays for the spare lanterns`],
      [CHANNELS.general, `<@${standIn.applicationId}> ${wording}`],
      [direct, question],
      [direct, 'what about broken lamps'],
    ] as const) {
      const { id } = await mira.sendMessage(channel, text);
      const replies = () =>
        mira.visibleMessages(channel).filter((one) => one.message_reference?.message_id === id);
      await expect.poll(replies, { timeout: 10_000 }).toHaveLength(1);
      const [reply] = replies() as [APIMessage];
      expect(textOf(reply), text).toContain(CHOSEN);
      expect(first(reply)).toContain('Dogs are kept on a lead');
    }
    const listed = await run(sam, 'answers list', CHANNELS.general);
    expect(listed.embeds[0]).toMatchObject({ title: '2 pinned answers' });
    await run(sam, 'answers unpin', CHANNELS.general, { question });
    const left = readFileSync(join(at.articles, 'answers.yaml'), 'utf8');
    expect(left).toContain(`question: ${wording}\n`);
    expect(left).not.toContain(question);
  });

  it('lists what has changed or gone first, with the words that were chosen, and mistakes by line', async () => {
    const at = folders();
    const { noor, mira, manage, see } = await startCommunityBot(at);
    for (const id of ['', OTHER_GUILD_ID]) await (await see(id)).library.quotes.ready();
    const folder = join(at.articles, OTHER_GUILD_ID);
    const pin = (question: string, citation: string) =>
      run(noor, 'answers pin', QUAY, { question, citation });
    await pin('Which colour is the pilot?', 'pilot boat is orange');
    await pin('What does a mooring cost?', 'three silver coins for a night');
    const [changed] = [await run(mira, 'ask', QUAY, { question: 'Which colour is the pilot?' })];
    expect(textOf(changed)).toContain(CHOSEN);
    writeFileSync(join(folder, 'boats.md'), BOATS.replace('orange', 'green'));
    const answers = readFileSync(join(folder, 'answers.yaml'), 'utf8');
    writeFileSync(join(folder, 'answers.yaml'), `${answers}- question: none\n`);
    writeFileSync(join(folder, 'synonyms.yaml'), '- [boat]\n');
    const { upkeep } = await manage(OTHER_GUILD_ID);
    await upkeep?.refresh();
    const ask = await run(mira, 'ask', QUAY, { question: 'Which colour is the pilot?' });
    expect(textOf(ask)).not.toContain(CHOSEN);
    const listed = await run(noor, 'answers list', QUAY);
    expect(listed.embeds[0]?.description).toMatch(
      /^\*\*Which colour is the pilot\?\*\*\n⚠️ not shown: the passage is gone · `[\w-]+`\nIt said: “The pilot boat is orange\.”\n\*\*What does a mooring cost\?\*\*\nBoats · /,
    );
    expect(listed.content).toContain('⚠️ answers.yaml, line');
    expect(listed.content).toContain('⚠️ synonyms.yaml, line 1: a list needs two or more');
  });

  it('pins from the list of gaps, after showing what it will be', async () => {
    const at = folders();
    const { noor, mira, see } = await startCommunityBot(at);
    for (const id of ['', OTHER_GUILD_ID]) await (await see(id)).library.quotes.ready();
    const question = 'Who feeds the harbour cat?';
    await run(mira, 'ask', QUAY, { question });
    const list = await run(noor, 'gaps list', QUAY);
    const menu = menusIn(list).find(({ id }) => id === encodeCustomId({ name: 'pinGap' }));
    const option = menu?.options.find(({ label }) => label === question);
    const chosen = await noor.select(list.id, menu?.id ?? '', [String(option?.value)]);
    const { modal } = await chosen.reply();
    expect(modal?.title).toBe('Pin an answer');
    const shown = await answerTo(noor.submitModal(chosen.id, { passage: 'pilot boat is orange' }));
    expect(shown.ephemeral).toBe(true);
    expect(textOf(shown.message)).toContain(`Whoever asks “${question}”`);
    expect(first(shown.message)).toContain('The pilot boat is orange.');
    const file = join(at.articles, OTHER_GUILD_ID, 'answers.yaml');
    expect(existsSync(file)).toBe(false);
    const press = buttonId(shown.message, 'Pin it');
    const own = await run(mira, 'ask', QUAY, { question });
    const stranger = await answerTo(mira.click(own.id, press, { forged: true }));
    expect(stranger.message.content).toContain('Manage Server');
    const pinned = await (await noor.click(shown.message.id, press)).reply();
    expect(textOf(pinned.message as APIMessage)).toMatch(/^Pinned: whoever asks/);
    expect(readFileSync(file, 'utf8')).toContain('words: The pilot boat is orange.');
    expect(textOf(await run(mira, 'ask', QUAY, { question }))).toContain(CHOSEN);
    const used = await noor.click(shown.message.id, press, { forged: true });
    expect((await answerTo(used)).message.content).toContain('That preview is gone');

    const other = await noor.select(list.id, menu?.id ?? '', [String(option?.value)]);
    await other.reply();
    const nowhere = await answerTo(noor.submitModal(other.id, { passage: 'aaaaaa-bbbbbb' }));
    expect(nowhere.message.content).toBe(
      'No passage has that id, and no sentence has these words.',
    );
  });

  it('is for those who look after the articles, and for passages of these', async () => {
    const { noor, sam, mira } = await startCommunityBot(folders());
    for (const name of ['answers list', 'answers pin', 'answers unpin']) {
      const options = { question: 'Who?', citation: 'aaaaaa-bbbbbb' };
      const refused = await run(mira, name, QUAY, options);
      expect(refused.content).toContain('Manage Server');
    }
    const [found] = await choices(noor, 'answers pin', 'citation', 'silver coins');
    const dogs = (await choices(noor, 'answers pin', 'citation', 'dogs on a lead')).map(
      ({ name }) => name,
    );
    expect(dogs.filter((name) => name.startsWith('Dogs are'))).toEqual([]);
    const own = `${KEY}~${String(found?.value)}`;
    const options = { question: 'What does a mooring cost?', citation: own };
    const elsewhere = await run(sam, 'answers pin', CHANNELS.general, options);
    expect(textOf(elsewhere)).not.toContain('Pinned');
    const nothing = await run(noor, 'answers pin', QUAY, { ...options, question: 'what is it' });
    expect(nothing.content).toMatch(/^That question names nothing/);
  });
});
