/** Who looks after the articles: one folder for all servers, so not everyone who manages some server. */
import { PermissionsBitField } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { refuseUnlessManager, type Standing } from '../../commands/shared/permissions.ts';
import { isRefusal } from '../../src/refusals.ts';
import { inEnglish } from '../support/refusals.ts';

const HOME = '1300000000000000002';
const OTHER = '1300000000000000003';
const standing = (
  guildId: string | null,
  installedIn: string | null,
  ...permissions: ('ManageGuild' | 'ManageMessages' | 'Administrator')[]
): Standing => ({
  guildId,
  authorizingIntegrationOwners: { guildId: installedIn },
  memberPermissions: guildId === null ? null : new PermissionsBitField(permissions).freeze(),
});
const refusal = (standing: Standing, homeGuildId?: string) => {
  try {
    refuseUnlessManager(standing, { ...(homeGuildId !== undefined && { homeGuildId }) });
    return null;
  } catch (error) {
    return isRefusal(error) ? inEnglish(error) : error;
  }
};

describe('refuseUnlessManager', () => {
  it('lets managers of a server pass that the bot was added to', () => {
    expect(refusal(standing(HOME, HOME, 'ManageGuild'))).toBeNull();
    expect(refusal(standing(HOME, HOME, 'Administrator'), HOME)).toBeNull();
  });

  it.each([
    ['a member', standing(HOME, HOME, 'ManageMessages'), undefined, 'Manage Server'],
    ['direct messages', standing(null, '0'), undefined, 'in a server only'],
    ['one’s own app', standing(OTHER, null, 'ManageGuild'), undefined, 'added to'],
    ['another server', standing(OTHER, OTHER, 'ManageGuild'), HOME, 'added to'],
  ])('refuses %s', (_name, who, home, words) => {
    expect(refusal(who, home)).toContain(words);
  });
});
