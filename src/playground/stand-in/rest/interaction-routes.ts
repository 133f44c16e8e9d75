/** Routes with an interaction's token in the path: the first answer, its edits and follow-ups. */
import {
  acknowledge,
  deleteAnswer,
  editAnswer,
  followUp,
  interactionByToken,
  messageOf,
} from '../interactions.ts';
import type { InteractionRecord, StoredMessage } from '../world.ts';
import { done, ok, type RestRequest, type Route } from './router.ts';

const WEBHOOK = '/webhooks/{webhook_id}/{webhook_token}';

function interactionOf({ world, params }: RestRequest): InteractionRecord {
  return interactionByToken(world, params.webhook_id ?? '', params.webhook_token ?? '');
}

function answer(request: RestRequest) {
  const { world, params, query, json, files } = request;
  const [id, token] = [params.interaction_id ?? '', params.interaction_token ?? ''];
  const interaction = acknowledge(world, id, token, json, files);
  if (query.get('with_response') !== 'true') return done;
  const message = world.messages.get(interaction.originalId ?? '');
  const callback = interaction.acknowledgement?.callback;
  return ok({
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
}

/** Routes for `@original` and for a follow-up's id differ in nothing but the id. */
function onMessage(path: string, idOf: (request: RestRequest) => string): Route[] {
  const target = (request: RestRequest): [InteractionRecord, StoredMessage] => {
    const interaction = interactionOf(request);
    return [interaction, messageOf(request.world, interaction, idOf(request))];
  };
  return [
    {
      method: 'GET',
      path,
      authorized: false,
      handle: (request) => ok(target(request)[1].data),
    },
    {
      method: 'PATCH',
      path,
      authorized: false,
      handle(request) {
        const { world, body, files } = request;
        return ok(editAnswer(world, ...target(request), body, files).data);
      },
    },
    {
      method: 'DELETE',
      path,
      authorized: false,
      handle(request) {
        deleteAnswer(request.world, ...target(request));
        return done;
      },
    },
  ];
}

/** Answers to interactions. None needs the bot's token: the path carries the interaction's. */
export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/interactions/{interaction_id}/{interaction_token}/callback',
    authorized: false,
    handle: answer,
  },
  {
    method: 'POST',
    path: WEBHOOK,
    authorized: false,
    handle(request) {
      const { world, body, files } = request;
      return ok(followUp(world, interactionOf(request), body, files).data);
    },
  },
  ...onMessage(`${WEBHOOK}/messages/@original`, () => '@original'),
  ...onMessage(`${WEBHOOK}/messages/{message_id}`, ({ params }) => params.message_id ?? ''),
];
