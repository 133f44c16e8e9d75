/** Mentions: who and what there is to mention, what is suggested behind an `@`, and names typed out in full. */
import { icon } from '../icons.ts';
import { avatar } from '../message/avatar.ts';
import type { Snapshot } from '../wire.ts';
import { words } from '../words/words.ts';
import type { Suggestion } from './suggestions.ts';
import { resolveMentions } from './typed.ts';

/** Who and what can be mentioned here; the bot before its role, which has the same name. */
function mentionablesOf({ bot, people, roles }: Snapshot) {
  const member = ({ id, name }: Pick<Snapshot['bot'], 'id' | 'name'>) => ({
    ...{ id, name, role: false },
    mention: `<@${id}>`,
  });
  const role = ({ id, name }: Snapshot['roles'][number]) => ({
    ...{ id, name, role: true },
    mention: `<@&${id}>`,
  });
  return [member(bot), ...people.map(member), ...roles.map(role)];
}

/**
 * Suggestions for what was typed behind an `@`.
 * @param insert puts a mention in the place of what was typed.
 */
export function suggestMentions(
  snapshot: Snapshot,
  typed: string,
  insert: (mention: string) => void,
): Suggestion[] {
  return mentionablesOf(snapshot)
    .filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()))
    .map(({ id, name, mention, role }) => ({
      label: role ? `@${name}` : name,
      detail: role ? words.role : undefined,
      lead: role
        ? icon('at')
        : avatar({ id, username: name, bot: id === snapshot.bot.id }, 'small'),
      value: () => insert(mention),
    }));
}

/** A message with mentions in place of names that were typed out. */
export function withMentions(text: string, snapshot: Snapshot): string {
  return resolveMentions(text, mentionablesOf(snapshot));
}
