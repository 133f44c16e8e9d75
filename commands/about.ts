/**
 * `/about`: what is indexed, with which model, how fresh, what is kept about people; and, for those
 * who look after the articles, what is broken.
 */
import type { APIEmbed, APIEmbedField } from 'discord.js';
import { rows } from '../src/discord/buttons.ts';
import { COLOURS } from '../src/discord/colours.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { instantMark } from '../src/discord/dates.ts';
import { escapeMarkdown } from '../src/discord/escape.ts';
import { escapedLabel } from '../src/discord/label.ts';
import { renderEmbed } from '../src/discord/message.ts';
import { percentRead } from '../src/discord/readiness.ts';
import type { Together } from '../src/fleet/together.ts';
import type { Say } from '../src/languages/say.ts';
import { sayTimeLeft } from '../src/languages/time-left.ts';
import { within } from '../src/supervision/deadline.ts';
import { collectionNames } from './shared/collections.ts';
import { messageButtons } from './shared/direct-messages.ts';
import { keptFields } from './shared/kept.ts';
import { isManager } from './shared/permissions.ts';
import { unwellFields } from './shared/unwell.ts';

/** UTF-16 units of a collection's name in its line. */
const NAME_MAX = 50;
/** Of the three seconds that Discord waits for a first answer. */
const TOGETHER_MS = 1_000;

export const about = defineCommand({
  data: {
    name: 'about',
    description: 'What I know, how fresh it is, and what is kept about you',
  },

  async run(interaction, turn) {
    // With the default collection alone there is nothing to be waited for.
    const isAlone = turn.access.sees.every(({ key }) => key === '');
    if (!isAlone) await turn.reply.acknowledge('privately');
    const unread = isManager(interaction, turn) ? ((await turn.upkeep?.unread()) ?? []) : null;
    const together = isManager(interaction, turn) ? await processes(turn) : null;
    const held = await heldHere(turn);
    const buttonsOf = await messageButtons(interaction, turn);
    await turn.reply.privately((say) => {
      const buttons = buttonsOf(say);
      const here = { guildId: interaction.guildId, held: held(say), isOffered: buttons.length > 0 };
      const embed = aboutEmbed(say, turn, here);
      const unwell = unread === null ? [] : unwellFields(say, turn, unread);
      const running = together === null ? [] : [processesField(say, together)];
      const fields = [...(embed.fields ?? []), ...running, ...unwell];
      return { ...renderEmbed({ ...embed, fields }), components: rows(buttons) };
    });
  },
});

/** What the processes of the bot come to; null where there is one alone, and where that is not known in time. */
async function processes({ about }: Pick<Turn, 'about'>): Promise<Together | null> {
  if (about.together === undefined) return null;
  const together = within(TOGETHER_MS, about.together(), () => null);
  const found = await together.catch(() => null);
  return found !== null && found.processes > 1 ? found : null;
}

function processesField(say: Say, together: Together): APIEmbedField {
  const { processes: n, unwell, shards, lastHour } = together;
  const asked = Object.values(lastHour)
    .flatMap((results) => Object.values(results))
    .reduce((sum, each) => sum + each, 0);
  const { held, count } = shards;
  const lines = [
    say('aboutProcessesHere', { n }),
    ...(count === null ? [] : [say('aboutProcessesShards', { n: held, total: count })]),
    say('aboutProcessesAsked', { n: asked }),
    ...(unwell === 0 ? [] : [say('aboutProcessesUnwell', { n: unwell })]),
  ];
  return { name: say('aboutProcesses'), value: lines.join('\n'), inline: false };
}

/** What is said of one place. */
interface Here {
  readonly guildId: string | null;
  /** How many articles each collection has that is seen, a line each; none for the default one alone. */
  readonly held: readonly string[];
  /** Whether direct messages can use a server's articles, or do. */
  readonly isOffered: boolean;
}

async function heldHere(turn: Turn): Promise<(say: Say) => readonly string[]> {
  const { sees } = turn.access;
  if (sees.every(({ key }) => key === '')) return () => [];
  const articles = await turn.library.articles();
  const nameOf = await collectionNames(turn);
  return (say) =>
    sees.map((collection) => {
      const n = articles.filter((each) => (each.collection ?? '') === collection.key).length;
      const name = escapedLabel(nameOf(say, collection), NAME_MAX);
      return say('collectionLine', { name, n });
    });
}

/** Who may change the articles, as seen from a server, or from a direct message. */
function managersLine(
  say: Say,
  { managers: { guildIds }, access }: Pick<Turn, 'managers' | 'access'>,
  guildId: string | null,
): string {
  const hasOwn = access.changes !== null && access.changes.key !== '';
  const isHere = hasOwn || (guildId !== null && guildIds.has(guildId));
  if (isHere) return say('aboutManagersHere');
  return say(guildIds.size === 0 ? 'aboutManagersOwner' : 'aboutManagersElsewhere');
}

function aboutEmbed(say: Say, turn: Turn, { guildId, held, isOffered }: Here): APIEmbed {
  const { library, about } = turn;
  const { articles, passages, model, changedAt, remainingMs } = library.status();
  const percent = percentRead(library);
  const left = remainingMs === null ? [] : [sayTimeLeft(say, remainingMs)];
  const note = percent === null ? [] : [[say('stillReading', { percent }), ...left].join(' ')];
  const field = (name: string, value: string, inline = true): APIEmbedField => ({
    name,
    value,
    inline,
  });
  return {
    color: COLOURS.notice,
    description: [say('aboutLine'), ...note].join('\n'),
    fields: [
      field(say('aboutIndexed'), say('aboutArticles', { n: articles, passages })),
      ...(changedAt === null ? [] : [field(say('aboutFresh'), instantMark(changedAt, 'R'))]),
      field(say('aboutModel'), escapeMarkdown(model)),
      ...(about.version === undefined ? [] : [field(say('aboutVersion'), about.version)]),
      ...(about.sourceUrl === undefined ? [] : [field(say('aboutSource'), about.sourceUrl)]),
      ...(held.length === 0 ? [] : [field(say('aboutCollections'), held.join('\n'), false)]),
      field(say('aboutManagers'), managersLine(say, turn, guildId), false),
      ...keptFields(say, turn, { guildId, isOffered }),
    ],
  };
}
