/** The REST side: takes a request, finds its route, answers as Discord does, and records both. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError, failure } from '../api-error.ts';
import type { Feed } from '../feed.ts';
import { isObject } from '../rules/problems.ts';
import type { World } from '../world.ts';
import { type Body, readBody } from './body.ts';
import { commandRoutes } from './command-routes.ts';
import { sendFile } from './download.ts';
import { interactionRoutes } from './interaction-routes.ts';
import { lookupRoutes } from './lookup-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { findRoute, type RestAnswer } from './router.ts';

const ROUTES = [...lookupRoutes, ...commandRoutes, ...interactionRoutes, ...messageRoutes];
/** In front of every route; the version may be left out. */
const PREFIX = /^\/api(?:\/v\d+)?(?=\/)/;

/** One request of the bot's and what came back. */
export interface RecordedRequest {
  readonly method: string;
  /** The route as the OpenAPI file names it, such as `/channels/{channel_id}/messages`; null if unknown. */
  readonly route: string | null;
  /** Percent-decoded, without the `/api/v10` in front. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The parsed JSON body, undefined without one. */
  readonly body: unknown;
  readonly files: readonly { readonly filename: string; readonly size: number }[];
  readonly status: number;
  readonly response: unknown;
  /** Milliseconds since the Unix epoch, by the stand-in's clock. */
  readonly at: number;
}

function send(response: ServerResponse, { status, body }: RestAnswer): void {
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Percent-decodes a path; a broken escape is no route. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path.replace(PREFIX, ''));
  } catch {
    throw failure.noSuchRoute();
  }
}

async function answer(
  world: World,
  request: IncomingMessage,
  url: URL,
  seen: Partial<RecordedRequest> & { body?: unknown },
) {
  const record = seen as { -readonly [K in keyof RecordedRequest]?: RecordedRequest[K] };
  const body: Body = await readBody(request);
  record.body = body.json;
  record.files = body.files.map(({ filename, data }) => ({ filename, size: data.byteLength }));
  record.path = decodePath(url.pathname);
  if (!PREFIX.test(url.pathname)) throw failure.noSuchRoute();
  const { route, params } = findRoute(ROUTES, record.method ?? '', record.path);
  record.route = route.path;
  if (route.authorized && request.headers.authorization !== `Bot ${world.token}`)
    throw failure.unauthorized();
  const json = isObject(body.json) ? body.json : {};
  const { files } = body;
  return route.handle({
    world,
    params,
    query: url.searchParams,
    json: body.json,
    body: json,
    files,
  });
}

/**
 * Makes the HTTP server of the API and of uploaded files. It does not listen yet.
 * @param onError told of bugs in the stand-in, which the bot sees as HTTP 500.
 */
export function createRestServer(
  world: World,
  requests: Feed<RecordedRequest>,
  onError: (error: unknown) => void,
): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    if (url.pathname.startsWith('/attachments/')) {
      sendFile(world, url, response);
      return;
    }
    const seen = {
      method: request.method ?? 'GET',
      route: null,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: undefined as unknown,
      files: [],
      at: world.now(),
    };
    void answer(world, request, url, seen)
      .catch((error: unknown): RestAnswer => {
        const refused = error instanceof ApiError ? error : failure.internal();
        if (refused !== error) onError(error);
        return { status: refused.status, body: refused.body() };
      })
      .then((result) => {
        // The answer leaves first: a listener must not be able to delay or to change it.
        send(response, result);
        const reply = structuredClone(result.body);
        requests.publish({ ...seen, status: result.status, response: reply });
      });
  });
}
