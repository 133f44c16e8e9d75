/** Who looks after the articles: one folder for all servers, so not everyone who manages some server. */
import { PermissionsBitField } from 'discord.js';
import { describe, expect, it } from 'vitest';
import {
  isManager,
  refuseUnlessManager,
  type Standing,
} from '../../commands/shared/permissions.ts';
import { accessOf } from '../../src/discord/access-of.ts';
import { isRefusal } from '../../src/refusals.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { inEnglish } from '../support/refusals.ts';
import { singleCommunity } from '../support/single-community.ts';

const HOME = '1300000000000000002';
const OTHER = '1300000000000000003';
const OWNER = '1300000000000000007';
const standing = (
  guildId: string | null,
  installedIn: string | null,
  ...permissions: ('ManageGuild' | 'ManageMessages' | 'Administrator')[]
): Standing => ({
  user: { id: '1300000000000000008' },
  guildId,
  authorizingIntegrationOwners: { guildId: installedIn },
  member: null,
  memberPermissions: guildId === null ? null : new PermissionsBitField(permissions).freeze(),
});
const named = (...guildIds: string[]) => ({
  guildIds: new Set(guildIds),
  isOwner: (id: string) => id === OWNER,
});
const { collections } = singleCommunity({ library: makeMemoryLibrary([]) });
const refusal = async (who: Standing, managers = named(HOME)) => {
  const turn = { managers, access: await accessOf(who, { collections, managers }) };
  try {
    refuseUnlessManager(who, turn);
    expect(isManager(who, turn)).toBe(true);
    return null;
  } catch (error) {
    expect(isManager(who, turn)).toBe(false);
    return isRefusal(error) ? inEnglish(error) : error;
  }
};

describe('refuseUnlessManager', () => {
  it('lets managers of a server pass that was named', async () => {
    expect(await refusal(standing(HOME, HOME, 'ManageGuild'))).toBeNull();
    expect(await refusal(standing(HOME, HOME, 'Administrator'), named(OTHER, HOME))).toBeNull();
  });

  it('lets whoever owns the bot pass anywhere', async () => {
    const user = { id: OWNER };
    for (const who of [
      standing(HOME, HOME),
      standing(OTHER, OTHER),
      standing(OTHER, null),
      standing(null, '0'),
    ]) {
      expect(await refusal({ ...who, user })).toBeNull();
      expect(await refusal({ ...who, user }, named())).toBeNull();
    }
  });

  it.each([
    ['a member', standing(HOME, HOME, 'ManageMessages'), 'Manage Server'],
    ['direct messages', standing(null, '0'), 'in a server only'],
    ['one’s own app', standing(OTHER, null, 'ManageGuild'), 'added to'],
    ['one’s own app in a server that was named', standing(HOME, null, 'ManageGuild'), 'added to'],
    ['a member of another server', standing(OTHER, OTHER), 'added to'],
    ['a manager of another server', standing(OTHER, OTHER, 'ManageGuild'), 'MANAGER_GUILD_IDS'],
  ])('refuses %s', async (_name, who, words) => {
    expect(await refusal(who)).toContain(words);
    expect(await refusal(who, named(HOME, '1300000000000000004'))).toContain(words);
  });

  it('tells a manager of a server that nobody named what would have to be set', async () => {
    for (const server of [HOME, OTHER]) {
      expect(await refusal(standing(server, server, 'Administrator'), named())).toMatch(
        new RegExp(`only the owner.*${server}.*MANAGER_GUILD_IDS`),
      );
    }
  });
});
