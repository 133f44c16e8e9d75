/** How a command is named in a message: to be tapped where Discord's id of it is known, else as it is typed. */
import type { Services } from './command.ts';
import { nameIn } from './command-words.ts';

/**
 * @param path a command with its subcommand, as it is defined: `articles add`.
 * @param locale of who would type it.
 */
export function commandMention(
  { commandIdOf }: Pick<Services, 'commandIdOf'>,
  path: string,
  locale: string,
): string {
  const [command = ''] = path.split(' ', 1);
  const id = commandIdOf(command);
  return id === null ? `\`${typedCommand(path, locale)}\`` : `</${path}:${id}>`;
}

/** A command as somebody types it in their language, options last and without the colon: `/library list`. */
export function typedCommand(path: string, locale: string): string {
  const words = path.split(' ');
  const names = words.map((_, depth) => nameIn(locale, words.slice(0, depth + 1).join(' ')));
  return `/${names.join(' ')}`;
}
