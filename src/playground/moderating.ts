/** Who may act as the moderator: anybody on this machine; from elsewhere, whoever has the token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { PermissionFlagsBits as Permission } from 'discord.js';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { Refusal } from '../refusals.ts';
import { isLoopback } from './guard.ts';
import { permissionsIn } from './stand-in/permissions.ts';
import { randomToken, type World } from './stand-in/world.ts';

/** A token and what JSON puts around it. */
const MAX_BODY_BYTES = 1024;
/** Where the browser keeps the token: never in an address, so that neither logs nor Referer tell it. */
const COOKIE = 'footnote-playground';
/** What makes somebody a moderator. */
const MODERATING = Permission.ManageGuild | Permission.ManageMessages;

const Unlocking = z.object({ token: z.string() });

/** The one who decides. */
export interface Moderating {
  /** To be told to whoever starts the playground; null where nobody needs one. */
  readonly token: string | null;
  /** Whether the browser that sends a request may act as a person. */
  mayActAs(c: Context, userId: string): boolean;
  /** `POST /` with the token in its body: the browser may from then on. */
  readonly routes: Hono;
}

function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

function moderates(world: World, userId: string): boolean {
  const channels = [...world.channels.values()];
  return channels.some((channel) => (permissionsIn(world, userId, channel) & MODERATING) !== 0n);
}

/** @param host the host that the page's server listens on. */
export function moderatingOf(world: World, host: string): Moderating {
  const token = isLoopback(host) ? null : randomToken();
  const routes = new Hono();
  const onError = () => {
    throw new Refusal('malformedRequest');
  };
  routes.post('/', bodyLimit({ maxSize: MAX_BODY_BYTES, onError }), async (c) => {
    const body = Unlocking.safeParse(await c.req.json().catch(() => null));
    if (!body.success) throw new Refusal('malformedRequest');
    if (token === null) return c.json({});
    if (!isSame(body.data.token, token)) throw new Refusal('moderatorTokenWrong');
    setCookie(c, COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return c.json({});
  });
  return {
    token,
    routes,
    mayActAs(c, userId) {
      if (token === null || !moderates(world, userId)) return true;
      return isSame(getCookie(c, COOKIE) ?? '', token);
    },
  };
}
