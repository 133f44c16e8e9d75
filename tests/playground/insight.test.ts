/** What the side panel is shown of many communities: at each place what the bot sees there. */
import { describe, expect, it } from 'vitest';
import { communitiesInsight } from '../../src/insight.ts';
import { GUILD_ID, OTHER_GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { communityFolders, openTestCommunities } from '../support/communities.ts';

const QUAY = 'Boats pay three silver coins for a night at the quay.';
const KILN = 'The kiln is fired with beech wood on the first Friday of the month.';

const at = (serverId: string | null, isBotDm = false) => ({
  ...{ userId: PEOPLE.member, serverId, isBotDm },
});

describe('the side panel of many communities', () => {
  it('explains and opens what is seen where it was asked, and nothing of neighbours', async () => {
    const folders = communityFolders({
      'kiln.md': `# The kiln\n\n${KILN}\n`,
      [`${OTHER_GUILD_ID}/collection.yaml`]: `servers: ["${OTHER_GUILD_ID}"]\n`,
      [`${OTHER_GUILD_ID}/rules.md`]: `# Berths\n\n${QUAY}\n`,
    });
    const { opened, communities } = await openTestCommunities(folders);
    const members = new Set<string>();
    const insight = communitiesInsight({
      ...{ communities, library: opened.ofAll.library, managerGuildIds: [GUILD_ID] },
      isMember: (server) => members.has(server),
    });
    await insight.suggestions(at(OTHER_GUILD_ID));

    const asked = { question: 'What do boats pay for a night at the quay?', options: {} };
    const found = async (place: ReturnType<typeof at>) =>
      (await insight.explain(asked, place, null)).candidates.map(({ text }) => text);
    expect((await found(at(OTHER_GUILD_ID)))[0]).toBe(QUAY);
    expect(await found(at(OTHER_GUILD_ID))).toContain(KILN);
    for (const place of [at(GUILD_ID), at(null), at(null, true)])
      expect(await found(place)).toEqual([KILN]);

    const { candidates } = await insight.explain(asked, at(OTHER_GUILD_ID), null);
    const { citationId: id = '', collection = '' } = candidates[0] ?? {};
    const shown = await insight.article({ id, collection }, at(OTHER_GUILD_ID));
    expect(shown).toMatchObject({ title: 'Berths', file: 'rules.md', dropped: [] });
    expect(await insight.article({ id }, at(OTHER_GUILD_ID))).toEqual(shown);
    for (const pointer of [{ id }, { id, collection }])
      expect(await insight.article(pointer, at(GUILD_ID))).toBe(null);

    // In messages with the bot, what somebody chose of where they still are.
    await communities.directMessages?.choose(PEOPLE.member, OTHER_GUILD_ID);
    expect(await found(at(null, true))).toEqual([KILN]);
    members.add(OTHER_GUILD_ID);
    expect((await found(at(null, true)))[0]).toBe(QUAY);
    expect(await found(at(null))).toEqual([KILN]);
  });

  it('suggests of each collection in turn, and what is not answered', async () => {
    const folders = communityFolders({
      'kiln.md': `# The kiln\n\n${KILN}\n`,
      'oven.md': '# The oven\n\nThe oven holds forty loaves of rye bread at once.\n',
      [`${OTHER_GUILD_ID}/collection.yaml`]: `servers: ["${OTHER_GUILD_ID}"]\n`,
      [`${OTHER_GUILD_ID}/rules.md`]: `# Berths at the quay\n\n${QUAY}\n`,
    });
    const { opened, communities } = await openTestCommunities(folders);
    const insight = communitiesInsight({
      ...{ communities, library: opened.ofAll.library, managerGuildIds: [GUILD_ID] },
      isMember: () => false,
    });
    const there = await insight.suggestions(at(OTHER_GUILD_ID));
    expect(there.questions[0]).toContain('Berths at the quay');
    expect(there.questions.length).toBeGreaterThan(1);
    expect(there.offTopic).toMatch(/\?$/);
    const here = await insight.suggestions(at(GUILD_ID));
    expect(here.questions.join()).not.toContain('Berths');
  });

  it('narrows an explanation down as the command did', async () => {
    const folders = communityFolders({
      'kiln.md': `---\npublished: 2024-11-20\n---\n# The kiln\n\n${KILN}\n`,
      'quay.md': `---\npublished: 2025-02-01\n---\n# The quay\n\n${QUAY}\n`,
    });
    const { opened, communities } = await openTestCommunities(folders);
    const insight = communitiesInsight({
      ...{ communities, library: opened.ofAll.library, managerGuildIds: [GUILD_ID] },
      isMember: () => false,
    });
    const question = 'When is the kiln fired?';
    const ask = async (options: Readonly<Record<string, string>>) =>
      (await insight.explain({ question, options }, at(GUILD_ID), null)).candidates.map(
        ({ text }) => text,
      );
    await insight.suggestions(at(GUILD_ID));
    expect(await ask({ until: '2024' })).toEqual([KILN]);
    expect(await ask({ since: '2025' })).toEqual([QUAY]);
    expect(await ask({ article: 'The quay' })).toEqual([QUAY]);
  });
});
