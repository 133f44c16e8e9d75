/** Serves the playground's page, live: what a person does goes in, what they see comes out. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FootnoteError } from '../errors.ts';
import { rememberQuestions } from './asked.ts';
import { isOwnRequest, PAGE_HEADERS } from './guard.ts';
import type { Insight } from './insight.ts';
import { answerInsight } from './insight-routes.ts';
import { perform } from './page-actions.ts';
import { builtPageFolder, readPageFiles } from './page-files.ts';
import { takeSnapshot } from './snapshot.ts';
import { sendFile } from './stand-in/rest/download.ts';
import { CHANNELS, PEOPLE } from './stand-in/seed.ts';
import type { StandIn } from './stand-in/stand-in.ts';

/** An attachment of 10 MiB in base64, and room for the rest. */
const MAX_BODY_BYTES = 15 * 1024 * 1024;
/** Milliseconds between signs of life, so that a dead connection is noticed. */
const KEEP_ALIVE = 15_000;
/** Open pages at once; beyond that the server says so instead of slowing down. */
const MAX_STREAMS = 50;
/** Bytes that wait for a page which has stopped reading; beyond that it has to connect anew. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/** How a playground is started. */
export interface PlaygroundOptions {
  readonly standIn: StandIn;
  /** For the side panel and the welcome; the page does without them where it is left out. */
  readonly insight?: Insight;
  /** `127.0.0.1` keeps it on this machine. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Folder of the page's compiled scripts; where `npm run build` puts them by default. */
  readonly scripts?: string;
}

/** A running playground. */
export interface Playground {
  readonly url: string;
  /** Ends every page's connection. Safe to call twice. */
  close(): Promise<void>;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    ...PAGE_HEADERS,
    'content-type': 'application/json; charset=utf-8',
  });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { message });
}

function statusOf(error: unknown): number {
  if (!(error instanceof FootnoteError)) return 500;
  return error.code === 'not-found' ? 404 : 400;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).byteLength;
    if (size > MAX_BODY_BYTES) throw new FootnoteError('bad-request', 'This file is too large.');
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new FootnoteError('bad-request', 'This request is malformed.', { cause });
  }
}

/** Server-sent events: a snapshot first, then everything the person sees happen. */
function stream(standIn: StandIn, url: URL, response: ServerResponse): void {
  const userId = url.searchParams.get('as') ?? PEOPLE.member;
  const channelId = url.searchParams.get('channel') ?? CHANNELS.general;
  const send = (event: unknown) => {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
    if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
  };
  const snapshot = takeSnapshot(standIn, userId, channelId);
  response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'text/event-stream' });
  send(snapshot);
  const unwatch = standIn.watch(userId, (event) => {
    // The list of commands depends on who and where, so it is sent anew.
    if (event.type !== 'commands-change') send(event);
    else send({ ...event, commands: takeSnapshot(standIn, userId, channelId).commands });
  });
  const alive = setInterval(() => response.write(': here\n\n'), KEEP_ALIVE);
  response.on('close', () => {
    clearInterval(alive);
    unwatch();
  });
}

/**
 * Starts the page's server.
 * @throws FootnoteError `bad-config` when the port is taken or the host is not this machine's.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { standIn, insight = null, host, port, scripts = builtPageFolder() } = options;
  const files = readPageFiles(scripts);
  const asked = rememberQuestions(standIn.world);
  let streams = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isOwnRequest(request, host))
      return refuse(response, 403, 'This page answers only to its own address.');
    const url = new URL(request.url ?? '/', 'http://playground');
    if (request.method === 'POST' && url.pathname === '/act') {
      // Only a page of ours can send this type without asking the browser first.
      if (request.headers['content-type'] !== 'application/json')
        return refuse(response, 415, 'This request is malformed.');
      const userId = url.searchParams.get('as') ?? '';
      return sendJson(response, 200, await perform(standIn, userId, await readJson(request)));
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'There is nothing to do here.');
    if (url.pathname === '/events') {
      if (streams >= MAX_STREAMS) return refuse(response, 503, 'Too many pages are open.');
      stream(standIn, url, response);
      streams++;
      response.on('close', () => {
        streams--;
      });
      return;
    }
    if (url.pathname.startsWith('/insight/'))
      return sendJson(response, 200, await answerInsight(insight, asked, url));
    if (url.pathname.startsWith('/attachments/')) return sendFile(standIn.world, url, response);
    const file = files.get(url.pathname);
    if (file === undefined) return refuse(response, 404, 'There is nothing here.');
    response.writeHead(200, { ...PAGE_HEADERS, 'content-type': file.contentType });
    response.end(request.method === 'HEAD' ? undefined : file.data);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const known = error instanceof FootnoteError;
      // A browser that went away in the middle needs no answer.
      if (response.headersSent || response.destroyed) response.destroy();
      else refuse(response, statusOf(error), known ? error.message : 'Something went wrong.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const words =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} on ${host} is in use: set PLAYGROUND_PORT to another one.`
          : `The playground can't listen on ${host}:${port}: check PLAYGROUND_HOST and PLAYGROUND_PORT.`;
      reject(new FootnoteError('bad-config', words, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const bound = server.address() as AddressInfo;
  const shown = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  let closing: Promise<void> | null = null;
  return {
    url: `http://${shown}:${bound.port}/`,
    close() {
      closing ??= new Promise((resolve) => {
        asked.close();
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}
