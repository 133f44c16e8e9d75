/** Takes off a message what is no part of a question: links, custom emoji, mentions and the like. */

/** A link with words of its own: the words stay. Discord shows no longer ones. */
const MASKED = /\[([^\][\n]{1,300})\]\(<?https?:\/\/[^\s<>()]{1,2000}>?\)/giu;
/** Without the marks of a sentence that it stands at the end of. */
const LINK = /<?(?:https?:\/\/|www\.)[^\s<>]*[^\s<>.,;:!?…'"’”)\]]>?/giu;
/**
 * `reference.mdx`, "Message Formatting": emoji, people, roles, channels, commands, instants, places of
 * Discord; and what only looks like a mention or an emoji, since it was typed out.
 */
const MARKED =
  /<a?:\w{1,64}:\d{15,21}>|<@[!&]?\d{15,21}>|<#\d{15,21}>|<\/[^\s:<>][^:<>\n]{0,99}:\d{15,21}>|<t:-?\d{1,17}(?::[a-z])?>|<id:\w{1,32}>/giu;
const TYPED_EMOJI = /(?<![\p{L}\p{N}:]):\w{2,32}:(?![\p{L}\p{N}:])/gu;
const EVERYONE = /(?<![\p{L}\p{N}@])@(?:everyone|here)(?![\p{L}\p{N}])/gu;
/** What parted a mention from what follows it. */
const PARTED = /^(?:[,;:]\s*|[-–—]\s+)+/u;

/** The same words without all that, on one line; '' where nothing else is in it. Linear. */
export function withoutNoise(text: string): string {
  const bare = text
    .replace(MASKED, '$1')
    .replace(LINK, ' ')
    .replace(MARKED, ' ')
    .replace(TYPED_EMOJI, ' ')
    .replace(EVERYONE, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return bare.replace(PARTED, '');
}
