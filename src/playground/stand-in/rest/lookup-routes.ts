/** Routes that only look up: the gateway's address, accounts, channels, the application, servers. */
import { Hono } from 'hono';
import { failure } from '../api-error.ts';
import { openBotDm } from '../seed.ts';
import {
  applicationView,
  channelsOf,
  channelView,
  guildView,
  listedGuildView,
  selfView,
} from '../views.ts';
import { botServers, type Server } from '../world.ts';
import { channelOf } from './message-routes.ts';
import { authorized, type RestContext, type RestEnv, withBody } from './request.ts';

/** `events/gateway`: identifications a day. */
const SESSION_STARTS = 1000;

const gatewayUrl = ({ var: { world } }: RestContext) => world.origin.replace(/^http/, 'ws');

/** The server that a request names; the bot must be in it. */
function guildOf(c: RestContext): Server {
  const { world } = c.var;
  const server = world.servers.get(c.req.param('guild_id') ?? '');
  if (server === undefined) throw failure.unknownGuild();
  if (!server.members.has(world.bot.id)) throw failure.missingAccess();
  return server;
}

/** Everything that is only read, and opening direct messages. */
export const lookupRoutes = new Hono<RestEnv>();

lookupRoutes.get('/gateway', (c) => c.json({ url: gatewayUrl(c) }));

lookupRoutes.get('/gateway/bot', authorized, (c) =>
  c.json({
    url: gatewayUrl(c),
    shards: c.var.world.gateway.shards,
    session_start_limit: {
      total: SESSION_STARTS,
      remaining: c.var.world.gateway.sessionStarts,
      reset_after: c.var.world.gateway.resetAfterMs,
      max_concurrency: c.var.world.gateway.maxConcurrency,
    },
  }),
);

lookupRoutes.get('/users/@me', authorized, (c) => c.json(selfView(c.var.world)));

lookupRoutes.get('/users/@me/guilds', authorized, (c) => {
  const { limit: asked, before, after } = c.req.query();
  const { world } = c.var;
  const limit = Math.min(Number(asked) || Number.POSITIVE_INFINITY, world.pages.servers);
  const all = botServers(world)
    .filter(({ data }) => before === undefined || BigInt(data.id) < BigInt(before))
    .filter(({ data }) => after === undefined || BigInt(data.id) > BigInt(after));
  const page =
    before !== undefined && after === undefined ? all.slice(-limit) : all.slice(0, limit);
  return c.json(page.map(listedGuildView));
});

lookupRoutes.post('/users/@me/channels', authorized, withBody, (c) => {
  const { world, body } = c.var;
  const userId = String(body.recipient_id);
  if (!world.users.has(userId) || userId === world.bot.id) throw failure.unknownUser();
  const open = [...world.channels.values()].find(
    (channel) => channel.kind === 'bot-dm' && channel.recipients.includes(userId),
  );
  return c.json(channelView(world, open ?? openBotDm(world, userId, world.nextId())));
});

lookupRoutes.get('/users/:user_id', authorized, (c) => {
  const user = c.var.world.users.get(c.req.param('user_id'));
  if (user === undefined) throw failure.unknownUser();
  return c.json(user);
});

for (const path of ['/applications/@me', '/oauth2/applications/@me'])
  lookupRoutes.get(path, authorized, (c) => c.json(applicationView(c.var.world)));

lookupRoutes.get('/channels/:channel_id', authorized, (c) =>
  c.json(channelView(c.var.world, channelOf(c))),
);

lookupRoutes.get('/guilds/:guild_id', authorized, (c) => c.json(guildView(guildOf(c))));

lookupRoutes.get('/guilds/:guild_id/channels', authorized, (c) => {
  const { world } = c.var;
  return c.json(channelsOf(world, guildOf(c)).map((channel) => channelView(world, channel)));
});

lookupRoutes.get('/guilds/:guild_id/roles', authorized, (c) => c.json(guildOf(c).roles));

lookupRoutes.get('/guilds/:guild_id/members/:user_id', authorized, (c) => {
  const member = guildOf(c).members.get(c.req.param('user_id'));
  if (member === undefined) throw failure.unknownMember();
  return c.json(member);
});
