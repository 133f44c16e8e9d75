/** The menus of `/settings`: what is chosen is kept at once, or it is said why not, and the message shows what is so. */
import {
  type ChannelSelectMenuInteraction,
  DiscordAPIError,
  type RepliableInteraction,
} from 'discord.js';
import { fadesOn } from '../../src/cards/contrast.ts';
import {
  defineButton,
  defineChannelMenu,
  defineForm,
  defineMenu,
  type Turn,
} from '../../src/discord/command.ts';
import type { ChannelSetting, ChosenSetting } from '../../src/discord/custom-id.ts';
import { escapedLabel } from '../../src/discord/label.ts';
import { typedLine } from '../../src/discord/line-form.ts';
import { sharedLocale } from '../../src/discord/locale.ts';
import { renderLine } from '../../src/discord/message.ts';
import {
  AS_USUAL,
  IN_CHANNELS,
  NAMED_ACCENTS,
  readAccent,
  renderAccentForm,
  renderSettings,
  type SettingsView,
  TYPED_ACCENT,
} from '../../src/discord/settings-page.ts';
import { LANGUAGE_CODES } from '../../src/languages/languages.ts';
import { type Say, sayIn } from '../../src/languages/say.ts';
import { isRefusal, Refusal } from '../../src/refusals.ts';
import { VISIBLE_CHANNELS_MAX } from '../../src/settings/open-settings.ts';
import type { ServerSettings } from '../../src/settings/server-settings.ts';
import { SNOWFLAKE } from '../../src/snowflake.ts';
import { refuseUnlessServerManager } from '../shared/permissions.ts';

/** UTF-16 units of what somebody typed, in a sentence. */
const TYPED_SHOWN = 20;

type Changes = Partial<ServerSettings>;

/** Why something is not kept, in the language of whoever is told. */
type Problem = (say: Say) => string;

/** What is shown beside the settings. */
interface More extends Pick<SettingsView, 'isChoosing'> {
  readonly problem?: { readonly of: keyof ServerSettings; readonly why: Problem };
}

/** Shows what is so, in the message of the menus. */
function show(
  turn: Turn,
  settings: ServerSettings,
  { problem, ...more }: More = {},
): Promise<void> {
  return turn.reply.inPlace((say) => {
    const told = problem ? { of: problem.of, words: problem.why(say) } : null;
    return renderSettings(say, { settings, ...more, problem: told });
  });
}

/** What a menu's value changes; null where it is none of the menu's. */
function changesOf(setting: ChosenSetting, value: string): Changes | null {
  switch (setting) {
    case 'language': {
      if (value === AS_USUAL) return { language: null };
      const language = LANGUAGE_CODES.find((code) => code === value);
      return language === undefined ? null : { language };
    }
    case 'mentions':
      return value === 'on' || value === 'off' ? { mentions: value === 'on' } : null;
    case 'visible':
      return value === 'everywhere' || value === 'nowhere' ? { visible: value } : null;
    case 'cardTheme':
      if (value === AS_USUAL) return { cardTheme: null };
      return value === 'light' || value === 'dark' ? { cardTheme: value } : null;
    case 'cardAccent':
      if (value === AS_USUAL) return { cardAccent: null };
      return Object.values<string>(NAMED_ACCENTS).includes(value) ? { cardAccent: value } : null;
  }
}

/** Why cards would not be told from their bar; null where they would. */
function fades({ cardTheme, cardAccent }: ServerSettings): Problem | null {
  if (cardAccent === null) return null;
  const accent = Number.parseInt(cardAccent.slice(1), 16);
  const ground = fadesOn(accent, cardTheme === null ? ['light', 'dark'] : [cardTheme]);
  if (ground === null) return null;
  const colour = `\`${cardAccent}\``;
  return (say) => say(ground === 'light' ? 'accentFadesLight' : 'accentFadesDark', { colour });
}

/** Keeps changes that cards can bear, and shows what is so then. */
async function keep(server: string, changes: Changes, turn: Turn): Promise<void> {
  const before = await turn.settings.change(server, {});
  const of = (['cardTheme', 'cardAccent'] as const).find((one) => one in changes);
  const why = of === undefined ? null : fades({ ...before, ...changes });
  if (of !== undefined && why !== null) return show(turn, before, { problem: { of, why } });
  await show(turn, await turn.settings.change(server, changes));
}

export const set = defineMenu('set', async (interaction, { setting }, turn) => {
  const server = refuseUnlessServerManager(interaction, turn);
  const [value = ''] = interaction.values;
  await turn.reply.acknowledge('inPlace');
  if (setting === 'visible' && value === IN_CHANNELS) {
    const now = await turn.settings.change(server, {});
    return show(turn, now, { isChoosing: true });
  }
  const settings = await turn.settings.of(server);
  // What was typed is an option for as long as it is so.
  const isSame = setting === 'cardAccent' && value === settings.cardAccent;
  const changes = isSame ? {} : changesOf(setting, value);
  if (changes === null) throw new Refusal('oldButton');
  await keep(server, changes, turn);
});

export const setChannels = defineChannelMenu(
  'setChannels',
  async (interaction, { setting }, turn) => {
    const server = refuseUnlessServerManager(interaction, turn);
    await turn.reply.acknowledge('inPlace');
    const { values } = interaction;
    const before = await turn.settings.change(server, {});
    const why =
      setting === 'visible'
        ? await strangersIn(values, server, turn)
        : await refusedIn(setting, interaction, turn);
    if (why !== null) {
      const problem = { of: setting, why };
      return show(turn, before, { problem, isChoosing: setting === 'visible' });
    }
    if (setting === 'visible') {
      if (values.length === 0 || values.length > VISIBLE_CHANNELS_MAX) {
        throw new Refusal('oldButton');
      }
      return keep(server, { visible: [...new Set(values)] }, turn);
    }
    const [channel = null] = values;
    if (setting === 'digest' && channel !== null) await turn.digests?.chosen(server, channel);
    await keep(server, { [setting]: channel }, turn);
  },
);

/**
 * Why some of these channels are not to be chosen: an id may be anybody's. Those that the bot does not see
 * are none of another server that it is in, and answers need no permission of its own there.
 */
async function strangersIn(
  channels: readonly string[],
  server: string,
  turn: Pick<Turn, 'serverOfChannel'>,
): Promise<Problem | null> {
  const owners = await Promise.all(channels.map((id) => ownerOf(id, turn)));
  const stranger = channels.find((id, i) => {
    return !SNOWFLAKE.test(id) || (owners[i] !== 'unseen' && owners[i] !== server);
  });
  if (stranger === undefined) return null;
  return (say) => say('channelElsewhere', { channel: `<#${stranger}>` });
}

/** The server of a channel, null for one that is in none. */
async function ownerOf(
  channel: string,
  { serverOfChannel }: Pick<Turn, 'serverOfChannel'>,
): Promise<string | null | 'unseen'> {
  try {
    return await serverOfChannel(channel);
  } catch (error) {
    if (isRefusal(error, 'announceUnseen')) return 'unseen';
    throw error;
  }
}

/** What is posted at once where a channel is chosen, so that missing rights show. */
const FIRST_LINES = {
  announcements: 'announcementsHere',
  digest: 'digestHere',
} as const satisfies Record<Exclude<ChannelSetting, 'visible'>, string>;

/** Posts the first line. @returns why nothing can be posted there; null where that went well, or none is chosen. */
async function refusedIn(
  setting: Exclude<ChannelSetting, 'visible'>,
  interaction: ChannelSelectMenuInteraction,
  turn: Turn,
): Promise<Problem | null> {
  const [id] = interaction.values;
  if (id === undefined) return null;
  // Nothing would ever be told there: whose articles these are is told elsewhere.
  if (setting === 'digest' && turn.access.changes === null) {
    return (say) => say.tell(new Refusal('homeOnly'));
  }
  const channel = `<#${id}>`;
  const owner = SNOWFLAKE.test(id) ? await ownerOf(id, turn) : null;
  if (owner === 'unseen') return (say) => say('channelUnseen', { channel });
  if (owner === null || owner !== interaction.guildId) {
    return (say) => say('channelElsewhere', { channel });
  }
  const fate = await postFirst(id, FIRST_LINES[setting], interaction, turn);
  switch (fate) {
    case 'posted':
      return null;
    case 'forbidden':
      return (say) => say('channelForbidden', { channel });
    case 'missing':
      return (say) => say('channelMissing');
    case 'refused':
      return (say) => say('channelRefused', { channel });
  }
}

async function postFirst(
  channel: string,
  line: (typeof FIRST_LINES)[keyof typeof FIRST_LINES],
  interaction: RepliableInteraction,
  { post, settings }: Pick<Turn, 'post' | 'settings'>,
): Promise<Awaited<ReturnType<Turn['post']>> | 'refused'> {
  const { id: nonce, guildId } = interaction;
  const { language } = await settings.of(guildId ?? '');
  const say = sayIn(language ?? sharedLocale(interaction));
  try {
    return await post(channel, nonce, renderLine(say(line)));
  } catch (error) {
    // What Discord does not take, such as a message in a forum, or one that AutoMod blocks.
    if (error instanceof DiscordAPIError) return 'refused';
    throw error;
  }
}

/** A form can only be opened as the first answer. */
export const accent = defineButton('accent', async (interaction, _action, turn) => {
  const server = refuseUnlessServerManager(interaction, turn);
  const now = await turn.settings.of(server);
  await turn.reply.form((say) => renderAccentForm(say, now));
});

export const accentTyped = defineForm('accentTyped', async (interaction, _action, turn) => {
  const server = refuseUnlessServerManager(interaction, turn);
  await turn.reply.acknowledge('inPlace');
  const typed = typedLine(interaction, TYPED_ACCENT);
  const cardAccent = readAccent(typed);
  if (cardAccent !== null) return keep(server, { cardAccent }, turn);
  const why: Problem = (say) => say('accentUnread', { typed: escapedLabel(typed, TYPED_SHOWN) });
  const now = await turn.settings.change(server, {});
  await show(turn, now, { problem: { of: 'cardAccent', why } });
});
