/** The REST side: takes a request, finds its route, answers as Discord does, and records both. */
import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { matchedRoutes } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { tryDecodeURIComponent } from 'hono/utils/url';
import { isOwnRequest } from '../../guard.ts';
import { ApiError, failure } from '../api-error.ts';
import type { World } from '../world.ts';
import { attachmentRoutes } from './attachments.ts';
import { commandRoutes } from './command-routes.ts';
import { interactionRoutes } from './interaction-routes.ts';
import { lookupRoutes } from './lookup-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { type RestContext, type RestEnv, withoutBody } from './request.ts';

const PREFIX = '/api';
/** In front of every route; the version may be left out. */
const VERSIONED = /^\/api(?:\/v\d+)?(?=\/)/;

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

/** The path as routes are written: decoded, because discord.js writes `@original` as `%40original`. */
function routingPath(request: Request): string {
  return tryDecodeURIComponent(new URL(request.url).pathname).replace(VERSIONED, PREFIX);
}

/** Middleware is registered for all methods, a route for one; the first that fits answers. */
function routeOf(c: RestContext): string | null {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  if (route === undefined) return null;
  return withoutPrefix(route.path).replace(/:(\w+)/g, '{$1}');
}

function withoutPrefix(path: string): string {
  return path.startsWith(`${PREFIX}/`) ? path.slice(PREFIX.length) : path;
}

/**
 * Makes the application: the API below `/api`, uploaded files below `/attachments`.
 * @param host the host that the server listens on: a browser's requests for another are refused.
 * @param onRequest told of every request to the API with its answer, before that leaves; it gets a
 *   copy of the answer, so that it can't change it.
 * @param onError told of bugs in the stand-in, which the bot sees as HTTP 500.
 */
export function createRestApp(
  world: World,
  host: string,
  onRequest: (request: RecordedRequest) => void,
  onError: (error: unknown) => void,
): Hono<RestEnv> {
  const app = new Hono<RestEnv>({ getPath: routingPath });
  app.use(async (c, next) => {
    if (!isOwnRequest(c.req.header(), host)) throw failure.foreign();
    await next();
  });
  app.route('/attachments', attachmentRoutes(world));
  app.use(async (c, next) => {
    const at = world.clock.now();
    await next();
    const { res: answer, req, var: given } = c;
    onRequest({
      method: req.method,
      route: routeOf(c),
      path: withoutPrefix(req.path),
      query: req.query(),
      body: given.json,
      files: (given.files ?? []).map(({ filename, data }) => ({ filename, size: data.byteLength })),
      status: answer.status,
      response: answer.status === 204 ? undefined : await answer.clone().json(),
      at,
    });
  });
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed() {
        throw failure.wrongMethod();
      },
    }),
  );
  app.use(withoutBody, async (c, next) => {
    c.set('world', world);
    await next();
  });
  for (const routes of [lookupRoutes, commandRoutes, interactionRoutes, messageRoutes])
    app.route(PREFIX, routes);
  app.notFound((c) => c.json(failure.noSuchRoute().body(), 404));
  app.onError((error, c) => {
    const refused = error instanceof ApiError ? error : failure.internal();
    if (refused !== error) onError(error);
    return c.json(refused.body(), refused.status as ContentfulStatusCode);
  });
  return app;
}
