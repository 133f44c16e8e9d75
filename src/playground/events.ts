/** A page's stream of server-sent events: a snapshot first, then everything the person sees happen. */
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Moderating } from './moderating.ts';
import type { ServerEvent } from './page/wire.ts';
import { personEvent } from './person-events.ts';
import { takeSnapshot } from './snapshot.ts';
import { canSee } from './stand-in/permissions.ts';
import { CHANNELS, PEOPLE } from './stand-in/seed.ts';
import type { StandIn } from './stand-in/stand-in.ts';
import { subscribe, type World } from './stand-in/world.ts';

/** Milliseconds between signs of life, so that a dead connection is noticed. */
const KEEP_ALIVE_MS = 15_000;
/** Open pages at once; beyond that the server says so instead of slowing down. */
const MAX_STREAMS = 50;
/** Characters that wait for a page which has stopped reading; beyond that it has to connect anew. */
const MAX_WAITING = 8 * 1024 * 1024;

/** Where a person's page opens: the first channel of a server that they see. */
function firstChannel(world: World, userId: string): string {
  const seen = [...world.channels.values()].find(
    (channel) => channel.kind === 'text' && canSee(world, userId, channel),
  );
  return seen?.id ?? CHANNELS.general;
}

/**
 * The route `/`, with `as` for the person and `channel` for what the page shows. Whoever may not act
 * as that person, such as after a restart, comes back as the member.
 */
export function eventRoutes(
  standIn: StandIn,
  moderating: Moderating,
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  let streams = 0;
  app.get('/', (c) => {
    if (streams >= MAX_STREAMS) return c.json({ message: 'Too many pages are open.' }, 503);
    const asked = c.req.query('as') ?? PEOPLE.member;
    const isAllowed = moderating.mayActAs(c, asked);
    const userId = isAllowed ? asked : PEOPLE.member;
    const channelId = (isAllowed && c.req.query('channel')) || firstChannel(standIn.world, userId);
    const { outgoing } = c.env;
    // Refuses strangers, before anything is sent.
    const isLocked = (id: string) => !moderating.mayActAs(c, id);
    const snapshot = takeSnapshot(standIn, userId, channelId, isLocked);
    streams++;
    return streamSSE(c, async (stream) => {
      let waiting = 0;
      const send = async (event: ServerEvent) => {
        const data = JSON.stringify(event);
        waiting += data.length;
        if (waiting > MAX_WAITING) outgoing.destroy();
        await stream.writeSSE({ data });
        waiting -= data.length;
      };
      // Not counted: a full channel may be larger than what is let wait.
      void stream.writeSSE({ data: JSON.stringify(snapshot) });
      const unwatch = subscribe(standIn.world, (change) => {
        try {
          const event = personEvent(standIn, userId, channelId, change);
          if (event !== null) send(event).catch(() => outgoing.destroy());
        } catch {
          // Whoever made the change is not to fail for what a page is shown; it connects anew.
          outgoing.destroy();
        }
      });
      const alive = setInterval(() => void stream.write(': here\n\n'), KEEP_ALIVE_MS);
      // The stream lasts as long as its connection, whoever ends that.
      await new Promise((resolve) => outgoing.once('close', resolve));
      clearInterval(alive);
      unwatch();
      streams--;
    });
  });
  return app;
}
