/** What the page reads of Discord's objects and of the server's events; the rest passes unseen. */

/** A person or the bot. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly global_name?: string | null;
  readonly bot?: boolean;
}

/** A button, select, row or any other component, in messages and forms. */
export interface Component {
  readonly type: number;
  readonly custom_id?: string;
  readonly style?: number;
  readonly label?: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly value?: string | boolean | number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly emoji?: { readonly name?: string | null };
  readonly options?: readonly Choice[];
  readonly content?: string;
  readonly accent_color?: number | null;
  readonly spoiler?: boolean;
  readonly divider?: boolean;
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly accessory?: Component;
  readonly items?: readonly { readonly media: { readonly url: string } }[];
  readonly media?: { readonly url: string };
  readonly file?: { readonly url: string };
  readonly default_values?: readonly { readonly id: string }[];
}

/** An entry of a select or a group. */
export interface Choice {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly default?: boolean;
}

/** An embed. */
export interface Embed {
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  readonly color?: number;
  readonly timestamp?: string;
  readonly author?: { readonly name: string; readonly url?: string };
  readonly footer?: { readonly text: string };
  readonly fields?: readonly {
    readonly name: string;
    readonly value: string;
    readonly inline?: boolean;
  }[];
}

/** An uploaded file. */
export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly url: string;
  readonly content_type?: string;
  readonly description?: string;
}

/** A message. */
export interface Message {
  readonly id: string;
  readonly channel_id: string;
  readonly author: User;
  readonly content: string;
  readonly timestamp: string;
  readonly edited_timestamp?: string | null;
  readonly flags?: number;
  readonly embeds: readonly Embed[];
  readonly attachments: readonly Attachment[];
  readonly components?: readonly Component[];
  readonly mentions?: readonly User[];
  readonly referenced_message?: Message | null;
  readonly interaction_metadata?: {
    readonly id: string;
    readonly type: number;
    readonly name?: string;
    readonly user: User;
    readonly target_message_id?: string;
  };
}

/** An option of a command, or a subcommand (type 1), or a group of them (type 2). */
export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly OptionChoice[];
  readonly options?: readonly CommandOption[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

/** A value that an option offers. */
export interface OptionChoice {
  readonly name: string;
  readonly value: string | number;
}

/** A registered command: 1 slash command, 2 on people, 3 on messages. */
export interface Command {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly description?: string;
  readonly options?: readonly CommandOption[];
}

/** A place to talk. */
export interface Channel {
  readonly id: string;
  readonly kind: 'text' | 'bot-dm' | 'private';
  readonly name: string;
  readonly topic: string | null;
  readonly mayWrite: boolean;
}

/** One of those whom the page can act as. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** Everything there is to show, sent first on every connection. */
export interface Snapshot {
  readonly type: 'snapshot';
  readonly me: string;
  readonly people: readonly Person[];
  readonly bot: { readonly id: string; readonly name: string; readonly online: boolean };
  readonly channels: readonly Channel[];
  readonly channelId: string;
  /** Permission bits in the channel, decimal. */
  readonly permissions: string;
  readonly commands: readonly Command[];
  readonly messages: readonly Message[];
}

/** A form that the bot opens. */
export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
}

/** Whatever comes from the server. */
export type ServerEvent =
  | Snapshot
  | {
      readonly type: 'message-create' | 'message-update';
      readonly channelId: string;
      readonly message: Message;
    }
  | { readonly type: 'message-delete'; readonly channelId: string; readonly messageId: string }
  | {
      readonly type: 'interaction-failed';
      readonly channelId: string;
      readonly interactionId: string;
      readonly reason: string;
    }
  | {
      readonly type: 'interaction-acknowledged';
      readonly channelId: string;
      readonly interactionId: string;
    }
  | {
      readonly type: 'modal';
      readonly channelId: string;
      readonly interactionId: string;
      readonly modal: Modal;
    }
  | { readonly type: 'typing'; readonly channelId: string; readonly userId: string }
  | { readonly type: 'commands-change'; readonly commands: readonly Command[] }
  | { readonly type: 'bot-status'; readonly online: boolean };

/** Discord's numbers. */
export const MESSAGE_FLAG = { ephemeral: 1 << 6, loading: 1 << 7 } as const;
export const COMMAND_TYPE = { slash: 1, message: 3 } as const;
export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;
export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;
export const BUTTON_STYLE = { primary: 1, secondary: 2, success: 3, danger: 4, link: 5 } as const;
/** Permission bit. */
export const MANAGE_MESSAGES = 1n << 13n;

/** The name that is shown for someone. */
export function displayName(user: User): string {
  return user.global_name ?? user.username;
}
