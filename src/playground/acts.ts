/** What the page asks for on a person's behalf, checked and handed to that person's actor. */
import { z } from 'zod';
import { Refusal } from '../refusals.ts';
import type { Act, ActResult, FileToSend } from './page/wire.ts';
import type { FieldValue } from './stand-in/forms.ts';
import type { OptionValue } from './stand-in/options.ts';
import type { StandIn } from './stand-in/stand-in.ts';

const file = z
  .object({ filename: z.string(), contentType: z.string(), base64: z.string() })
  .transform(({ filename, contentType, base64 }) => ({
    filename,
    contentType,
    data: new Uint8Array(Buffer.from(base64, 'base64')),
  })) satisfies z.ZodType<unknown, FileToSend>;
const optionValue = z.union([z.string(), z.number(), z.boolean(), file]);
const call = {
  channelId: z.string(),
  name: z.string(),
  options: z.record(z.string(), optionValue),
};
const fieldValue = z.union([z.string(), z.boolean(), z.array(z.string()), z.array(file)]);

/** A schema for each act that the wire knows: the compiler misses one, and refuses one of another shape. */
const schemas = {
  run: z.object({ do: z.literal('run'), ...call }),
  autocomplete: z.object({ do: z.literal('autocomplete'), ...call, focused: z.string() }),
  'message-command': z.object({
    do: z.literal('message-command'),
    name: z.string(),
    messageId: z.string(),
  }),
  click: z.object({ do: z.literal('click'), messageId: z.string(), customId: z.string() }),
  select: z.object({
    do: z.literal('select'),
    messageId: z.string(),
    customId: z.string(),
    values: z.array(z.string()),
  }),
  submit: z.object({
    do: z.literal('submit'),
    interactionId: z.string(),
    fields: z.record(z.string(), fieldValue),
  }),
  send: z.object({
    do: z.literal('send'),
    channelId: z.string(),
    content: z.string(),
    files: z.array(file),
    replyTo: z.string().exactOptional(),
  }),
  dismiss: z.object({ do: z.literal('dismiss'), messageId: z.string() }),
  delete: z.object({ do: z.literal('delete'), messageId: z.string() }),
} satisfies { readonly [Do in Act['do']]: z.ZodType<unknown, Extract<Act, { do: Do }>> };
const act = z.union(Object.values(schemas));

/** zod can't say that a typed array stays one; the schema above has made sure of it. */
type Options = Readonly<Record<string, OptionValue>>;

/**
 * Does what the page asks for.
 * @param userId the person who does it.
 * @param body as it was sent: `do` names the act.
 * @returns what the page needs to go on: the interaction's id, or suggestions.
 * @throws Refusal `malformedRequest`, or the actor's.
 */
export async function perform(standIn: StandIn, userId: string, body: unknown): Promise<ActResult> {
  const parsed = act.safeParse(body);
  if (!parsed.success) throw new Refusal('malformedRequest');
  const asked = parsed.data;
  const actor = standIn.as(userId);
  switch (asked.do) {
    case 'run':
      return {
        interactionId: (await actor.runCommand({ ...asked, options: asked.options as Options })).id,
      };
    case 'autocomplete': {
      const sent = await actor.autocomplete({ ...asked, options: asked.options as Options });
      return { choices: (await sent.reply()).choices ?? [] };
    }
    case 'message-command':
      return { interactionId: (await actor.runMessageCommand(asked.name, asked.messageId)).id };
    case 'click':
      return { interactionId: (await actor.click(asked.messageId, asked.customId)).id };
    case 'select': {
      const { messageId, customId, values } = asked;
      return { interactionId: (await actor.select(messageId, customId, values)).id };
    }
    case 'submit': {
      const fields = asked.fields as Readonly<Record<string, FieldValue>>;
      return { interactionId: (await actor.submitModal(asked.interactionId, fields)).id };
    }
    case 'send': {
      const { channelId, content, files, replyTo } = asked;
      return { messageId: (await actor.sendMessage(channelId, content, files, replyTo)).id };
    }
    case 'dismiss':
      await actor.dismiss(asked.messageId);
      return {};
    case 'delete':
      await actor.deleteMessage(asked.messageId);
      return {};
  }
}
