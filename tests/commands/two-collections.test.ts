/** Ids of two collections that have a file of the same name: each leads into its own, and no other. */
import type { APIMessage } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { articleId } from '../../src/citations/make-citation-id.ts';
import { keyOf } from '../../src/collections/collection.ts';
import { encodeCustomId, parseCustomId } from '../../src/discord/custom-id.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS, OTHER_GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { answerTo, buttonId, buttonsOf } from '../support/bot.ts';
import { communityFolders } from '../support/communities.ts';
import { startCommunityBot } from '../support/community-bot.ts';
import { passagesIn, textOf } from '../support/shown.ts';

const QUIET = 'Quiet hours begin at ten in the evening and end at seven in the morning.';
const TOWN = `# Rules of the town\n\n${QUIET}\n\nDogs are kept on a lead in the market square.\n`;
const HARBOUR = `# Rules of the harbour\n\nBoats pay three silver coins for a night at the pier.\n\n${QUIET}\n`;
const QUARRY = '# Rules of the quarry\n\nBlasting is announced by marmalade-coloured flags.\n';
const RULES = articleId('rules.md', 1);
const KEY = keyOf(OTHER_GUILD_ID);
const QUAY = CHANNELS.quayside;
const TOWN_CHANNEL = CHANNELS.general;

const folders = () =>
  communityFolders({
    'rules.md': TOWN,
    [`${OTHER_GUILD_ID}/collection.yaml`]: `servers: ["${OTHER_GUILD_ID}"]\n`,
    [`${OTHER_GUILD_ID}/rules.md`]: HARBOUR,
    'quarry/collection.yaml': 'servers: ["1300000000000000099"]\n',
    'quarry/rules.md': QUARRY,
  });

const said = (message: APIMessage) => textOf(message);
const run = async (who: Actor, name: string, channelId: string, options = {}) =>
  (await answerTo(who.runCommand({ name, options, channelId }))).message;
const choices = async (who: Actor, channelId: string, name: string, focused: string, text = '') => {
  const typing = { name, focused, options: { [focused]: text }, channelId };
  return (await (await who.autocomplete(typing)).reply()).choices ?? [];
};
/** Presses a button that is on no message of the bot, as anybody may. */
const forge = async (who: Actor, on: APIMessage, action: Parameters<typeof encodeCustomId>[0]) =>
  said((await answerTo(who.click(on.id, encodeCustomId(action), { forged: true }))).message);

describe('where two collections are seen', () => {
  it('buttons and choices carry the key of one’s own, and lead into it', async () => {
    const { noor } = await startCommunityBot(folders());
    const question = 'What do boats pay for a night at the pier?';
    const answer = await run(noor, 'ask', QUAY, { question });
    expect(said(answer)).toContain('three silver coins');
    for (const { id } of buttonsOf(answer)) {
      const action = parseCustomId(id);
      if (action?.name === 'share') expect(action.ref).toMatchObject({ collection: KEY });
      if (action?.name === 'outline') expect(action).toMatchObject({ collection: KEY });
    }
    const wider = await answerTo(noor.click(answer.id, buttonId(answer, 'Context')));
    expect(said(wider.message)).toContain('three silver coins');

    const found = await choices(noor, QUAY, 'library show', 'article', 'rules');
    const values = new Map(found.map(({ name, value }) => [String(name), String(value)]));
    expect(values.get('Rules of the harbour')).toBe(`${KEY}~${RULES}`);
    expect(values.get('Rules of the town')).toBe(`~${RULES}`);
    for (const [title, article] of values) {
      const outline = await run(noor, 'library show', QUAY, { article });
      expect(said(outline)).toContain(title);
      const read = await answerTo(noor.click(outline.id, buttonId(outline, 'Read')));
      expect(said(read.message)).toContain(title);
      const back = await answerTo(noor.click(outline.id, buttonId(read.message, 'Outline')));
      expect(said(back.message)).toContain(title);
    }
    // A bare id, as somebody types it, is of one's own first.
    expect(said(await run(noor, 'library show', QUAY, { article: RULES }))).toContain('harbour');
    // An old button is of the default one, whatever one's own has under that id.
    expect(await forge(noor, answer, { name: 'outline', articleId: RULES })).toContain('town');
    expect(await forge(noor, answer, { name: 'read', articleId: RULES, page: 0 })).toContain(
      'Dogs are kept on a lead',
    );
  });

  it('sentences are picked of either, and posted from there', async () => {
    const { noor } = await startCommunityBot(folders());
    await run(noor, 'verify', QUAY, { quote: QUIET });
    const typed = { text: 'coins for a night' };
    const [own] = await choices(noor, QUAY, 'quote', 'text', typed.text);
    expect(String(own?.value)).toMatch(new RegExp(`^${KEY}~${RULES}-`));
    expect(said(await run(noor, 'quote', QUAY, { text: String(own?.value) }))).toContain('silver');
    const [other] = await choices(noor, QUAY, 'quote', 'text', 'kept on a lead');
    expect(String(other?.value)).toMatch(new RegExp(`^~${RULES}-`));
    const posted = await run(noor, 'quote', QUAY, { text: String(other?.value) });
    expect(said(posted)).toContain('Dogs are kept');
    const id = passagesIn(posted)[0]?.place.match(/\w{6}-\w{6}/)?.[0] ?? '';
    expect(said(await run(noor, 'cite', QUAY, { id }))).toContain('Dogs are kept');
  });

  it('managers remove from their own, and from no other', async () => {
    const { noor, communities } = await startCommunityBot(folders());
    const offered = await choices(noor, QUAY, 'articles remove', 'article', 'rules');
    expect(offered.map(({ value }) => value)).toEqual([`${KEY}~${RULES}`]);
    expect(said(await run(noor, 'articles remove', QUAY, { article: `~${RULES}` }))).toContain(
      'no article called',
    );
    const sure = await run(noor, 'articles remove', QUAY, { article: RULES });
    const action = { name: 'delete', articleId: RULES } as const;
    const [press = { id: '' }] = buttonsOf(sure);
    expect(parseCustomId(press.id)).toEqual({ ...action, collection: KEY });
    const gone = await forge(noor, sure, { ...action, articleId: 'zzzzzz' });
    // Of the default one, and of a community that is not here.
    expect(await forge(noor, sure, action)).toBe(gone);
    expect(await forge(noor, sure, { ...action, collection: keyOf('quarry') })).toBe(gone);
    await answerTo(noor.click(sure.id, press.id));
    const { collections } = communities;
    expect(collections.ofServer(OTHER_GUILD_ID).map(({ id }) => id)).toEqual([OTHER_GUILD_ID]);
    const left = await choices(noor, QUAY, 'library show', 'article', 'rules');
    expect(left.map(({ name }) => name)).toEqual(['Rules of the town']);
  });
});

describe('where one collection alone is seen', () => {
  it('nothing of another is found, by whatever id', async () => {
    const { mira } = await startCommunityBot(folders());
    const answer = await run(mira, 'ask', TOWN_CHANNEL, { question: 'When do quiet hours begin?' });
    expect(said(answer)).toContain('ten in the evening');
    // As they always were.
    const share = buttonsOf(answer).find(({ id }) => id.startsWith('1:share:'));
    expect(share?.id).toMatch(new RegExp(`^1:share:${RULES}\\w{7}$`));
    const [choice] = await choices(mira, TOWN_CHANNEL, 'library show', 'article', 'rules');
    expect(choice?.value).toBe(RULES);

    const action = parseCustomId(share?.id ?? '');
    if (action?.name !== 'share') throw new Error('there is a button');
    const { ref } = action;
    // The very words stand in the harbour's rules, under the same id.
    const never = { ...ref, id: `${RULES}-zzzzzz` };
    for (const name of ['context', 'copy'] as const) {
      const unknown = await forge(mira, answer, { name, ref: never, steps: 0 });
      for (const collection of [KEY, keyOf('quarry'), 'zzzzz']) {
        const forged = { name, ref: { ...ref, collection }, steps: 0 };
        expect(await forge(mira, answer, forged)).toBe(unknown);
      }
    }
    const page = (collection: string, id = ref.id) =>
      forge(mira, answer, { name: 'more', count: 3, refs: [{ ...ref, id, collection }] });
    expect(await page(KEY)).toBe(await page('', never.id));
    const outline = (collection: string, articleId = RULES) =>
      forge(mira, answer, { name: 'outline', articleId, collection });
    expect(await outline(KEY)).toBe(await outline('', 'zzzzzz'));
    const show = async (article: string) =>
      said(await run(mira, 'library show', TOWN_CHANNEL, { article })).replace(/“.*”/, '“…”');
    const unknown = await show('zzzzz~zzzzzz');
    expect(unknown).toContain('no article called');
    expect(await show(`${KEY}~${RULES}`)).toBe(unknown);
    expect(await show(`${keyOf('quarry')}~${RULES}`)).toBe(unknown);
  });
});
