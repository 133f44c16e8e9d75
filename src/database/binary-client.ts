/**
 * A connection whose results are binary. pg asks for them where it is told to, and then reads every
 * field as UTF-8, which no `bytea` survives (pg-protocol 1.x, `parseDataRowMessage`): here fields stay
 * bytes, and `types.ts` reads them.
 */
import type { Socket } from 'node:net';
import pg from 'pg';
import { Parser } from 'pg-protocol/dist/parser.js';
import { decoderOf } from './types.ts';

/** A row of a result, in the protocol: https://www.postgresql.org/docs/15/protocol-message-formats.html */
const DATA_ROW = 0x44;
const NULL_LENGTH = -1;

/** What pg keeps private, and is needed here. */
interface Internals {
  readonly connection: {
    stream: Socket;
    attachListeners(stream: Socket): void;
    emit(event: string, message: unknown): boolean;
  };
}
interface ParserInternals {
  handlePacket(offset: number, code: number, length: number, bytes: Buffer): unknown;
}

/** Rows of bytes. */
class RowParser extends Parser {
  constructor() {
    super();
    const self = this as unknown as ParserInternals;
    const handlePacket = self.handlePacket.bind(this);
    self.handlePacket = (offset, code, length, bytes) =>
      code === DATA_ROW
        ? dataRow(offset, length, bytes)
        : handlePacket(offset, code, length, bytes);
  }
}

function dataRow(offset: number, length: number, bytes: Buffer): unknown {
  const count = bytes.readInt16BE(offset);
  // One copy: what it came in is written over by what comes next.
  const row = Buffer.from(bytes.subarray(offset + 2, offset + length - 4));
  const fields: (Buffer | null)[] = [];
  for (let i = 0, at = 0; i < count; i++) {
    const size = row.readInt32BE(at);
    at += 4;
    fields.push(size === NULL_LENGTH ? null : row.subarray(at, at + size));
    if (size > 0) at += size;
  }
  return { name: 'dataRow', length, fieldCount: count, fields };
}

/** A client of pg, as `pg.Pool` takes it for `Client`. */
export class BinaryClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({
      ...config,
      binary: true,
      types: { getTypeParser: decoderOf },
    } as unknown as pg.ClientConfig);
    const { connection } = this as unknown as Internals;
    connection.attachListeners = (stream) => {
      const parser = new RowParser();
      stream.on('data', (bytes: Buffer) =>
        parser.parse(bytes, (message) =>
          connection.emit(message.name === 'error' ? 'errorMessage' : message.name, message),
        ),
      );
    };
  }
}

/** Ends the connection at once, whatever the other side does or does not. */
export function cutConnection(client: pg.ClientBase): void {
  (client as unknown as Internals).connection.stream.destroy();
}

/** Bytes that came by the connection. */
export function bytesRead(client: pg.ClientBase): number {
  return (client as unknown as Internals).connection.stream.bytesRead;
}
