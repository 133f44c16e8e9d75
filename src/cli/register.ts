/** `footnote register`: the slash commands are registered now, without starting the bot. */
import { commands } from '../../commands/index.ts';
import { register as registerWithDiscord } from '../discord/client.ts';
import type { ShardAgreement } from '../discord/shards.ts';
import { makeRegistrar } from '../fleet/registrar.ts';
import { Refusal } from '../refusals.ts';
import { registeredCommands } from '../registered-commands.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import { print } from '../terminal.ts';
import { configFor } from './context.ts';
import { withDatabase } from './stored.ts';

/** The flags of `footnote register`. */
export interface RegisterFlags {
  /** A server's id, instead of DISCORD_GUILD_ID. */
  readonly guild?: string;
  readonly global?: boolean;
}

/** Registers in one server or everywhere. @throws Refusal when Discord does not let it. */
export async function register(flags: RegisterFlags): Promise<void> {
  const config = configFor({});
  const { discord } = config;
  const { token, apiUrl } = discord;
  if (token === null) {
    throw new Refusal('tokenMissing');
  }
  if (flags.guild !== undefined && !SNOWFLAKE.test(flags.guild)) {
    throw new Refusal('badGuildFlag');
  }
  const guildId = flags.global ? null : (flags.guild ?? discord.guildId);
  // Without a folder of articles there are no collections to tell of.
  const known = await registeredCommands(config).catch(() => commands);
  const registerBy = (agreement?: Pick<ShardAgreement, 'registering'>) =>
    registerWithDiscord({
      token,
      ...(agreement && { agreement }),
      commands: known,
      ...(apiUrl !== null && { apiUrl }),
      ...(guildId !== null && { guildId }),
    });
  // Bots of an older release leave alone what this one has registered.
  const outcome =
    config.database === null
      ? await registerBy()
      : await withDatabase(config, ({ database: { primary: pool, leases } }) => {
          const { signal } = new AbortController();
          const release = config.version;
          return registerBy(makeRegistrar({ pool, leases, release, signal, isForced: true }));
        });
  const where = guildId === null ? 'everywhere' : `in the server ${guildId}`;
  print(
    outcome === 'registered'
      ? `The commands are registered ${where}.\n`
      : `The commands ${where} are as they should be; nothing had to change.\n`,
  );
}
