/** Knows who may change the articles: whoever owns the bot, and the servers that they have named. */
import { type REST, Routes, TeamMemberMembershipState, TeamMemberRole } from 'discord.js';
import type { Logger } from 'pino';
import { type Notice, statement } from '../refusals.ts';

/** Teams change seldom; somebody who left one should not keep the right for a day. */
const READ_EVERY_MS = 10 * 60_000;
/** After a failure, sooner. */
const AGAIN_AFTER_MS = 60_000;
/** For how long what was read once is good while Discord does not answer; then only servers count. */
const GOOD_FOR_MS = 60 * 60_000;

/** Who may change the articles, beside what Discord says of somebody's permissions in a server. */
export interface Managers {
  /** Servers whose members with Manage Server may. */
  readonly guildIds: ReadonlySet<string>;
  /** Whether a person owns the application, or is in its team and may change things there. */
  isOwner(userId: string): boolean;
}

/** Managers that are kept up to date. */
export interface KeptManagers extends Managers {
  /** Reads who owns the bot, now and from now on now and then; never rejects. */
  keep(): Promise<void>;
  close(): void;
}

/** What is asked of, and told to. */
export interface ManagersOptions {
  readonly rest: Pick<REST, 'get'>;
  readonly guildIds: Iterable<string>;
  readonly logger: Logger;
  /** Told once who may change the articles, and when that could not be read. */
  readonly notice?: (notice: Notice) => void;
}

/** What `GET /applications/@me` says of who owns an application and where it is. */
interface Ownership {
  readonly ownerIds: ReadonlySet<string>;
  /** Servers that it was added to, about; 0 where that is not told. */
  readonly guilds: number;
}

const ACTIVE_ROLES: ReadonlySet<unknown> = new Set([
  TeamMemberRole.Admin,
  TeamMemberRole.Developer,
]);

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/**
 * Who owns an application, as Discord describes it; nobody who is not said to. The owner of a team's
 * application is an account that stands for the team; a team's own owner has no role in it.
 */
export function ownershipOf(application: unknown): Ownership {
  const said = isJson(application) ? application : {};
  const guilds = Number(said.approximate_guild_count) || 0;
  const ids = new Set<string>();
  const { team, owner } = said;
  if (isJson(team)) {
    if (typeof team.owner_user_id === 'string') ids.add(team.owner_user_id);
    for (const member of Array.isArray(team.members) ? team.members.filter(isJson) : []) {
      const { user, role, membership_state: state } = member;
      const isActive = state === TeamMemberMembershipState.Accepted && ACTIVE_ROLES.has(role);
      if (isActive && isJson(user) && typeof user.id === 'string') ids.add(user.id);
    }
  } else if (isJson(owner) && typeof owner.id === 'string') ids.add(owner.id);
  return { ownerIds: ids, guilds };
}

/** Who may change the articles, for whoever runs the bot. */
function noticeOf(guildIds: ReadonlySet<string>, guilds: number): Notice {
  if (guildIds.size > 0) return statement('managersOf', { servers: [...guildIds] });
  return statement(guilds > 0 ? 'managersOwnerOnly' : 'managersOwner');
}

/** Managers of the bot that `rest` speaks for; until `keep` has read them, only the servers'. */
export function makeManagers(options: ManagersOptions): KeptManagers {
  const { rest, logger, notice = () => {} } = options;
  const guildIds = new Set(options.guildIds);
  let ownerIds: ReadonlySet<string> = new Set();
  let readAt = Number.NEGATIVE_INFINITY;
  let isTold = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  const read = async (): Promise<boolean> => {
    try {
      const found = ownershipOf(await rest.get(Routes.currentApplication()));
      ownerIds = found.ownerIds;
      readAt = performance.now();
      if (!isTold && !isClosed) notice(noticeOf(guildIds, found.guilds));
      isTold = true;
      return true;
    } catch (error) {
      const { name } = error as Error;
      logger.warn({ error: name }, 'who owns the bot could not be read');
      return false;
    }
  };
  const keep = async (): Promise<void> => {
    clearTimeout(timer);
    const isRead = await read();
    if (isClosed) return;
    timer = setTimeout(() => void keep(), isRead ? READ_EVERY_MS : AGAIN_AFTER_MS);
    timer.unref();
  };
  return {
    guildIds,
    isOwner: (userId) => performance.now() - readAt < GOOD_FOR_MS && ownerIds.has(userId),
    keep,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
