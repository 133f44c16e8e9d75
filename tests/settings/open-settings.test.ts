/** What managers chose for a server: kept, remembered for a minute, forgotten, and total on what is damaged. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from '../../src/settings/open-settings.ts';
import { type Settings, USUAL_SETTINGS } from '../../src/settings/server-settings.ts';
import { diskState } from '../../src/state/disk-state.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { temporaryFolder } from '../support/library.ts';

const SERVER = '1400000000000000001';
const OTHER = '1400000000000000002';
const FILE = `servers/${SERVER}/settings.json`;
const CHANNEL = '1400000000000000033';

let root: string;
let state: StateFolder;
let faults: string[];
let time: number;
beforeEach(() => {
  root = temporaryFolder();
  state = diskState(root);
  faults = [];
  time = 0;
});
const open = (over: StateFolder = state): Settings =>
  openSettings({ state: over, onFault: (error) => faults.push(String(error)), now: () => time });

describe('settings of a server', () => {
  it('are the usual ones until something is chosen, and what is chosen outlives a restart', async () => {
    const settings = open();
    expect(await settings.of(SERVER)).toEqual(USUAL_SETTINGS);
    await settings.change(SERVER, { language: 'de', visible: [CHANNEL] });
    const after = await settings.change(SERVER, { mentions: false });
    expect(after).toEqual({
      ...USUAL_SETTINGS,
      language: 'de',
      visible: [CHANNEL],
      mentions: false,
    });
    expect(await settings.of(SERVER)).toEqual(after);
    expect(await open(diskState(root)).of(SERVER)).toEqual(after);
    expect(await settings.of(OTHER)).toEqual(USUAL_SETTINGS);
    expect(await settings.servers()).toEqual([SERVER]);
  });

  it('leave nothing once all is as usual again, and go with their server, with all that is kept of it', async () => {
    const settings = open();
    await settings.change(SERVER, { cardAccent: '#0a7b83' });
    expect(JSON.parse(readFileSync(join(root, FILE), 'utf8'))).toEqual({ cardAccent: '#0a7b83' });
    await settings.change(SERVER, { cardAccent: null });
    expect(await state.list('')).toEqual([]);
    await settings.change(SERVER, { mentions: false });
    await settings.change(OTHER, { mentions: false });
    await state.append(`servers/${SERVER}/counts.jsonl`, ['{}']);
    await settings.forget(SERVER);
    expect(await settings.of(SERVER)).toEqual(USUAL_SETTINGS);
    expect((await state.list('')).map(({ path }) => path)).toEqual([
      `servers/${OTHER}/settings.json`,
    ]);
  });

  it('are heard of another process within a minute, and those of one’s own at once', async () => {
    const [here, there] = [open(), open(diskState(root))];
    await here.of(SERVER);
    await there.change(SERVER, { language: 'fr' });
    time = 59_999;
    expect((await here.of(SERVER)).language).toBeNull();
    time = 60_000;
    expect((await here.of(SERVER)).language).toBe('fr');
    // What it knew of before is no longer so: it is changed as it is kept.
    await there.change(SERVER, { language: 'ru' });
    expect(await here.change(SERVER, { mentions: false })).toMatchObject({
      language: 'ru',
      mentions: false,
    });
  });

  it('lose no change of two that are made at once', async () => {
    const [here, there] = [open(), open(diskState(root))];
    await Promise.all([
      here.change(SERVER, { language: 'fr' }),
      there.change(SERVER, { mentions: false }),
      here.change(SERVER, { announcements: CHANNEL }),
      there.change(SERVER, { cardTheme: 'dark' }),
    ]);
    expect(await open().of(SERVER)).toEqual({
      ...USUAL_SETTINGS,
      ...{ language: 'fr', mentions: false, announcements: CHANNEL, cardTheme: 'dark' },
    });
  });

  it.each([
    ['no JSON', '{"language":', { ...USUAL_SETTINGS }, 'all'],
    ['another thing', '[1]', { ...USUAL_SETTINGS }, 'all'],
    [
      'damaged values',
      '{"language":"xx","visible":["#general"],"cardAccent":"red","mentions":false,"__proto__":{"digest":"1"}}',
      { ...USUAL_SETTINGS, mentions: false },
      'language, visible, cardAccent',
    ],
  ])('read %s as usual, tell it once, and can be chosen again', async (_, text, found, what) => {
    await state.write(FILE, Buffer.from(text));
    const settings = open();
    expect(await settings.of(SERVER)).toEqual(found);
    time = 60_000;
    expect(await settings.of(SERVER)).toEqual(found);
    expect(faults).toEqual([`Error: settings of server ${SERVER}: ${what} cannot be read`]);
    expect(await settings.change(SERVER, { language: 'en' })).toEqual({ ...found, language: 'en' });
    expect(await open().of(SERVER)).toEqual({ ...found, language: 'en' });
  });

  it('are what was known where they cannot be read, and asked for again soon', async () => {
    let isAway = false;
    let reads = 0;
    const failing: StateFolder = {
      ...state,
      read(path) {
        reads += 1;
        if (isAway) throw new Error('away');
        return state.read(path);
      },
    };
    const settings = open(failing);
    await settings.change(SERVER, { mentions: false });
    isAway = true;
    time = 60_000;
    expect((await settings.of(SERVER)).mentions).toBe(false);
    expect((await settings.of(OTHER)).mentions).toBe(true);
    await settings.of(SERVER);
    expect([reads, faults]).toEqual([2, ['Error: away', 'Error: away']]);
    isAway = false;
    await state.write(FILE, Buffer.from('{}'));
    time = 65_000;
    expect((await settings.of(SERVER)).mentions).toBe(true);
  });

  it('are of servers alone: what is no id of Discord’s has none, and reads nothing', async () => {
    const settings = open();
    expect(await settings.of('../../..')).toEqual(USUAL_SETTINGS);
    await expect(settings.change('../x', { mentions: false })).rejects.toThrow(RangeError);
    await expect(settings.change(SERVER, { announcements: 'nowhere' })).rejects.toThrow();
    await settings.forget('..');
    expect(await state.list('')).toEqual([]);
  });
});
