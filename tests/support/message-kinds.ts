/** A message of every kind that Discord has, as it sends them to a message command. */
import { MessageFlags, MessageReferenceType, MessageType } from 'discord.js';

/** What a kind has beside a plain message without a text. */
export interface MessageKind {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether it says `WORDS` somewhere. */
  readonly speaks: boolean;
}

/** A question that the articles answer, and a quote of theirs. */
export const WORDS =
  'When was the bridge built? Somebody says: “The bridge was built in 1931 by hand.”';

const ID = '1300000000000000777';
const SENDER = { id: ID, username: 'sender', discriminator: '0', avatar: null, global_name: null };
const reference = (type: MessageReferenceType) => ({ type, channel_id: ID, message_id: ID });
const ANSWERED = {
  id: ID,
  type: MessageType.Default,
  channel_id: ID,
  author: SENDER,
  content: 'Something else.',
  attachments: [],
  embeds: [],
  mentions: [],
  mention_roles: [],
  mention_everyone: false,
  pinned: false,
  tts: false,
  timestamp: '2026-01-01T00:00:00.000000+00:00',
  edited_timestamp: null,
  components: [],
};
const FILE = {
  id: ID,
  filename: 'voice-message.ogg',
  size: 9_000,
  url: 'https://cdn.discordapp.com/attachments/1/2/voice-message.ogg',
  proxy_url: 'https://media.discordapp.net/attachments/1/2/voice-message.ogg',
  content_type: 'audio/ogg',
};
const MEDIA = { url: 'https://cdn.discordapp.com/attachments/1/2/picture.png' };
const V2 = { flags: MessageFlags.IsComponentsV2 };
const display = { type: 10, id: 1, content: WORDS };

const speaking: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  plain: { content: WORDS },
  'a poll': {
    poll: {
      question: { text: WORDS },
      answers: [{ answer_id: 1, poll_media: { text: 'In 1931', emoji: { id: null, name: '🌉' } } }],
      expiry: '2026-02-01T00:00:00.000000+00:00',
      allow_multiselect: false,
      layout_type: 1,
      results: { is_finalized: false, answer_counts: [{ id: 1, count: 2, me_voted: false }] },
    },
  },
  forwarded: {
    flags: MessageFlags.HasSnapshot,
    message_reference: reference(MessageReferenceType.Forward),
    message_snapshots: [
      {
        message: {
          type: 0,
          content: WORDS,
          embeds: [],
          attachments: [],
          mentions: [],
          timestamp: ANSWERED.timestamp,
          edited_timestamp: null,
          flags: 0,
          components: [],
        },
      },
    ],
  },
  'a forwarded embed': {
    message_reference: reference(MessageReferenceType.Forward),
    message_snapshots: [
      { message: { content: '', embeds: [{ type: 'rich', description: WORDS }] } },
    ],
  },
  'a reply': {
    type: MessageType.Reply,
    content: WORDS,
    message_reference: reference(MessageReferenceType.Default),
    referenced_message: ANSWERED,
  },
  'a reply to what is gone': {
    type: MessageType.Reply,
    content: WORDS,
    message_reference: reference(MessageReferenceType.Default),
    referenced_message: null,
  },
  'the start of a thread': {
    type: MessageType.ThreadStarterMessage,
    message_reference: reference(MessageReferenceType.Default),
    referenced_message: { ...ANSWERED, content: WORDS },
  },
  'a message with a thread': {
    content: WORDS,
    flags: MessageFlags.HasThread,
    thread: { id: ID, type: 11, guild_id: ID, name: 'Bridges', parent_id: ID, owner_id: ID },
  },
  'an embed': { embeds: [{ type: 'rich', title: 'A bridge', description: WORDS }] },
  'fields of an embed': { embeds: [{ type: 'rich', fields: [{ name: 'Asked', value: WORDS }] }] },
  'a text display': { ...V2, components: [display] },
  'Components V2': {
    ...V2,
    components: [
      { type: 12, id: 2, items: [{ media: MEDIA }] },
      {
        type: 17,
        id: 3,
        components: [
          { type: 14, id: 4 },
          { type: 9, id: 5, components: [display], accessory: { type: 11, id: 6, media: MEDIA } },
          { type: 13, id: 7, file: MEDIA },
        ],
      },
    ],
  },
  'a described picture': { attachments: [{ ...FILE, description: WORDS }] },
  'a webhook’s': { content: WORDS, webhook_id: ID, application_id: ID },
  'a command’s answer': {
    type: MessageType.ChatInputCommand,
    content: WORDS,
    interaction_metadata: {
      id: ID,
      type: 2,
      user: SENDER,
      authorizing_integration_owners: { 0: ID },
      name: 'other',
    },
    interaction: { id: ID, type: 2, name: 'other', user: SENDER },
  },
  'a reacted one': {
    content: WORDS,
    reactions: [
      {
        emoji: { id: null, name: '🌉' },
        count: 1,
        count_details: { burst: 0, normal: 1 },
        burst_colors: [],
        me: false,
        me_burst: false,
      },
    ],
  },
};

const silent: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  empty: {},
  'a sticker': { sticker_items: [{ id: ID, name: 'Wave', format_type: 1 }] },
  'a voice message': {
    flags: MessageFlags.IsVoiceMessage,
    attachments: [{ ...FILE, duration_secs: 4.2, waveform: 'AAAA' }],
  },
  'a picture': { attachments: [{ ...FILE, filename: 'picture.png', content_type: 'image/png' }] },
  'a start of a thread that is gone': {
    type: MessageType.ThreadStarterMessage,
    message_reference: reference(MessageReferenceType.Default),
    referenced_message: null,
  },
  'a poll’s result': {
    type: MessageType.PollResult,
    message_reference: reference(MessageReferenceType.Default),
    embeds: [{ type: 'poll_result', fields: [] }],
  },
  'a purchase': { type: MessageType.PurchaseNotification, purchase_notification: { type: 0 } },
  'a subscription': {
    type: MessageType.RoleSubscriptionPurchase,
    role_subscription_data: {
      role_subscription_listing_id: ID,
      tier_name: 'One',
      total_months_subscribed: 1,
      is_renewal: false,
    },
  },
  'a call': { type: MessageType.Call, call: { participants: [ID], ended_timestamp: null } },
  'an activity': { activity: { type: 1, party_id: 'x' }, application: { id: ID, name: 'Game' } },
};

const WRITTEN = new Set<number>([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ThreadStarterMessage,
  MessageType.ChatInputCommand,
]);

/** Each of Discord's other types, as it is without more: joins, boosts, pins, stages, incidents … */
const system = Object.values(MessageType)
  .filter((type): type is MessageType => typeof type === 'number' && !WRITTEN.has(type))
  .map((type) => ({ name: `type ${MessageType[type]}`, fields: { type }, speaks: false }));

const named = (kinds: typeof speaking, speaks: boolean): MessageKind[] =>
  Object.entries(kinds).map(([name, fields]) => ({ name, fields, speaks }));

export const MESSAGE_KINDS: readonly MessageKind[] = [
  ...named(speaking, true),
  ...named(silent, false),
  ...system,
];
