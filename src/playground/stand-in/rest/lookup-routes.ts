/** Routes that only look things up: the gateway's address, the bot, the application, the server. */
import { failure } from '../api-error.ts';
import { openBotDm } from '../seed.ts';
import { applicationView, channelView, guildView, selfView } from '../views.ts';
import { channelOf } from './message-routes.ts';
import { ok, type RestAnswer, type RestRequest, type Route } from './router.ts';

/** `events/gateway`: identifications a day, and how many at once. */
const SESSION_STARTS = 1000;
/** A day in milliseconds. */
const DAY = 24 * 60 * 60_000;

const gatewayUrl = ({ world }: RestRequest) => world.origin.replace(/^http/, 'ws');

function guildOf({ world, params }: RestRequest): void {
  if (params.guild_id !== world.guild.id) throw failure.unknownGuild();
}

function userOf({ world, params }: RestRequest): RestAnswer {
  const user = world.users.get(params.user_id ?? '');
  if (user === undefined) throw failure.unknownUser();
  return ok(user);
}

function memberOf(request: RestRequest): RestAnswer {
  guildOf(request);
  const member = request.world.members.get(request.params.user_id ?? '');
  if (member === undefined) throw failure.unknownMember();
  return ok(member.data);
}

function openDm({ world, body }: RestRequest): RestAnswer {
  const userId = String(body.recipient_id);
  if (!world.users.has(userId) || userId === world.bot.id) throw failure.unknownUser();
  const open = [...world.channels.values()].find(
    (channel) => channel.kind === 'bot-dm' && channel.recipients.includes(userId),
  );
  return ok(channelView(world, open ?? openBotDm(world, userId, world.nextId())));
}

const get = (path: string, handle: Route['handle'], authorized = true): Route => ({
  method: 'GET',
  path,
  authorized,
  handle,
});

const self = (request: RestRequest) => ok(selfView(request.world));
const application = (request: RestRequest) => ok(applicationView(request.world));

/** Everything that is only read. */
export const lookupRoutes: readonly Route[] = [
  get('/gateway', (request) => ok({ url: gatewayUrl(request) }), false),
  get('/gateway/bot', (request) =>
    ok({
      url: gatewayUrl(request),
      shards: 1,
      session_start_limit: {
        total: SESSION_STARTS,
        remaining: SESSION_STARTS,
        reset_after: DAY,
        max_concurrency: 1,
      },
    }),
  ),
  get('/users/@me', self),
  get('/users/@me/guilds', ({ world }) =>
    ok([
      {
        id: world.guild.id,
        name: world.guild.name,
        icon: null,
        owner: false,
        permissions: '0',
        features: [],
      },
    ]),
  ),
  { method: 'POST', path: '/users/@me/channels', authorized: true, handle: openDm },
  get('/users/{user_id}', userOf),
  get('/applications/@me', application),
  get('/oauth2/applications/@me', application),
  get('/channels/{channel_id}', (request) => ok(channelView(request.world, channelOf(request)))),
  get('/guilds/{guild_id}', (request) => {
    guildOf(request);
    return ok(guildView(request.world));
  }),
  get('/guilds/{guild_id}/channels', (request) => {
    guildOf(request);
    const { world } = request;
    const inGuild = [...world.channels.values()].filter((channel) => channel.kind === 'text');
    return ok(inGuild.map((channel) => channelView(world, channel)));
  }),
  get('/guilds/{guild_id}/roles', (request) => {
    guildOf(request);
    return ok(request.world.roles);
  }),
  get('/guilds/{guild_id}/members/{user_id}', memberOf),
];
