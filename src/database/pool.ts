/**
 * Connections with one server or pooler: few of them, and none waits for ever. Nothing here keeps
 * anything in a session (no names of statements, no settings but of one transaction), so that a
 * pooler may give every transaction another connection.
 */
import pg from 'pg';
import { within } from '../supervision/deadline.ts';
import { withLibpqModes } from './address.ts';
import { type Asked, ask, type StatementCost } from './ask.ts';
import { BinaryClient, cutConnection } from './binary-client.ts';
import { asDatabaseRefusal, DeadlineError, databaseAway, isAway } from './errors.ts';

/** A question needs four statements, and whoever asks is told within ten seconds. */
const CONNECT_MS = 3_000;
const STATEMENT_MS = 4_000;
/** Enough for two cores; a server has a hundred for everybody. */
const CONNECTIONS = 8;
const IDLE_MS = 30_000;
/** So that a server that came back gets its share. */
const LIFETIME_S = 30 * 60;
const KEEP_ALIVE_MS = 10_000;
const CLOSE_MS = 1_000;
/** Between two statements of a transaction: a process that is stopped meanwhile holds its locks so long. */
const IDLE_IN_TRANSACTION_MS = 10_000;
const LOCK_MS = 3_000;
/** The server ends a statement of a transaction itself, should our word to cancel not arrive. */
const SERVER_GRACE_MS = 500;
/** How connections are made. */
export interface PoolOptions {
  /** As `databaseUrl` of the configuration; it holds a password. */
  readonly url: string;
  /** What the server's administrator sees. */
  readonly applicationName: string;
  readonly connections?: number;
  /** Milliseconds that a connection is waited for, a free one or a new one. */
  readonly connectMs?: number;
  /** Milliseconds that a statement has. */
  readonly statementMs?: number;
  /** Whether `COPY` is spoken here: then statements go to the server one after another. */
  readonly isForCopies?: boolean;
  /** Told of every statement that succeeded. */
  readonly onStatement?: (cost: StatementCost) => void;
  /** Told when the database was away, with what says so. */
  readonly onAway?: (cause: unknown) => void;
}

/** How many connections there are. */
export interface PoolFigures {
  readonly inUse: number;
  readonly idle: number;
  /** Who waits for one. */
  readonly waiting: number;
}

/** How a statement is bounded. */
export interface StatementOptions {
  /** Milliseconds. */
  readonly withinMs?: number;
}

/** What may be done with a connection for as long as it is lent. */
export interface Connection {
  /**
   * One statement, its values by `$1`. Rows as `types.ts` reads them. Several that are asked for at
   * once go to the server together and cost one round trip.
   * @throws Refusal `databaseAway`; an error with an SQLSTATE as `code` of anything else.
   */
  query<Row>(
    text: string,
    values?: readonly unknown[],
    options?: StatementOptions,
  ): Promise<readonly Row[]>;
  /** Statements without values, parted by `;`, in one message. Gives the rows of the last one. */
  run<Row>(text: string, options?: StatementOptions): Promise<readonly Row[]>;
  /** For `COPY`; whoever uses it sees to deadlines. */
  readonly client: pg.PoolClient;
}

/** How a transaction is. */
export interface TransactionOptions {
  /** A snapshot for all of its statements. */
  readonly isSnapshot?: boolean;
  readonly isReadOnly?: boolean;
  /** Milliseconds that each of its statements has. */
  readonly statementMs?: number;
  /** Milliseconds that a lock is waited for. */
  readonly lockMs?: number;
  /** Milliseconds that may pass between two statements. */
  readonly idleMs?: number;
}

/** Lends connections. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #pool: pg.Pool;
  readonly #clients = new Set<pg.PoolClient>();
  readonly #lent = new Set<pg.PoolClient>();
  /** Milliseconds that a statement has, where nothing else is said. */
  readonly statementMs: number;
  readonly #connectMs: number;
  #isHeld = false;
  #closed: Promise<void> | null = null;

  constructor(options: PoolOptions) {
    const { url, applicationName, connections = CONNECTIONS, isForCopies = false } = options;
    this.#options = options;
    this.statementMs = options.statementMs ?? STATEMENT_MS;
    this.#connectMs = options.connectMs ?? CONNECT_MS;
    const connectionString = withLibpqModes(url);
    // Certificates are read here: what is wrong with them would be thrown at the first question.
    new BinaryClient({ connectionString });
    this.#pool = new pg.Pool({
      connectionString,
      application_name: applicationName,
      max: connections,
      connectionTimeoutMillis: this.#connectMs,
      idleTimeoutMillis: IDLE_MS,
      maxLifetimeSeconds: LIFETIME_S,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      pipeline: !isForCopies,
      Client: BinaryClient as unknown as new () => pg.ClientBase,
    });
    // A connection that nobody uses has broken: the pool has dropped it by itself.
    this.#pool.on('error', (error) => options.onAway?.(error));
    this.#pool.on('connect', (client) => {
      this.#clients.add(client as pg.PoolClient);
      // Of one that is lent, whoever asked hears it by the statement.
      client.on('error', () => {});
    });
    this.#pool.on('remove', (client) => this.#clients.delete(client as pg.PoolClient));
    this.#pool.on('acquire', (client) => this.#lent.add(client));
    this.#pool.on('release', (_error, client) => this.#lent.delete(client));
  }

  /** One statement on whichever connection is free: see `Connection.query`. */
  query<Row>(
    text: string,
    values: readonly unknown[] = [],
    options: StatementOptions = {},
  ): Promise<readonly Row[]> {
    return this.use((connection) => connection.query<Row>(text, values, options));
  }

  /**
   * Lends a connection while `work` runs; it is dropped where that fails.
   * @param isProbe whether it is tried although the database is known to be away.
   * @throws Refusal `databaseAway` where there is none, at once while it is known to be away.
   */
  async use<T>(
    work: (connection: Connection) => Promise<T>,
    { isProbe = false }: { readonly isProbe?: boolean } = {},
  ): Promise<T> {
    if (this.#closed !== null || (this.#isHeld && !isProbe)) throw databaseAway();
    const client = await this.#lend();
    let failure: unknown = null;
    try {
      return await work(this.#connection(client));
    } catch (error) {
      failure = error;
      const told = asDatabaseRefusal(error);
      if (told !== error) this.#options.onAway?.(error);
      throw told;
    } finally {
      // What failed may have left a transaction open, or an answer that is still to come.
      if (failure !== null) drop(client);
      else client.release();
    }
  }

  /**
   * Runs `work` in a transaction: committed where it gives something, rolled back where it throws.
   * Where the connection breaks at its end, nobody knows whether it was committed.
   * @throws as `use`.
   */
  transaction<T>(
    work: (connection: Connection) => Promise<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    return this.use(async (connection) => {
      await connection.run(beginningOf({ statementMs: this.statementMs, ...options }));
      try {
        const result = await work(connection);
        const { command } = await this.#ask(connection.client, {
          ...{ text: 'commit', values: null, withinMs: this.statementMs },
        });
        // A failed statement that `work` made nothing of.
        if (command !== 'COMMIT') throw new Error('the transaction had failed');
        return result;
      } catch (error) {
        await connection.run('rollback').catch(() => {});
        throw error;
      }
    });
  }

  /**
   * A snapshot to read in, at the price of one round trip with its first statements, and of none at its
   * end, for which nobody waits.
   * @param first statements without values, which are sent with what begins it; `work` gets the rows of
   *   the last one.
   * @throws as `use`.
   */
  async snapshot<First, T>(
    first: string,
    work: (connection: Connection, rows: readonly First[]) => Promise<T>,
    options: StatementOptions = {},
  ): Promise<T> {
    if (this.#closed !== null || this.#isHeld) throw databaseAway();
    const client = await this.#lend();
    const connection = this.#connection(client);
    const beginning = beginningOf({
      isSnapshot: true,
      isReadOnly: true,
      statementMs: options.withinMs ?? this.statementMs,
    });
    const end = (how: string): void => {
      connection.run(how).then(
        () => client.release(),
        () => drop(client),
      );
    };
    try {
      const rows = await connection.run<First>(`${beginning}; ${first}`, options);
      const result = await work(connection, rows);
      end('commit');
      return result;
    } catch (error) {
      const told = asDatabaseRefusal(error);
      if (isAway(error)) {
        drop(client);
        this.#options.onAway?.(error);
      } else end('rollback');
      throw told;
    }
  }

  /**
   * While the database is known to be away, nobody waits for it: all but probes are refused at once.
   * Connections that nobody uses go: whether they outlived it, each would be found out by a question.
   */
  hold(isHeld: boolean): void {
    if (isHeld && !this.#isHeld) {
      for (const client of this.#clients) if (!this.#lent.has(client)) cutConnection(client);
    }
    this.#isHeld = isHeld;
  }

  figures(): PoolFigures {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    return { inUse: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  }

  /** What runs is cut off after a second. Safe to call twice. */
  close(): Promise<void> {
    this.#closed ??= within(CLOSE_MS, this.#pool.end(), () => {
      for (const client of this.#clients) cutConnection(client);
    });
    return this.#closed;
  }

  async #lend(): Promise<pg.PoolClient> {
    const lent = this.#pool.connect();
    try {
      return await within(this.#connectMs + SERVER_GRACE_MS, lent, () => {
        lent.then((client) => client.release()).catch(() => {});
        throw new DeadlineError('no connection', this.#connectMs);
      });
    } catch (error) {
      this.#options.onAway?.(error);
      throw databaseAway(error);
    }
  }

  #connection(client: pg.PoolClient): Connection {
    const rowsOf = async <Row>(asked: Asked): Promise<readonly Row[]> =>
      (await this.#ask(client, asked)).rows as Row[];
    return {
      client,
      query: (text, values = [], { withinMs = this.statementMs } = {}) =>
        rowsOf({ text, values, withinMs }),
      run: (text, { withinMs = this.statementMs } = {}) => rowsOf({ text, values: null, withinMs }),
    };
  }

  #ask(client: pg.PoolClient, asked: Asked): Promise<pg.QueryResult> {
    return ask(client, asked, this.#options.onStatement);
  }
}

/** Ends a connection in order, and at once where the other side says nothing. */
function drop(client: pg.PoolClient): void {
  client.release(true);
  const timer = setTimeout(() => cutConnection(client), CLOSE_MS);
  timer.unref();
  client.once('end', () => clearTimeout(timer));
}

/** Begins, and bounds what the server does for it: in one message, all of it gone at the end. */
function beginningOf({
  isSnapshot = false,
  isReadOnly = false,
  statementMs = STATEMENT_MS,
  lockMs = LOCK_MS,
  idleMs = IDLE_IN_TRANSACTION_MS,
}: TransactionOptions): string {
  const level = isSnapshot ? 'repeatable read' : 'read committed';
  return [
    `begin isolation level ${level}, read ${isReadOnly ? 'only' : 'write'}`,
    `set local statement_timeout = ${statementMs + SERVER_GRACE_MS}`,
    `set local lock_timeout = ${lockMs}`,
    `set local idle_in_transaction_session_timeout = ${idleMs}`,
  ].join('; ');
}
