/** Stands between the bot and the stand-in for Discord and spoils answers, as Discord sometimes does. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bot asks of Discord. */
export interface ProxiedRequest {
  readonly method: string;
  /** With `/api/v10` in front. */
  readonly path: string;
}

/** An answer in place of Discord's. */
export interface Spoilt {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** No answer at all: the connection is cut, or nothing ever comes. */
export type Broken = 'reset' | 'silence';

export interface FaultProxy {
  /** In place of the stand-in's. */
  readonly apiUrl: string;
  /** Given each request and a function that passes it on; null leaves the answer as it is. */
  spoil: (request: ProxiedRequest, pass: () => Promise<Spoilt>) => Promise<Spoilt | Broken | null>;
  close(): Promise<void>;
}

/**
 * Starts a proxy before the REST root `apiUrl`; the gateway is reached directly.
 * @param port any free one by default.
 */
export async function startFaultProxy(apiUrl: string, port = 0): Promise<FaultProxy> {
  const proxy = { spoil: async () => null } as Pick<FaultProxy, 'spoil'>;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = 'GET', url = '/', headers } = request;
    let passed: Spoilt | null = null;
    const pass = async () => {
      passed ??= await forward(apiUrl, method, url, headers, Buffer.concat(chunks));
      return passed;
    };
    const spoilt = async () => (await proxy.spoil({ method, path: url }, pass)) ?? (await pass());
    // What is cut off behind the proxy is cut off before it: a keep-alive that ended, a stand-in.
    const answer = await spoilt().catch((): Broken => 'reset');
    if (answer === 'silence') return;
    if (answer === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    for (const [name, value] of Object.entries(answer.headers ?? {})) {
      response.setHeader(name, value);
    }
    const json = answer.body === undefined ? null : JSON.stringify(answer.body);
    if (json !== null) response.setHeader('content-type', 'application/json');
    response.writeHead(answer.status).end(json);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return Object.assign(proxy, {
    apiUrl: `http://127.0.0.1:${address.port}/api`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function forward(
  apiUrl: string,
  method: string,
  url: string,
  headers: NodeJS.Dict<string | string[]>,
  body: Buffer,
): Promise<Spoilt> {
  const kept = ['authorization', 'content-type', 'user-agent'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  const response = await fetch(new URL(url, apiUrl), {
    method,
    headers: kept,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}
