/** One statement by one connection, with a deadline that holds whatever the server does. */
import { connect } from 'node:net';
import type pg from 'pg';
import { within } from '../supervision/deadline.ts';
import { bytesRead, cutConnection } from './binary-client.ts';
import { DeadlineError } from './errors.ts';

/** https://www.postgresql.org/docs/15/protocol-message-formats.html */
const CANCEL_REQUEST = 80_877_102;
const CANCEL_MS = 1_000;

/** What a statement cost, for whoever counts. */
export interface StatementCost {
  readonly text: string;
  readonly rows: number;
  readonly ms: number;
  /** That came by the connection. */
  readonly bytes: number;
}

/** A statement. */
export interface Asked {
  readonly text: string;
  /** Null where it has none; then it may be several, and the last one's result is given. */
  readonly values: readonly unknown[] | null;
  /** Milliseconds. */
  readonly withinMs: number;
}

/** @throws DeadlineError, with the connection cut off; what pg throws. */
export async function ask(
  client: pg.PoolClient,
  { text, values, withinMs }: Asked,
  onStatement?: (cost: StatementCost) => void,
): Promise<pg.QueryResult> {
  const began = performance.now();
  const bytesBefore = bytesRead(client);
  // Without values it goes as text, and its results come as text: see `types.ts`.
  const asked: Promise<pg.QueryResult | pg.QueryResult[]> =
    values === null
      ? client.query(text)
      : client.query({ text, values: [...values], queryMode: 'extended' } as pg.QueryConfig);
  const answer = await within(withinMs, asked, () => {
    cancel(client);
    cutConnection(client);
    throw new DeadlineError('no answer', withinMs);
  });
  const result = Array.isArray(answer) ? (answer.at(-1) as pg.QueryResult) : answer;
  onStatement?.({
    text,
    rows: result.rows.length,
    ms: performance.now() - began,
    bytes: bytesRead(client) - bytesBefore,
  });
  return result;
}

/** What pg knows of a connection and its types do not tell. */
interface CancelKey {
  readonly host: string;
  readonly port: number;
  readonly processID: number | null;
  readonly secretKey: number | null;
}

/** Asks the server to stop computing for a connection that is given up; it may as well not hear it. */
function cancel(client: pg.PoolClient): void {
  const { host, port, processID, secretKey } = client as unknown as CancelKey;
  if (processID === null || secretKey === null) return;
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  const request = Buffer.alloc(16);
  request.writeInt32BE(request.length, 0);
  request.writeInt32BE(CANCEL_REQUEST, 4);
  request.writeInt32BE(processID, 8);
  request.writeInt32BE(secretKey, 12);
  socket.on('error', () => {});
  socket.setTimeout(CANCEL_MS, () => socket.destroy());
  socket.end(request);
}
