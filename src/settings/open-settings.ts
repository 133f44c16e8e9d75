/** The settings of servers as they are kept: a small file a server, which every process of the bot may change. */
import { z } from 'zod';
import { LANGUAGE_CODES } from '../languages/languages.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { type ServerSettings, type Settings, USUAL_SETTINGS } from './server-settings.ts';

/** In the state of the default collection: a folder for each server, in which all goes that is kept of it by itself. */
export const SERVERS = 'servers';
const fileOf = (server: string) => `${SERVERS}/${server}/settings.json`;

/** What another process changed is heard after so long at most. Milliseconds. */
const KNOWN_FOR_MS = 60_000;
/** Where they could not be read, they are asked for again after so long: not by every message. */
const AGAIN_MS = 5_000;
/** Servers that are remembered; the one that was asked for first gives way. */
const MOST_KNOWN = 10_000;

/** Channels in which `visible: true` may be used: as many as a menu takes. */
export const VISIBLE_CHANNELS_MAX = 25;

const Id = z.string().regex(SNOWFLAKE);
/** `#rrggbb`, as Discord and the web write it. */
const HEX_COLOUR = /^#[0-9a-f]{6}$/;

/** Each value by itself: a damaged one leaves the others as they are. */
const VALUES = {
  language: z.enum(LANGUAGE_CODES).nullable(),
  mentions: z.boolean(),
  visible: z.union([
    z.enum(['everywhere', 'nowhere']),
    z.array(Id).min(1).max(VISIBLE_CHANNELS_MAX).readonly(),
  ]),
  announcements: Id.nullable(),
  digest: Id.nullable(),
  cardTheme: z.enum(['light', 'dark']).nullable(),
  cardAccent: z.string().regex(HEX_COLOUR).nullable(),
} satisfies { readonly [K in keyof ServerSettings]: z.ZodType<ServerSettings[K]> };

const Checked = z.object(VALUES);

/** How they are opened. */
export interface SettingsOptions {
  /** Of the default collection. */
  readonly state: Pick<StateFolder, 'read' | 'update' | 'entries' | 'remove'>;
  /** Told that a file could not be read, or what in it was damaged: the usual stands for that. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds on a clock that only goes forward; of the process unless a test says otherwise. */
  readonly now?: () => number;
}

interface Known {
  readonly settings: ServerSettings;
  readonly until: number;
}

/** Opens them; nothing is read yet. */
export function openSettings({
  state,
  onFault,
  now = () => performance.now(),
}: SettingsOptions): Settings {
  const known = new Map<string, Known>();
  const reading = new Map<string, Promise<ServerSettings>>();
  /** Damage that was told, by server, so that it is told once. */
  const told = new Map<string, string>();

  function know(server: string, settings: ServerSettings, forMs = KNOWN_FOR_MS): ServerSettings {
    known.delete(server);
    known.set(server, { settings, until: now() + forMs });
    const [first] = known.keys();
    if (first !== undefined && known.size > MOST_KNOWN) known.delete(first);
    return settings;
  }

  function settingsIn(server: string, bytes: Buffer | null): ServerSettings {
    const { settings, damaged } = parseSettings(bytes);
    const what = damaged.join(', ');
    if (what !== '' && told.get(server) !== what) {
      onFault(new Error(`settings of server ${server}: ${what} cannot be read`));
    }
    if (what === '') told.delete(server);
    else told.set(server, what);
    return settings;
  }

  async function read(server: string): Promise<ServerSettings> {
    const before = known.get(server);
    try {
      const settings = settingsIn(server, await state.read(fileOf(server)));
      // What was changed here meanwhile is newer.
      return known.get(server) === before
        ? know(server, settings)
        : (known.get(server)?.settings ?? settings);
    } catch (error) {
      onFault(error);
      return know(server, before?.settings ?? USUAL_SETTINGS, AGAIN_MS);
    }
  }

  return {
    async of(server) {
      if (!SNOWFLAKE.test(server)) return USUAL_SETTINGS;
      const found = known.get(server);
      if (found !== undefined && now() < found.until) return found.settings;
      const asked = reading.get(server) ?? read(server).finally(() => reading.delete(server));
      reading.set(server, asked);
      return asked;
    },
    async change(server, changes) {
      if (!SNOWFLAKE.test(server)) throw new RangeError('this is no id of a server');
      let after = USUAL_SETTINGS;
      await state.update(fileOf(server), (before) => {
        after = Checked.parse({ ...settingsIn(server, before), ...changes });
        return bytesOf(after, before);
      });
      return know(server, after);
    },
    async servers() {
      const entries = await state.entries(SERVERS);
      return entries
        .filter(({ name, isFolder }) => isFolder && SNOWFLAKE.test(name))
        .map(({ name }) => name);
    },
    async forget(server) {
      if (!SNOWFLAKE.test(server)) return;
      await state.remove(`${SERVERS}/${server}`);
      know(server, USUAL_SETTINGS);
    },
  };
}

/** What a file says, and which values of it are damaged; total. */
function parseSettings(bytes: Buffer | null): {
  readonly settings: ServerSettings;
  readonly damaged: readonly string[];
} {
  if (bytes === null) return { settings: USUAL_SETTINGS, damaged: [] };
  let stored: unknown;
  try {
    stored = JSON.parse(bytes.toString('utf8'));
  } catch {
    stored = null;
  }
  const values = z.record(z.string(), z.unknown()).safeParse(stored).data;
  if (values === undefined) return { settings: USUAL_SETTINGS, damaged: ['all'] };
  const damaged: string[] = [];
  const found = Object.entries(VALUES).flatMap(([name, schema]) => {
    if (!Object.hasOwn(values, name)) return [];
    const checked = schema.safeParse(values[name]);
    if (!checked.success) damaged.push(name);
    return checked.success ? [[name, checked.data] as const] : [];
  });
  return { settings: { ...USUAL_SETTINGS, ...Object.fromEntries(found) }, damaged };
}

/** Only what differs from the usual; null where that is nothing; the very bytes before where they say the same. */
function bytesOf(settings: ServerSettings, before: Buffer | null): Uint8Array | null {
  const usual: Readonly<Record<string, unknown>> = { ...USUAL_SETTINGS };
  const chosen = Object.entries(settings).filter(([name, value]) => value !== usual[name]);
  if (chosen.length === 0) return null;
  const after = Buffer.from(JSON.stringify(Object.fromEntries(chosen)));
  return before?.equals(after) ? before : after;
}
