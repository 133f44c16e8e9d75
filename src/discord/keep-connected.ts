/** Keeps the bot connected with Discord for as long as it takes, until it is closed or refused for good. */
import { type Client, GatewayCloseCodes } from 'discord.js';
import type { Logger } from 'pino';
import { sayIn } from '../languages/say.ts';
import { asStatement, isRefusal, Refusal, statement } from '../refusals.ts';
import type { PauseLimits } from '../supervision/pauses.ts';
import { Supervised } from '../supervision/supervised.ts';
import type { Ailment, PartState, Vitals } from '../supervision/vitals.ts';
import {
  connectionFailure,
  finalFailure,
  GatewayError,
  NoSessionStarts,
  ShardLost,
  withoutPassword,
} from './connection-failure.ts';
import { type Connection, type GatewayOptions, openConnection } from './gateway.ts';
import type { ShardGuard } from './guarded-shards.ts';
import { staysRefused, TokenKeepingRest } from './rest.ts';

/** A connection that held so long was a good one. */
const SOUND_AFTER_MS = 60_000;
/** Sign-ins are counted by the day (events/gateway.mdx, "Session Start Limit"). */
const DAY_MS = 86_400_000;

/** What is kept connected, and how. */
export interface KeepOptions
  extends Omit<GatewayOptions, 'makeClient' | 'onReconnecting' | 'onResumed'> {
  readonly apiUrl?: string;
  readonly vitals: Vitals;
  readonly logger: Logger;
  /** Makes a client whose requests go through `rest`. */
  readonly makeClient: (rest: TokenKeepingRest, guard: ShardGuard) => Client;
  /** Told that Discord wants the bot split further; true where another try will do that. */
  readonly splitsFurther: () => boolean;
  /** Between tries of a token that Discord took before. */
  readonly refusedPauses: PauseLimits;
  /** Milliseconds after which the log says again that there is no connection. */
  readonly sayEveryMs: number;
}

/** A connection that comes back. */
export interface KeptConnection {
  /** The client, as soon as there is one that has been greeted. Rejects once there never will be. */
  get(): Promise<Client<true>>;
  /** Whether it is connected now; who stands by for another process is well, and is not. */
  isConnected(): boolean;
  /** Resolves with why Discord lets the bot in no more; never where it is closed before. */
  readonly ended: Promise<Refusal>;
  /** Ends it for a reason that `ended` tells. */
  end(refusal: Refusal): void;
  /** Leaves, at once also where it is about to try again. Safe to call twice. */
  close(): Promise<void>;
}

/** Begins to connect. */
export function keepConnected(options: KeepOptions): KeptConnection {
  const { token, apiUrl, vitals, logger, makeClient, refusedPauses, sayEveryMs } = options;
  const { timing, splitsFurther } = options;
  const stop = new AbortController();
  const { signal } = stop;
  let wasConnected = false;
  let isDoubting = false;

  let resolveEnded: (refusal: Refusal) => void = () => {};
  const ended = new Promise<Refusal>((resolve) => {
    resolveEnded = resolve;
  });
  function end(refusal: Refusal): void {
    if (signal.aborted) return;
    resolveEnded(refusal);
    void close().then(() => vitals.ill('gateway', asStatement(refusal)));
  }

  /** Whatever it is: what nobody foresaw is a Discord that cannot be reached, and tried again. */
  function ailmentOf(cause: unknown): Ailment {
    const failure = connectionFailure(cause, options);
    if (isRefusal(failure)) return asStatement(failure);
    if (apiUrl === undefined) return statement('discordUnreachable');
    return statement('discordUnreachableAt', { url: withoutPassword(apiUrl) });
  }

  /** A token that Discord took is refused now: for good only where that stays so. */
  async function doubtToken(rest: TokenKeepingRest): Promise<void> {
    if (!wasConnected || isDoubting) return;
    isDoubting = true;
    if (await staysRefused(rest, refusedPauses, signal)) end(new Refusal('tokenRefused'));
    isDoubting = false;
  }

  function start(): Connection {
    const rest = new TokenKeepingRest(apiUrl).setToken(token);
    rest.onRefused = () => void doubtToken(rest);
    const connection = openConnection({
      ...options,
      makeClient: (guard) => makeClient(rest, guard),
      onReconnecting() {
        vitals.restarted('gateway');
        // Discord asks for it every few hours: there need be nothing amiss.
        vitals.ill('gateway', null);
      },
      onResumed: () => vitals.well('gateway'),
    });
    connection.ready.then(
      () => {
        wasConnected = true;
      },
      () => {},
    );
    void connection.exited.then((cause) => {
      const refusal = finalFailure(cause, options, wasConnected);
      if (refusal !== null && !isFurtherSplit(cause)) return end(refusal);
      if (!(cause instanceof Error)) return;
      logger.debug({ error: cause.name, message: cause.message }, 'the connection failed');
    });
    return connection;
  }

  function isFurtherSplit(cause: unknown): boolean {
    const isWanted =
      cause instanceof GatewayError && cause.closeCode === GatewayCloseCodes.ShardingRequired;
    return isWanted && splitsFurther();
  }

  const supervised = new Supervised<Connection>({
    part: 'gateway',
    vitals,
    start,
    pauses: timing.pauses,
    pauseAfter,
    soundAfterMs: SOUND_AFTER_MS,
    ailmentOf,
    // Another process answers, or this one will again: it is asked for anew at once.
    isHarmless: (cause) => cause instanceof ShardLost,
    isFinal: (cause) =>
      finalFailure(cause, options, wasConnected) !== null && !isFurtherSplit(cause),
  });
  const isConnected = (): boolean =>
    supervised.current !== null && vitals.state('gateway').state === 'well';
  const stopSaying = sayHowItIs({ vitals, logger, isConnected }, sayEveryMs);
  async function close(): Promise<void> {
    stop.abort();
    stopSaying();
    await supervised.close();
  }
  return { get: async () => (await supervised.get()).ready, isConnected, ended, end, close };
}

/** Until Discord lets the bot sign in again, where it says when. */
function pauseAfter(cause: unknown): number | null {
  const resetAfterMs = cause instanceof NoSessionStarts ? cause.resetAfterMs : 0;
  return resetAfterMs > 0 ? Math.min(resetAfterMs, DAY_MS) : null;
}

/** Tells the log when the connection is lost and found, and now and then that there still is none. */
function sayHowItIs(
  {
    vitals,
    logger,
    isConnected,
  }: Pick<KeepOptions, 'vitals' | 'logger'> & Pick<KeptConnection, 'isConnected'>,
  everyMs: number,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let wasAway = false;
  const sayAway = (): void => {
    const { ailment, since } = vitals.state('gateway');
    const why = ailment === null ? null : sayIn('en').tell(ailment);
    const forSeconds = Math.round((Date.now() - since) / 1_000);
    logger.warn({ why, forSeconds }, 'not connected with Discord: trying again');
  };
  const onChange = ({ part, state }: PartState): void => {
    if (part !== 'gateway') return;
    clearInterval(timer);
    // The first time is said by whoever started it.
    if (state === 'well') {
      if (isConnected()) logger[wasAway ? 'info' : 'debug']('connected with Discord');
    } else {
      wasAway = true;
      sayAway();
      timer = setInterval(sayAway, everyMs);
      timer.unref();
    }
  };
  const unsubscribe = vitals.onChange(onChange);
  return () => {
    clearInterval(timer);
    unsubscribe();
  };
}
