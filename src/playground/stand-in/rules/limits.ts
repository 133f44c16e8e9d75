/** Discord's documented limits, each named; lengths are in Unicode code points unless said. */

/** `resources/message`: content of a message. */
export const CONTENT_LENGTH = 2000;
/** Schemes of an address that leads to the web, and of one that may name an uploaded file too. */
export const SCHEMES = {
  web: ['http', 'https'],
  webOrFile: ['http', 'https', 'attachment'],
  file: ['attachment'],
} as const;
/** `resources/message`: embeds of a message. */
export const EMBEDS = 10;
/** `resources/message`, "Embed limits". */
export const EMBED = {
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  url: 2048,
} as const;
/** The same: title, description, field names and values, footer and author over all embeds. */
export const EMBED_TEXT_SUM = 6000;
/**
 * Undocumented: beyond about this many UTF-8 bytes of embed text Discord answers HTTP 500
 * (go-gitea/gitea#34084: 2,490 four-byte characters pass, more do not).
 */
export const EMBED_BYTES = 9960;
/** Undocumented (discord-api-docs#8554): bytes of text and 12 a text display, or HTTP 500. */
export const TEXT_DISPLAY_BYTES = 10_170;
/** What each text display counts beside its bytes, see `TEXT_DISPLAY_BYTES`. */
export const TEXT_DISPLAY_OVERHEAD = 12;
/** `components/reference`: components of a Components V2 message, nested ones included. */
export const V2_COMPONENTS = 40;
/** All text displays of a Components V2 message together (discord-api-docs#8562). */
export const V2_TEXT_SUM = 4000;
/** `components/reference`: action rows of a message without the Components V2 flag. */
export const ACTION_ROWS = 5;
/** `components/reference`: buttons of an action row, which holds nothing else then. */
export const BUTTONS_PER_ROW = 5;
/** `components/reference`, "Anatomy of a component". */
export const CUSTOM_ID_LENGTH = 100;
/** `components/reference`, "Button". */
export const BUTTON = { label: 80, url: 512 } as const;
/** `components/reference`, "String select". */
export const SELECT = { options: 25, option: 100, placeholder: 150 } as const;
/** `components/reference`, "Section". */
export const SECTION_TEXTS = 3;
/** A colour as a number: of embeds and of containers. */
export const LAST_COLOUR = 0xffffff;
/** `components/reference`, "Media gallery". */
export const GALLERY_ITEMS = 10;
/** `components/reference`, "Thumbnail" and "Media gallery": alternative text. */
export const MEDIA_DESCRIPTION = 1024;
/** `interactions/receiving-and-responding`, "Modal". */
export const MODAL = { title: 45, components: 5 } as const;
/** `components/reference`, "Label". */
export const LABEL = { label: 45, description: 100 } as const;
/** `components/reference`, "Text input". */
export const TEXT_INPUT = { value: 4000, placeholder: 100 } as const;
/** `components/reference`, "Radio group" and "Checkbox group". */
export const CHOICE_GROUP_OPTIONS = 10;
/** `resources/message`: files of a message. */
export const ATTACHMENTS = 10;
/** `reference`, "Uploading files": bytes of one file, without a boost. */
export const FILE_BYTES = 10 * 1024 * 1024;
/** `resources/message`, "Allowed mentions": ids of a list. */
export const ALLOWED_MENTIONS = 100;
/** `application-commands`: autocomplete choices and fixed choices of an option. */
export const CHOICES = 25;
/** `application-commands`: choice names, and choice values that are texts. */
export const CHOICE_LENGTH = 100;
/** `application-commands`, "Application command object". */
export const COMMAND = { name: 32, description: 100, options: 25, text: 8000 } as const;
/** `application-commands`: bounds of `min_length` and `max_length` of a text option. */
export const OPTION_TEXT_LENGTH = 6000;
/** `application-commands`: commands of a scope, by command type 1, 2, 3. */
export const COMMANDS_PER_TYPE: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
/** `receiving-and-responding`: milliseconds until an interaction must be acknowledged. */
export const ACKNOWLEDGE_WITHIN = 3000;
/** `receiving-and-responding`: milliseconds for which an interaction's token can be used. */
export const TOKEN_LIFETIME = 15 * 60_000;
/** `receiving-and-responding`: follow-ups where the app is only installed to the user. */
export const USER_INSTALL_FOLLOW_UPS = 5;
