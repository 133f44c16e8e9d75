/** What comes into a collection is told to those who look after it, and to nobody who only sees it. */
import { expect, it } from 'vitest';
import { chosenChannels } from '../../src/collections/chosen-channels.ts';
import type { Collection } from '../../src/collections/collection.ts';
import { testSettings } from '../support/settings.ts';

const [HOME, OWN, SHARED, OTHER] = [1, 2, 3, 4].map((n) => `140000000000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const channel = (n: number) => `150000000000000000${n}`;

it('finds the channels of the servers whose managers look after a collection, each once', async () => {
  const settings = testSettings();
  const servers: Readonly<Record<string, readonly string[]>> = {
    [OWN]: [OWN],
    club: [OWN, SHARED],
  };
  const registry = {
    byId: (id: string) =>
      servers[id] ? ({ servers: servers[id] } as unknown as Collection) : null,
  };
  const channelsFor = chosenChannels({ registry, settings, managing: [HOME] });
  expect(await channelsFor('')).toEqual([]);
  await settings.change(HOME, { announcements: channel(1) });
  await settings.change(OWN, { announcements: channel(2) });
  await settings.change(OTHER, { announcements: channel(4) });
  expect(await channelsFor('')).toEqual([channel(1)]);
  expect(await channelsFor(OWN)).toEqual([channel(2)]);
  expect(await channelsFor('club')).toEqual([channel(2)]);
  await settings.change(SHARED, { announcements: channel(3) });
  expect(await channelsFor('club')).toEqual([channel(2), channel(3)]);
  expect(await channelsFor('gone')).toEqual([]);
});
