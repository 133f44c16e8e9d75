/** What every route of the REST API is given: the world, and the body with its files. */
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { every } from 'hono/combine';
import { failure } from '../api-error.ts';
import type { IncomingFile } from '../files.ts';
import { FILE_BYTES } from '../rules/limits.ts';
import { isObject, type JsonObject } from '../rules/problems.ts';
import type { World } from '../world.ts';

/** A message at its longest, in bytes of JSON: ten embeds, 40 components, every character escaped. */
const JSON_BYTES = 128 * 1024;
/** All commands of a bot at once, each of 8,000 characters and in several languages. */
const COMMANDS_BYTES = 1024 * 1024;
/**
 * All files of a request and its text. Discord takes ten files of this size; here a request is kept
 * in memory, and one file of full size is enough to try what is too large.
 */
const FORM_BYTES = FILE_BYTES + JSON_BYTES;

/** What a request carried. */
interface Body {
  /** The parsed JSON as it was sent, undefined when there was none. */
  readonly json: unknown;
  /** The same, or an empty object where it is none. */
  readonly body: JsonObject;
  readonly files: readonly IncomingFile[];
}

/** What Hono's context holds in the REST API. */
export interface RestEnv {
  Bindings: HttpBindings;
  Variables: Body & { readonly world: World };
}

/** One request, as a route's handler sees it. */
export type RestContext = Context<RestEnv>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failure.invalidJson();
  }
}

/** A form with files, as discord.js sends it: `payload_json`, and `files[n]` in the order of n. */
async function readForm(c: RestContext): Promise<Pick<Body, 'json' | 'files'>> {
  const form = await c.req.formData().catch(() => {
    throw failure.invalidJson();
  });
  let json: unknown = {};
  const files = new Map<number, IncomingFile>();
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      if (name === 'payload_json') json = parse(value);
      continue;
    }
    const position = Number(/^files\[(\d+)\]$/.exec(name)?.[1] ?? files.size);
    files.set(position, {
      filename: value.name,
      contentType: value.type || 'application/octet-stream',
      data: new Uint8Array(await value.arrayBuffer()),
    });
  }
  const inOrder = [...files].sort(([a], [b]) => a - b).map(([, file]) => file);
  return { json, files: inOrder };
}

const isForm = (c: RestContext): boolean =>
  c.req.header('content-type')?.startsWith('multipart/form-data') === true;

/** Refuses what is too large, with Discord's 40005. */
const limitTo = (maxSize: number): MiddlewareHandler<RestEnv> =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw failure.tooLarge();
    },
  });

const readBody: MiddlewareHandler<RestEnv> = async (c, next) => {
  if (isForm(c)) {
    const { json, files } = await readForm(c);
    c.set('json', json);
    c.set('files', files);
  } else {
    const text = await c.req.text();
    c.set('json', text === '' ? undefined : parse(text));
    c.set('files', []);
  }
  const { json } = c.var;
  c.set('body', isObject(json) ? json : {});
  await next();
};

/** No body at all, until a route has asked for it. */
export const withoutBody: MiddlewareHandler<RestEnv> = async (c, next) => {
  c.set('json', undefined);
  c.set('body', {});
  c.set('files', []);
  await next();
};

function bodyOf(jsonBytes: number): MiddlewareHandler<RestEnv> {
  const [limitText, limitForm] = [limitTo(jsonBytes), limitTo(FORM_BYTES)];
  return every((c, next) => (isForm(c) ? limitForm : limitText)(c, next), readBody);
}

/**
 * Reads a message's body into `json`, `body` and `files`. It stands behind whatever asks for a token:
 * nobody else's bytes are read.
 * @throws ApiError 40005 for what is too large, 50109 for broken JSON or a broken form.
 */
export const withBody = bodyOf(JSON_BYTES);

/** The same for commands, which are longer. */
export const withCommands = bodyOf(COMMANDS_BYTES);

/** Lets the bot in, by its token. Interactions need none: their own token is in the path. */
export const authorized: MiddlewareHandler<RestEnv> = async (c, next) => {
  if (c.req.header('authorization') !== `Bot ${c.var.world.token}`) throw failure.unauthorized();
  await next();
};
