/** The real bot over many communities, on the stand-in with its two servers. */
import { onTestFinished } from 'vitest';
import { buttons, communityCommands } from '../../commands/index.ts';
import { type BotOptions, startBot } from '../../src/discord/client.ts';
import { makeLogger } from '../../src/log.ts';
import { GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { expectGoodRequests } from './bot.ts';
import { createClock } from './clock.ts';
import { type CommunityFolders, openTestCommunities } from './communities.ts';

/**
 * Opens both, and waits until all is read; they are closed when the test is over, and whatever was sent is checked then.
 * @param env settings, such as `COLLECTIONS`.
 */
export async function startCommunityBot(
  folders: CommunityFolders,
  env: Readonly<Record<string, string>> = {},
  more: Partial<BotOptions> = {},
) {
  const opened = await openTestCommunities(folders, env);
  const { all } = opened.opened.registry;
  for (const { id } of [opened.collections.default, ...all()]) {
    await (await opened.see(id)).library.whenReady();
  }
  const errors: unknown[] = [];
  const standIn = await startStandIn({
    clock: createClock(),
    onError: (error) => void errors.push(error),
  });
  const log: string[] = [];
  const bot = await startBot({
    ...{ token: standIn.token, apiUrl: standIn.apiUrl, buttons, commands: communityCommands },
    communities: opened.communities,
    settings: opened.settings,
    logger: makeLogger('trace', { write: (line) => void log.push(line) }),
    managerGuildIds: [GUILD_ID],
    ...more,
  });
  onTestFinished(async () => {
    await bot.close();
    await standIn.close();
    if (errors.length > 0) throw new Error('the stand-in failed', { cause: errors });
    expectGoodRequests(standIn);
  });
  return {
    ...{ ...opened, standIn, log },
    /** Of the first server, of both. */
    mira: standIn.as(PEOPLE.member),
    /** Moderates the first server, and is a member of the second. */
    sam: standIn.as(PEOPLE.moderator),
    /** Moderates the second server. */
    noor: standIn.as(PEOPLE.otherModerator),
  };
}
