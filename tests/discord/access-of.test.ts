/** What is seen and may be changed at which place. */
import type { BaseInteraction } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { type Collection, keyOf } from '../../src/collections/collection.ts';
import type { CollectionList } from '../../src/collections/communities.ts';
import { defaultCollection } from '../../src/collections/default-collection.ts';
import { type Actor, accessOf, accessOfMessage, rolesOf } from '../../src/discord/access-of.ts';

const HOME = '1300000000000000002';
const CLUB = '1300000000000000003';
const EMPTY = '1300000000000000004';
const OWNER = '1300000000000000007';
const SOMEBODY = '1300000000000000008';

function collection(id: string, more: Partial<Collection> = {}): Collection {
  return { ...defaultCollection(null), id, key: keyOf(id), servers: [CLUB], ...more };
}

const ofAll = defaultCollection(null);
const club = collection(CLUB);
const shared = collection('shared/handbook');

/** @param made what a server gets by itself, where it has nothing yet. */
function listOf(own: readonly Collection[], made: Collection | null = null): CollectionList {
  return {
    default: ofAll,
    byId: (id) => [ofAll, ...own].find((each) => each.id === id) ?? null,
    ofServer: (server) => own.filter(({ servers }) => servers.includes(server)),
    ownOf: (server) => own.find(({ servers }) => servers.includes(server)) ?? made,
  };
}

const managers = { guildIds: new Set([HOME]), isOwner: (id: string) => id === OWNER };
const on = (guildId: string | null, installedIn = guildId, id = SOMEBODY): Actor => ({
  guildId,
  user: { id },
  authorizingIntegrationOwners: { guildId: installedIn },
});
const dm = (id = SOMEBODY) => on(null, '0', id);

async function decided(
  actor: Actor,
  collections = listOf([club, shared]),
  chosenBy?: (id: string) => Promise<readonly string[]>,
) {
  const rules = { collections, managers, ...(chosenBy && { chosenBy }) };
  const { sees, changes, server } = await accessOf(actor, rules);
  return { sees: sees.map(({ id }) => id), changes: changes?.id ?? null, server };
}

describe('a server that the bot was added to', () => {
  it('sees its own and the default one, and its managers change its own', async () => {
    expect(await decided(on(CLUB))).toEqual({
      sees: [CLUB, 'shared/handbook', ''],
      changes: CLUB,
      server: CLUB,
    });
  });

  it('sees no default one where one of its own says no', async () => {
    const closed = { ...shared, seesDefault: false };
    expect((await decided(on(CLUB), listOf([club, closed]))).sees).toEqual([CLUB, closed.id]);
    // Whoever looks after the default one sees it in any case.
    const home = collection('home', { servers: [HOME], seesDefault: false });
    expect(await decided(on(HOME), listOf([home]))).toEqual({
      sees: ['home', ''],
      changes: '',
      server: HOME,
    });
  });

  it('changes nothing where it has none and none may be made; the owner of the bot the default one', async () => {
    expect(await decided(on(EMPTY))).toEqual({ sees: [''], changes: null, server: EMPTY });
    expect((await decided(on(EMPTY, EMPTY, OWNER))).changes).toBe('');
    expect((await decided(on(CLUB, CLUB, OWNER))).changes).toBe(CLUB);
  });

  it('changes what would be made for it, before there is anything to see', async () => {
    const made = collection(EMPTY, { servers: [EMPTY] });
    expect(await decided(on(EMPTY), listOf([club], made))).toMatchObject({
      sees: [''],
      changes: EMPTY,
    });
  });
});

describe('other places', () => {
  it.each([
    ['messages with the bot', dm()],
    ['a server that it was not added to', on(CLUB, null)],
    ['a server that another one’s install is forged for', on(CLUB, HOME)],
    ['private channels of people', on(null, null)],
  ])('%s see the default one, and change nothing', async (_name, actor) => {
    expect(await decided(actor)).toEqual({ sees: [''], changes: null, server: null });
    expect((await decided({ ...actor, user: { id: OWNER } })).changes).toBe('');
  });

  it('in messages with the bot one sees what one chose, and nobody’s list gets the gaps', async () => {
    const chosen = async (id: string) => (id === SOMEBODY ? [CLUB, EMPTY] : []);
    expect(await decided(dm(), listOf([club]), chosen)).toEqual({
      sees: [CLUB, ''],
      changes: null,
      server: null,
    });
    expect((await decided(dm(OWNER), listOf([club]), chosen)).sees).toEqual(['']);
    // Elsewhere it does not count.
    expect((await decided(on(EMPTY), listOf([club]), chosen)).sees).toEqual(['']);
    expect((await decided(on(CLUB, null), listOf([club]), chosen)).sees).toEqual(['']);
  });

  it('a mention sees what its place sees, and changes nothing', async () => {
    const rules = { collections: listOf([club]), managers };
    const mention = await accessOfMessage({ guildId: CLUB, userId: OWNER }, rules);
    expect(mention).toMatchObject({ sees: [club, ofAll], changes: null, server: CLUB });
    const direct = await accessOfMessage({ guildId: null, userId: OWNER }, rules);
    expect(direct).toMatchObject({ sees: [ofAll], changes: null, server: null });
  });
});

it('reads the roles of a member, cached or not; none of what is no list', () => {
  const member = (value: object) => value as BaseInteraction['member'];
  expect(rolesOf(null)).toEqual([]);
  expect(rolesOf(member({ roles: ['1', '2'] }))).toEqual(['1', '2']);
  expect(rolesOf(member({ roles: {}, _roles: ['3'] }))).toEqual(['3']);
  expect(rolesOf(member({ roles: {}, _roles: 'admin' }))).toEqual([]);
});
