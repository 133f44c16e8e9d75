/** `footnote register`: the slash commands are registered now, without starting the bot. */
import { register as registerWithDiscord } from '../discord/client.ts';
import { FootnoteError } from '../errors.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import { configFor } from './context.ts';

/** The flags of `footnote register`. */
export interface RegisterFlags {
  /** A server's id, instead of DISCORD_GUILD_ID. */
  readonly guild?: string;
  readonly global?: boolean;
}

/** Registers in one server or everywhere. @throws FootnoteError when Discord does not let it. */
export async function register(flags: RegisterFlags): Promise<void> {
  const { discord } = configFor({});
  const { token, apiUrl } = discord;
  if (token === null) {
    throw new FootnoteError('bad-config', 'DISCORD_TOKEN is not set: set it in .env first.');
  }
  if (flags.guild !== undefined && !SNOWFLAKE.test(flags.guild)) {
    throw new FootnoteError(
      'bad-config',
      '--guild must be a server id, a number of 17 to 20 digits.',
    );
  }
  const guildId = flags.global ? null : (flags.guild ?? discord.guildId);
  const outcome = await registerWithDiscord({
    token,
    ...(apiUrl !== null && { apiUrl }),
    ...(guildId !== null && { guildId }),
  });
  const where = guildId === null ? 'everywhere' : `in the server ${guildId}`;
  process.stdout.write(
    outcome === 'registered'
      ? `The commands are registered ${where}.\n`
      : `The commands ${where} are as they should be; nothing had to change.\n`,
  );
}
