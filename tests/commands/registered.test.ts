/** What Discord is told of the commands: those of managers are hidden from others, and are used on servers alone. */
import { InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { expect, it } from 'vitest';
import { communityCommands } from '../../commands/index.ts';

/** What anybody may do. All else is for those who look after something. */
const FOR_ALL = [
  ...['ask', 'quote', 'verify', 'cite', 'library', 'help', 'about'],
  ...['Verify quotes', 'Find sources'],
];

it('manager commands carry Manage Server and the guild context, and the others are for all', () => {
  const seen = communityCommands.map(({ data }) => {
    const { name, default_member_permissions: needed = null, contexts = [] } = data;
    return { name, needed, contexts };
  });
  const manageServer = PermissionFlagsBits.ManageGuild.toString();
  const ofManagers = seen.filter(({ name }) => !FOR_ALL.includes(name));
  expect(ofManagers.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['articles', 'sources', 'gaps', 'settings', 'collection']),
  );
  for (const { name, needed, contexts } of ofManagers) {
    expect({ name, needed, contexts }).toEqual({
      ...{ name, needed: manageServer, contexts: [InteractionContextType.Guild] },
    });
  }
  for (const { name, needed, contexts } of seen.filter((one) => FOR_ALL.includes(one.name))) {
    expect({ name, needed }).toEqual({ name, needed: null });
    expect(contexts).toHaveLength(3);
  }
});

it('no description says who may: that is Discord’s and the collection’s to decide', () => {
  const said = JSON.stringify(communityCommands.map(({ data }) => data));
  expect(said).not.toMatch(/Manage Server|Server verwalten|érer le serveur|правл[а-я]+ сервером/);
});
