/** Finds the handler for a method and a path; routes are written as in Discord's OpenAPI file. */
import { failure } from '../api-error.ts';
import type { IncomingFile } from '../files.ts';
import type { JsonObject } from '../rules/problems.ts';
import type { World } from '../world.ts';

/** What a handler is given. */
export interface RestRequest {
  readonly world: World;
  /** The path's variables, by the name they have in the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON as it was sent. */
  readonly json: unknown;
  /** The same, or an empty object where it is none. */
  readonly body: JsonObject;
  readonly files: readonly IncomingFile[];
}

/** What a handler answers; without a body the status is 204. */
export interface RestAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** One route of the API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Such as `/channels/{channel_id}/messages`. */
  readonly path: string;
  /** Whether it needs the bot's token; interaction tokens are in the path and need none. */
  readonly authorized: boolean;
  readonly handle: (request: RestRequest) => RestAnswer;
}

/** A route that was found, with the variables of the path. */
export interface RouteMatch {
  readonly route: Route;
  readonly params: Record<string, string>;
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) {
      if (value === '') return null;
      params[part.slice(1, -1)] = value;
    } else if (part !== value) return null;
  }
  return params;
}

/**
 * Finds the route for a request. Earlier routes win, so fixed parts go before variables.
 * @param path percent-decoded, without the `/api/v10` in front.
 * @throws ApiError 404, or 405 where only the method is wrong.
 */
export function findRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  let known = false;
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (params === null) continue;
    if (route.method === method) return { route, params };
    known = true;
  }
  throw known ? failure.wrongMethod() : failure.noSuchRoute();
}

/** 200 with a body. */
export const ok = (body: unknown): RestAnswer => ({ status: 200, body });
/** 204 without one. */
export const done: RestAnswer = { status: 204 };
