/** Reads a message that somebody wrote: whether it is said to the bot, in which way, and what. */
import { type GatewayMessageCreateDispatchData, MessageType } from 'discord.js';

/** What is said to the bot. */
export interface Heard {
  /**
   * In a direct message; to it by name, or to its role, where others read it, too; or in nothing but a
   * reply to a message of its own.
   */
  readonly how: 'direct' | 'named' | 'role' | 'reply';
  /** The words without what calls the bot; '' where there are none, or Discord delivers none. */
  readonly text: string;
  /** The bot's own message that it replies to, as Discord tells of it; null where it replies to none. */
  readonly to: unknown;
}

/** Who is spoken to. */
export interface Self {
  readonly id: string;
  /** What it is called, as people type it behind an `@`. */
  readonly names: readonly string[];
  /** Its own roles on the server of the message. */
  readonly roles: ReadonlySet<string>;
}

type Message = GatewayMessageCreateDispatchData;

/** Whether a person wrote it, and not Discord itself, a bot or a webhook. */
export function isPersons({ author, webhook_id: webhook, type }: Message): boolean {
  if (author.bot === true || webhook !== undefined) return false;
  return type === MessageType.Default || type === MessageType.Reply;
}

/** Null for what is not said to the bot: also for a mention of everyone, or a reply to somebody else. */
export function heard(message: Message, self: Self): Heard | null {
  if (!isPersons(message)) return null;
  const { content, mentions, mention_roles: roles, guild_id: guild } = message;
  const answered = message.referenced_message;
  const to = answered?.author?.id === self.id ? answered : null;
  const text = (calls: ReadonlySet<string>) => withoutCalls(content, calls, self.names);
  const own = new Set([`<@${self.id}>`, `<@!${self.id}>`]);
  if (guild === undefined) return { how: 'direct', text: text(own), to };
  // Replying to the bot puts it among the mentions; only who names it in the text calls it.
  const isMentioned = mentions.some(({ id }) => id === self.id);
  if (isMentioned && Array.from(own).some((call) => content.includes(call))) {
    const all = new Set([...own, ...Array.from(self.roles, roleCall)]);
    return { how: 'named', text: text(all), to };
  }
  const ownRoles = (roles ?? []).filter((role) => self.roles.has(role));
  if (ownRoles.length > 0) return { how: 'role', text: text(new Set(ownRoles.map(roleCall))), to };
  return isMentioned && to !== null ? { how: 'reply', text: content.trim(), to } : null;
}

function roleCall(id: string): string {
  return `<@&${id}>`;
}

/** `<@1>`, `<@!1>` and `<@&1>`. */
const CALL = /<@[!&]?\d{15,21}>/g;

/** A text without mentions that call the bot, and without its name behind an `@`, or before a comma at the start. */
function withoutCalls(
  content: string,
  calls: ReadonlySet<string>,
  names: readonly string[],
): string {
  let text = content.replace(CALL, (call) => (calls.has(call) ? ' ' : call));
  for (const name of names) text = withoutName(text, name);
  return text.trim();
}

const WORD = /^[\p{L}\p{M}\p{N}_]/u;
const VOCATIVE = /^\s*[,:!–—]\s*/u;

function withoutName(text: string, name: string): string {
  const small = text.toLowerCase();
  const typed = `@${name.toLowerCase()}`;
  // Letters that change their length in lower case would move all offsets.
  if (name === '' || small.length !== text.length) return text;
  let kept = '';
  let done = 0;
  for (let at = small.indexOf(typed); at >= 0; at = small.indexOf(typed, at + typed.length)) {
    const end = at + typed.length;
    if (WORD.test(text.slice(end, end + 2)) || (at > 0 && WORD.test(text.slice(at - 1, at))))
      continue;
    kept += `${text.slice(done, at)} `;
    done = end;
  }
  const rest = (kept + text.slice(done)).trim();
  if (!rest.toLowerCase().startsWith(name.toLowerCase())) return rest;
  const after = rest.slice(name.length);
  const comma = VOCATIVE.exec(after);
  return comma === null ? rest : after.slice(comma[0].length);
}
