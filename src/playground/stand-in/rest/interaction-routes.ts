/** Routes with an interaction's token in the path: the first answer, its edits and follow-ups. */
import { Hono, type MiddlewareHandler } from 'hono';
import { failure } from '../api-error.ts';
import {
  acknowledge,
  deleteAnswer,
  editAnswer,
  followUp,
  interactionByToken,
  messageOf,
} from '../interactions.ts';
import type { InteractionRecord, StoredMessage } from '../world.ts';
import { type RestContext, type RestEnv, withBody } from './request.ts';

const WEBHOOK = '/webhooks/:webhook_id/:webhook_token';

function interactionOf(c: RestContext): InteractionRecord {
  const [id, token] = [c.req.param('webhook_id'), c.req.param('webhook_token')];
  return interactionByToken(c.var.world, id ?? '', token ?? '');
}

/** Lets in whoever knows an interaction's token, before anything of a body is read. */
const withInteraction: MiddlewareHandler<RestEnv> = async (c, next) => {
  interactionOf(c);
  await next();
};

/** The same for the first answer, whose path names the interaction itself. */
const withUnanswered: MiddlewareHandler<RestEnv> = async (c, next) => {
  const interaction = c.var.world.interactions.get(c.req.param('interaction_token') ?? '');
  if (interaction?.id !== c.req.param('interaction_id')) throw failure.unknownInteraction();
  await next();
};

/** Answers to interactions. None needs the bot's token: the path carries the interaction's. */
export const interactionRoutes = new Hono<RestEnv>();

const CALLBACK = '/interactions/:interaction_id/:interaction_token/callback';
interactionRoutes.post(CALLBACK, withUnanswered, withBody, (c) => {
  const { world, json, files } = c.var;
  const { interaction_id: id = '', interaction_token: token = '' } = c.req.param();
  const interaction = acknowledge(world, id, token, json, files);
  if (c.req.query('with_response') !== 'true') return c.body(null, 204);
  const message = world.messages.get(interaction.originalId ?? '');
  const callback = interaction.acknowledgement?.callback;
  return c.json({
    interaction: {
      id,
      type: interaction.type,
      ...(message === undefined
        ? {}
        : {
            response_message_id: message.data.id,
            response_message_loading: interaction.loading,
            response_message_ephemeral: message.visibleTo !== null,
          }),
    },
    resource: { type: callback, ...(message === undefined ? {} : { message: message.data }) },
  });
});

interactionRoutes.post(WEBHOOK, withInteraction, withBody, (c) => {
  const { world, body, files } = c.var;
  return c.json(followUp(world, interactionOf(c), body, files).data);
});

// The routes for `@original` and for a follow-up's id differ in nothing but the id.
for (const name of ['@original', ':message_id']) {
  const path = `${WEBHOOK}/messages/${name}`;
  const target = (c: RestContext): [InteractionRecord, StoredMessage] => {
    const interaction = interactionOf(c);
    const id = c.req.param('message_id') ?? '@original';
    return [interaction, messageOf(c.var.world, interaction, id)];
  };
  interactionRoutes.get(path, (c) => c.json(target(c)[1].data));
  interactionRoutes.patch(path, withInteraction, withBody, (c) => {
    const { world, body, files } = c.var;
    return c.json(editAnswer(world, ...target(c), body, files).data);
  });
  interactionRoutes.delete(path, (c) => {
    deleteAnswer(c.var.world, ...target(c));
    return c.body(null, 204);
  });
}
