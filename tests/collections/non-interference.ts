/**
 * The same random acts of one community, once alone and once beside another one that is full of marker
 * words and as busy: what goes over the wire is the same, and no marker word is in it, in the log or in
 * the metrics.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { buttons, communityCommands } from '../../commands/index.ts';
import { grantAccess } from '../../src/collections/access.ts';
import { keyOf } from '../../src/collections/collection.ts';
import type { Communities } from '../../src/collections/communities.ts';
import { startBot } from '../../src/discord/client.ts';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import type { Hooks } from '../../src/discord/hooks.ts';
import { makeLogger } from '../../src/log.ts';
import type { RecordedRequest } from '../../src/playground/stand-in/rest/app.ts';
import { CHANNELS, GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { subscribe } from '../../src/playground/stand-in/world.ts';
import type { Settings } from '../../src/settings/server-settings.ts';
import { createClock } from '../support/clock.ts';
import { randomFrom } from '../support/random.ts';
import { type Community, makeActs, type Pools } from './acts.ts';

/** An engine with its communities, open over a folder of articles. */
export interface OpenedCommunities {
  readonly communities: Communities;
  readonly settings: Settings;
  /** All that is measured, as it is served. */
  metrics(): Promise<string>;
  /** Lines that were logged, beside those of the bot itself. */
  readonly logged: readonly string[];
  close(): Promise<void>;
}

/** Opens an engine, and waits until all is read. @param hook takes whoever counts what the bot does. */
export type OpenWorld = (
  folders: { readonly articles: string; readonly data: string },
  hook: (hooks: Hooks) => void,
) => Promise<OpenedCommunities>;

/** Who acts: a server with a collection of its own, or the one that looks after the default one. */
export type Which = 'own' | 'default';

/** How long it is tried, and with which numbers. */
export interface NonInterference {
  readonly which: Which;
  readonly seed: number;
  /** Acts of the other community before the first one begins. */
  readonly before: number;
  /** Acts of the first one; the other does as many in between. */
  readonly acts: number;
}

/** In words of the other community alone, which nobody ever types. */
const MARK = 'vjq';
/** In words of the other community that the first one types, to find them if they can be found. */
const PROBE = 'qzx';
/** A text whose longer words are the other community's alone. */
const marked = (text: string): string => text.replace(/\p{L}{4,}/gu, (word) => `${MARK}${word}`);

const RULES = `# House rules

Guests leave the workshop by ten in the evening. The kiln is fired on Tuesdays and Fridays only. Clay is
kept in the cellar, and the key hangs beside the door. Whoever breaks a plate tells the caretaker.

- Glaze is mixed outdoors.
- The wheel is cleaned after use.
`;
const LOOM = `---
title: The great loom
author: Ada Winter
publisher: Weavers' Letter
published: 2024-11-05
---

The great loom has forty shafts and was built in 1887 by Karl Bremer. It stands in the northern hall. Its
warp beam weighs 212 kg. Every summer the ropes are renewed.
`;
const FERRY = `# The ferry

The ferry crosses the sound at eight, noon and six. It carries sixty people and nine carts. In winter the
noon crossing is dropped. Tickets are sold on board by the purser.
`;
const UPLOAD = `# Opening hours

The reading room opens at nine. On Mondays it stays closed for cleaning all day long.
`;

/** What the other one has: the same names of files, its own words, and everybody's words in plenty. */
function othersFiles(): Record<string, string> {
  const files: Record<string, string> = {
    'rules.md': marked(RULES),
    'loom.md': `---
title: ${MARK}loom
author: ${MARK}author
publisher: ${MARK}publisher
---

${LOOM.split('---\n').at(-1)}`,
    // What the first one is going to add, word for word.
    'hours.md': UPLOAD,
  };
  for (let n = 0; n < 12; n++) {
    files[`kiln-${n}.md`] = `# ${MARK}title${n} ${PROBE}title${n}

The kiln kiln kiln, the loom and the ferry of ${PROBE}place${n} (${MARK}place${n}). The wheel of ${PROBE}name${n}
stands in the ${MARK}cellar; the cellar and the kiln are old. KF${n} (${MARK}kilnfire) is fired on Tuesdays.
`;
  }
  return files;
}

/** One world with its people. */
interface Setup {
  readonly standIn: StandIn;
  readonly opened: OpenedCommunities;
  readonly log: string[];
  readonly faults: readonly unknown[];
  readonly community: Community;
  readonly other: Community;
  readonly settled: () => Promise<void>;
  close(): Promise<void>;
}

/** What one act led to: requests of the bot's about it. */
interface Step {
  readonly what: string;
  readonly wire: readonly string[];
}

/** Uses of one person, so that nobody is told to slow down. */
const USES = 8;

async function setUp(open: OpenWorld, options: NonInterference, start: number, isBeside: boolean) {
  const root = mkdtempSync(join(tmpdir(), 'footnote-beside-'));
  const [articlesDir, dataDir] = [join(root, 'articles'), join(root, 'data')];
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(articlesDir, path)), { recursive: true });
    writeFileSync(join(articlesDir, path), text);
  };
  const standIn = await startStandIn({ clock: createClock(start) });
  const bot = standIn.world.bot.id;
  const count = 2 + Math.ceil((options.before + options.acts) / USES / 2);
  const many = (add: (name: string, serverId: string) => string, name: string, server: string) =>
    Array.from({ length: count }, (_, n) => standIn.as(add(`${name} ${n}`, server)));
  const direct = new Map<string, string>();
  const peopleOf = (id: string, channelId: string): Community => {
    const people = many(standIn.addMember, 'Member', id);
    const moderators = many(standIn.addModerator, 'Moderator', id);
    for (const { userId } of people) direct.set(userId, standIn.openDirect(userId));
    return { channelId, people, moderators, directOf: ({ userId }) => direct.get(userId) ?? null };
  };
  const [first, second] = ['First', 'Second'].map((name) =>
    standIn.addServer(name, standIn.addMember(`Owner of ${name}`), [bot]),
  ) as [{ id: string; channelId: string }, { id: string; channelId: string }];
  const [own, home, other] = [
    peopleOf(first.id, first.channelId),
    peopleOf(GUILD_ID, CHANNELS.general),
    peopleOf(second.id, second.channelId),
  ];
  write('ferry.md', FERRY);
  const folder = options.which === 'own' ? `${first.id}/` : '';
  if (options.which === 'own') {
    write(`${folder}collection.yaml`, `servers: ["${first.id}"]\nquotas: {questions: none}\n`);
  }
  write(`${folder}rules.md`, RULES);
  write(`${folder}loom.md`, LOOM);
  if (isBeside) {
    const title = `${MARK} society`;
    const yaml = `title: ${title}\nservers: ["${second.id}"]\nquotas: {questions: none}\n`;
    write(`${second.id}/collection.yaml`, yaml);
    for (const [name, text] of Object.entries(othersFiles())) write(`${second.id}/${name}`, text);
  }
  const log: string[] = [];
  let ended = (): void => {};
  const faults: unknown[] = [];
  const hooks: Hooks[] = [
    {
      onInteraction: () => ended(),
      onShed: () => ended(),
      onFault: ({ error }) => void faults.push(error),
    },
  ];
  const folders = { articles: articlesDir, data: dataDir };
  const opened = await open(folders, (more) => void hooks.push(more));
  const logger = makeLogger('trace', { write: (line) => void log.push(line) });
  const started = await startBot({
    ...{ token: standIn.token, apiUrl: standIn.apiUrl, logger, hooks },
    ...{
      communities: opened.communities,
      settings: opened.settings,
      commands: communityCommands,
      buttons,
    },
    managerGuildIds: [GUILD_ID],
  });
  const setup: Setup = {
    ...{ standIn, opened, log, faults, other },
    community: options.which === 'own' ? own : home,
    settled: () =>
      new Promise((resolve) => {
        ended = resolve;
      }),
    async close() {
      await started.close();
      await opened.close();
      await standIn.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  return setup;
}

/** What people say: of their own articles, of the other one's, and of nothing. */
function poolsOf(channels: readonly string[], foreign: Foreign): Pools {
  return {
    questions: [
      'When is the kiln fired?',
      'How many shafts does the great loom have?',
      'When does the ferry cross the sound?',
      'When does the reading room open?',
      `Who is ${PROBE}name3?`,
      `What stands in ${PROBE}place1 beside the kiln?`,
      'What is KF3?',
      'Where is the recipe of sourdough pancakes?',
      'hm',
    ],
    words: [
      'the kiln',
      'forty shafts',
      'cellar',
      'Tuesdays and Fridays',
      `${PROBE}place1`,
      PROBE,
      '…',
    ],
    uploads: [UPLOAD, RULES, '# Empty\n', FERRY],
    ids: [
      ...['rules.md', 'House rules', 'The great loom', 'The ferry', `${PROBE}title3`],
      ...foreign.ids,
      ...['k3m9ta-x7q2vd', 'nothing'],
    ],
    customIds: [...foreign.customIds, '1:share:x', '1:delete:zzzzzz', 'nonsense'],
    channels,
  };
}

/** What belongs to the other community, to be tried by these people. */
interface Foreign {
  readonly ids: readonly string[];
  readonly customIds: readonly string[];
}

/** Its citations and articles, what waits there, and what its people saw on buttons. */
function foreignOf({ opened, standIn, other }: Setup, seen: readonly string[]): Foreign {
  const server = standIn.world.channels.get(other.channelId)?.serverId ?? '';
  const found = (pattern: RegExp) => seen.flatMap((id) => id.match(pattern) ?? []);
  const citations = found(/(?<=^1:(?:share|context|copy):(?:\w{5}~)?)\w{12}(?=\w?(?::|$))/g).map(
    (halves) => `${halves.slice(0, 6)}-${halves.slice(6, 12)}`,
  );
  const staged = found(/(?<=^1:(?:keep|discard|undo|lines):)[\w-]{16}/g);
  const key = keyOf(server);
  expect(opened.communities.collections.ofServer(server).map((one) => one.key)).toEqual([key]);
  expect(citations.length).toBeGreaterThan(0);
  const articles = citations.map((id) => id.slice(0, 6));
  return {
    ids: [...new Set([...citations, ...articles, ...staged, server, key])].slice(-60),
    customIds: [
      ...seen,
      encodeCustomId({ name: 'seeDefault', collection: key, isSeen: false }),
      encodeCustomId({ name: 'deleteAll', collection: key }),
      encodeCustomId({ name: 'deletedAll', collection: key }),
      encodeCustomId({ name: 'stopInMessages', server }),
    ],
  };
}

/** What was seen in one run. */
interface Ran {
  readonly steps: readonly Step[];
  readonly foreign: Foreign;
  readonly log: string;
  readonly metrics: string;
}

/**
 * Runs the acts and notes what each led to.
 * @param foreign ids of the other community, which is not there then; null where it is.
 */
async function run(
  open: OpenWorld,
  options: NonInterference,
  start: number,
  foreign: Foreign | null,
): Promise<Ran> {
  const setup = await setUp(open, options, start, foreign === null);
  const { standIn, community, other, settled, log, opened } = setup;
  try {
    const channels = [community.channelId, other.channelId, '1300000000000009999'];
    const nothing = { ids: [], customIds: [] };
    const busy =
      foreign === null
        ? makeActs({
            ...{ standIn, settled, community: other, random: randomFrom(options.seed + 1) },
            pools: poolsOf(channels, nothing),
          })
        : null;
    // First the other one has a life of its own: gaps, waiting and removed articles, choices.
    for (let n = 0; busy !== null && n < options.before; n++) await busy.next();
    const theirs = foreign ?? foreignOf(setup, busy?.seen() ?? []);
    const acts = makeActs({
      ...{ standIn, settled, community, random: randomFrom(options.seed) },
      pools: poolsOf(channels, theirs),
    });
    const isMine = watchRequests(standIn, community);
    const normal = normaliser();
    const steps: Step[] = [];
    for (let n = 0; n < options.acts; n++) {
      if (busy !== null) await busy.next();
      const before = new Set(standIn.requests);
      const what = await acts.next();
      await settleArticles(setup);
      const requests = standIn.requests.filter((one) => !before.has(one) && isMine(one));
      steps.push({ what: normal(what), wire: requests.map((one) => normal(wireOf(one))) });
    }
    expect(setup.faults).toEqual([]);
    const metrics = await opened.metrics();
    return { steps, foreign: theirs, log: [...log, ...opened.logged].join(''), metrics };
  } finally {
    await setup.close();
  }
}

/** Until the index is in step with what was kept and removed. */
async function settleArticles({ opened, standIn, community }: Setup): Promise<void> {
  const { communities } = opened;
  const { collections } = communities;
  const server = standIn.world.channels.get(community.channelId)?.serverId ?? '';
  const own = server === GUILD_ID ? collections.default : collections.ofServer(server)[0];
  if (own === undefined) return;
  const served = await communities.serve(grantAccess({ sees: [own], changes: own, server }));
  await served.upkeep?.refresh();
}

/** Whether a request is about what these people did. */
function watchRequests(
  { world }: StandIn,
  community: Community,
): (one: RecordedRequest) => boolean {
  const everyone = [...community.people, ...community.moderators];
  const channels = new Set([
    community.channelId,
    ...everyone.flatMap((one) => community.directOf(one) ?? []),
  ]);
  const users = new Set(everyone.map(({ userId }) => userId));
  const known = new Set<string>();
  subscribe(world, (event) => {
    if (event.type !== 'interaction-create') return;
    const { id, token, member, user } = event.payload as {
      readonly [key: string]: { readonly user?: { readonly id: string }; readonly id?: string };
    };
    const by = member?.user?.id ?? user?.id ?? '';
    if (users.has(by)) for (const each of [id, token]) known.add(String(each));
  });
  return ({ path }) => {
    const [kind, first = '', second = ''] = path.split('/').filter((part) => part !== '');
    if (kind === 'channels') return channels.has(first);
    return known.has(first) || known.has(second);
  };
}

/** What went over the wire, without what the stand-in made of it. */
function wireOf({ method, path, body, files, status }: RecordedRequest): string {
  return JSON.stringify({ method, path, body, files, status });
}

/** Takes out what is otherwise each time: ids, times, and how many questions there were just now. */
function normaliser(): (text: string) => string {
  const ids = new Map<string, string>();
  const named = (kind: string) => (id: string) => {
    if (!ids.has(id)) ids.set(id, `${kind}${ids.size}`);
    return ids.get(id) as string;
  };
  return (text) =>
    text
      .replace(/[\w-]{60,}/g, 'token')
      .replace(/127\.0\.0\.1:\d{2,5}(?=\/)/g, 'host')
      .replace(/\b\d{17,20}\b/g, named('#'))
      .replace(/\b[0-9a-hjkmnp-tv-z]{16}\b/g, named('@'))
      .replace(/(?<=:neverMind:)[\w-]{8}/g, named('~'))
      .replace(/<t:\d+(?::\w)?>/g, '<t>')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)/g, 'time')
      .replace(/(Questions in the last minute: )\d+/g, '$1n');
}

/** See the head of this file. */
export async function expectNoInterference(
  open: OpenWorld,
  options: NonInterference,
): Promise<void> {
  const start = Date.now();
  const beside = await run(open, options, start, null);
  const alone = await run(open, options, start, beside.foreign);
  for (const [n, step] of beside.steps.entries()) {
    expect(step, `act ${n}, seed ${options.seed}`).toEqual(alone.steps[n]);
    expect(step.wire.join('\n'), `act ${n}`).not.toContain(MARK);
  }
  // The acts were no shadow boxing: most were answered, in several ways.
  const answered = beside.steps.filter(({ wire }) => wire.length > 0);
  expect(answered.length).toBeGreaterThan(options.acts / 2);
  for (const text of [beside.log, beside.metrics]) {
    expect(text).not.toContain(MARK);
    expect(text).not.toContain(PROBE);
  }
  expect(beside.metrics).not.toMatch(/(?<![.\d])\d{17,20}\b/);
}
