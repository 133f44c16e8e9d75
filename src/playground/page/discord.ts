/** Discord's numbers by name, as far as the page meets them, and its way of naming people. */
import type { User } from './wire.ts';

/** Bits of a message's flags. */
export const MESSAGE_FLAG = { ephemeral: 1 << 6, loading: 1 << 7, layout: 1 << 15 } as const;
/** The type of an interaction that a component began. */
export const COMPONENT_INTERACTION = 3;
/** Types of commands. */
export const COMMAND_TYPE = { slash: 1, message: 3 } as const;
/** Types of a command's options. */
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
/** Types of components. */
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
/** Styles of buttons. */
export const BUTTON_STYLE = { primary: 1, secondary: 2, success: 3, danger: 4, link: 5 } as const;
/** Permission bit. */
export const MANAGE_MESSAGES = 1n << 13n;

/** The name that is shown for someone. */
export function displayName(user: User): string {
  return user.global_name ?? user.username;
}
