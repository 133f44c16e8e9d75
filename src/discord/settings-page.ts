/** What managers chose for a server, as one message of menus: each shows what is so now. */
import {
  type APIButtonComponent,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  ChannelType,
} from 'discord.js';
import { LANGUAGE_CODES, type LanguageCode } from '../languages/languages.ts';
import type { Say } from '../languages/say.ts';
import type { SentenceKey } from '../languages/sentences.ts';
import { VISIBLE_CHANNELS_MAX } from '../settings/open-settings.ts';
import type { ServerSettings, VisibleWhere } from '../settings/server-settings.ts';
import { button } from './buttons.ts';
import type { ChosenSetting } from './custom-id.ts';
import {
  buttonRow,
  channelRow,
  container,
  divider,
  menuRow,
  type Part,
  text,
  withChosen,
} from './layout.ts';
import { renderLineForm } from './line-form.ts';
import type { LayoutBody } from './message.ts';

/** What is shown. */
export interface SettingsView {
  readonly settings: ServerSettings;
  /** Whether channels for `visible` are about to be chosen, which stays as it was until one is. */
  readonly isChoosing?: boolean;
  /** What could not be kept, and why, an escaped sentence; null where all was. */
  readonly problem?: { readonly of: keyof ServerSettings; readonly words: string } | null;
}

/** Where a bot posts by itself, and people read. */
const POSTED_IN: readonly ChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
];

/** Where commands are used; threads are with the channel that they are in. */
const USED_IN: readonly ChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
];

/** In menus, in the place of nothing chosen. */
export const AS_USUAL = 'usual';
/** In the menu of `visible`. */
export const IN_CHANNELS = 'channels';

/**
 * Accents by name, as CSS writes them: each has the contrast of `fadesOn` on both grounds. The first one is
 * what cards have where nothing is chosen.
 */
export const NAMED_ACCENTS = {
  blue: '#3b82f6',
  teal: '#0d8f85',
  green: '#2f9150',
  olive: '#7d8a17',
  amber: '#b8860b',
  orange: '#d4641c',
  red: '#dc3d43',
  pink: '#d4488e',
  purple: '#8e5fd0',
  grey: '#7d8087',
} as const;

const NAMES = Object.keys(NAMED_ACCENTS) as (keyof typeof NAMED_ACCENTS)[];

/** The settings with their menus: 30 components at most, of the 40 that there may be. */
export function renderSettings(say: Say, view: SettingsView): LayoutBody {
  const { settings, isChoosing = false, problem = null } = view;
  // Beside what was chosen: on a phone the head of the message is out of sight.
  const heading = (of: keyof ServerSettings, title: SentenceKeyOf, hint: SentenceKeyOf) => {
    const why = problem?.of === of ? [`⚠️ ${problem.words}`] : [];
    return text([`**${say(title)}**`, `-# ${say(hint)}`, ...why].join('\n'));
  };
  const menu = (setting: ChosenSetting, options: readonly APISelectMenuOption[], value: string) =>
    menuRow({ name: 'set', setting }, nameOf(say, setting), withChosen(options, value));
  const posted = (setting: 'announcements' | 'digest') =>
    channelRow({ name: 'setChannels', setting }, say('settingsNoChannel'), {
      types: POSTED_IN,
      chosen: chosenIn(settings[setting]),
      ...{ least: 0, most: 1 },
    });
  const { visible, cardAccent } = settings;
  const parts: Part[] = [
    heading('language', 'settingLanguage', 'settingLanguageHint'),
    ...menu('language', languages(say), settings.language ?? AS_USUAL),
    heading('mentions', 'settingMentions', 'settingMentionsHint'),
    ...menu('mentions', either(say, MENTIONS), settings.mentions ? 'on' : 'off'),
    heading('visible', 'settingVisible', 'settingVisibleHint'),
    ...menu('visible', either(say, VISIBLE), isChoosing ? IN_CHANNELS : whereOf(visible)),
    ...(isChoosing || Array.isArray(visible) ? [visibleRow(say, visible)] : []),
    heading('announcements', 'settingAnnouncements', 'settingAnnouncementsHint'),
    posted('announcements'),
    heading('digest', 'settingDigest', 'settingDigestHint'),
    posted('digest'),
    divider(),
    heading('cardTheme', 'settingTheme', 'settingThemeHint'),
    ...menu('cardTheme', either(say, THEMES), settings.cardTheme ?? AS_USUAL),
    heading('cardAccent', 'settingAccent', 'settingAccentHint'),
    ...menu('cardAccent', accents(say, cardAccent), cardAccent ?? AS_USUAL),
    ...buttonRow([accentButton(say)]),
  ];
  const head = [`### ${say('settingsTitle')}`, say('settingsHint')];
  return { layout: [text(head.join('\n')), container(parts, 'notice')] };
}

/** What a menu is called where it is read aloud: something is always chosen in it. */
function nameOf(say: Say, setting: ChosenSetting): string {
  return say(TITLES[setting]).replaceAll('`', '');
}

const TITLES = {
  language: 'settingLanguage',
  mentions: 'settingMentions',
  visible: 'settingVisible',
  cardTheme: 'settingTheme',
  cardAccent: 'settingAccent',
} as const satisfies Record<ChosenSetting, SentenceKey>;

/** Sentences that are told nothing. */
type SentenceKeyOf = Extract<SentenceKey, `setting${string}`>;

const MENTIONS = { on: 'settingMentionsOn', off: 'settingMentionsOff' } as const;
const VISIBLE = {
  everywhere: 'settingVisibleEverywhere',
  [IN_CHANNELS]: 'settingVisibleChannels',
  nowhere: 'settingVisibleNowhere',
} as const;
const THEMES = {
  [AS_USUAL]: 'settingThemeUsual',
  light: 'settingThemeLight',
  dark: 'settingThemeDark',
} as const;

function either(
  say: Say,
  words: Readonly<Record<string, SentenceKeyOf>>,
): readonly APISelectMenuOption[] {
  return Object.entries(words).map(([value, key]) => ({ value, label: say(key) }));
}

function languages(say: Say): readonly APISelectMenuOption[] {
  const usual = { value: AS_USUAL, label: say('settingLanguageServer') };
  return [usual, ...LANGUAGE_CODES.map((code) => ({ value: code, label: ownName(code) }))];
}

/** What a language is called in itself: people look for theirs, whatever language the menu is in. */
function ownName(code: LanguageCode): string {
  const name = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code;
  return name.slice(0, 1).toLocaleUpperCase(code) + name.slice(1);
}

/** The named ones; one that was typed is among them for as long as it is chosen. */
function accents(say: Say, chosen: string | null): readonly APISelectMenuOption[] {
  const named = NAMES.map((name) => ({
    value: NAMED_ACCENTS[name],
    label: say(`settingAccent.${name}`),
  }));
  const isTyped = chosen !== null && named.every(({ value }) => value !== chosen);
  const usual = { value: AS_USUAL, label: say('settingAccentUsual') };
  return [usual, ...named, ...(isTyped ? [{ value: chosen, label: chosen }] : [])];
}

function accentButton(say: Say): APIButtonComponent {
  return button(say('button.accent'), { name: 'accent' });
}

function visibleRow(say: Say, visible: VisibleWhere) {
  return channelRow({ name: 'setChannels', setting: 'visible' }, say('settingVisibleWhich'), {
    types: USED_IN,
    chosen: typeof visible === 'string' ? [] : visible,
    least: 1,
    most: VISIBLE_CHANNELS_MAX,
  });
}

function chosenIn(channel: string | null): readonly string[] {
  return channel === null ? [] : [channel];
}

function whereOf(visible: VisibleWhere): string {
  return typeof visible === 'string' ? visible : IN_CHANNELS;
}

/** Where `visible: true` may be used, for who is told: channels as they are mentioned. */
export function channelsOf(visible: readonly string[], most: number): string {
  const shown = visible.slice(0, most).map((id) => `<#${id}>`);
  return [...shown, ...(visible.length > most ? ['…'] : [])].join(' ');
}

/** The field of the form below. */
export const TYPED_ACCENT = 'accent';

/** Asks for an accent as the web writes it. */
export function renderAccentForm(
  say: Say,
  { cardAccent }: Pick<ServerSettings, 'cardAccent'>,
): APIModalInteractionResponseCallbackData {
  return renderLineForm({
    action: { name: 'accentTyped' },
    title: say('settingAccent'),
    label: say('formAccent'),
    hint: say('formAccentHint'),
    ...{ field: TYPED_ACCENT, least: 3, most: 7, placeholder: NAMED_ACCENTS.teal },
    ...(cardAccent !== null && { value: cardAccent }),
  });
}

/** `#rrggbb` in small letters; `#rgb` and a missing `#` are understood. Null for what is no colour. */
export function readAccent(typed: string): string | null {
  const [, digits = ''] = /^#?([\da-f]{3}|[\da-f]{6})$/.exec(typed.trim().toLowerCase()) ?? [];
  if (digits === '') return null;
  return `#${digits.length === 3 ? [...digits].map((one) => one + one).join('') : digits}`;
}
