/**
 * Every number that Discord sets, with the page of its documentation (`discord/discord-api-docs`).
 * discord.js counts UTF-16 units where Discord counts code points; the stricter is obeyed, so every
 * length here is in UTF-16 units.
 */

/** resources/message.mdx, "Create Message", `content`. */
export const MESSAGE_CONTENT_MAX = 2_000;
/** resources/message.mdx, "Embed Limits". */
export const EMBED_TITLE_MAX = 256;
export const EMBED_DESCRIPTION_MAX = 4_096;
export const EMBED_FIELD_VALUE_MAX = 1_024;
/** `RichEmbed.url` of Discord's OpenAPI description. */
export const EMBED_URL_MAX = 2_048;

/**
 * UTF-8 bytes of a message's JSON. Not documented: from about 10,170 bytes of text on, Discord
 * answers with status 500 (discord-api-docs#8554); the margin is for what it adds itself.
 */
export const MESSAGE_BYTES_MAX = 9_900;

/** components/reference.mdx, "Action Row": buttons in a row. */
export const ROW_BUTTONS_MAX = 5;
/** components/reference.mdx, "Button": `label`. */
export const BUTTON_LABEL_MAX = 80;
/** components/reference.mdx, "Button": `url`. */
export const BUTTON_URL_MAX = 512;
/** components/reference.mdx, "Anatomy of a Component": `custom_id`. */
export const CUSTOM_ID_MAX = 100;

/** interactions/receiving-and-responding.mdx, "Autocomplete": choices in a reply. */
export const CHOICES_MAX = 25;
/** interactions/application-commands.mdx, "Option Choice": `name`. */
export const CHOICE_NAME_MAX = 100;

/** components/reference.mdx, "String Select": `options`, and of each `label`. */
export const MENU_OPTIONS_MAX = 25;
export const MENU_LABEL_MAX = 100;

/** interactions/receiving-and-responding.mdx, "Modal": `title`. */
export const FORM_TITLE_MAX = 45;
/** components/reference.mdx, "Label": `label`, `description`. */
export const FORM_LABEL_MAX = 45;
export const FORM_HINT_MAX = 100;

/** components/reference.mdx, "Component Reference": components of a laid-out message, nested ones included. */
export const LAYOUT_COMPONENTS_MAX = 40;
/** The text of all text displays of a message together (discord-api-docs#8562). */
export const LAYOUT_TEXT_MAX = 4_000;
/** components/reference.mdx, "String Select": `description` of an option, and `placeholder`. */
export const MENU_DESCRIPTION_MAX = 100;
export const MENU_PLACEHOLDER_MAX = 150;
