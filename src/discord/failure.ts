/** What is said and what is logged when an interaction fails. */
import {
  type AutocompleteInteraction,
  DiscordAPIError,
  RESTJSONErrorCodes,
  type RepliableInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import { newFaultId } from '../fault-id.ts';
import type { Say } from '../languages/say.ts';
import type { SentenceKey } from '../languages/sentences.ts';
import { isRefusal, type Refusal, statement } from '../refusals.ts';
import { Undelivered } from './delivery.ts';
import type { Hooks } from './hooks.ts';
import { type MessageBody, renderLine } from './message.ts';
import type { Render, Reply } from './reply.ts';
import { targetOf } from './target-message.ts';
import { tell } from './tell.ts';

/** The token died or was used: nobody can be told any more, and trying again counts as invalid. */
const EXPIRED: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  // Somebody else did, with the same token.
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
]);

/** Refusals of Discord that people can understand, and that are no fault of ours. */
const UNDERSTOOD: ReadonlyMap<number | string, SentenceKey & ('blocked' | 'notPermitted')> =
  new Map([
    [RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration, 'blocked'],
    [RESTJSONErrorCodes.TitleWasBlockedByAutomaticModeration, 'blocked'],
    [RESTJSONErrorCodes.MissingPermissions, 'notPermitted'],
    [RESTJSONErrorCodes.MissingAccess, 'notPermitted'],
    [RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'notPermitted'],
  ]);

/** Shorter texts identify nobody and would tear holes into every stack. */
const SCRUBBED_LENGTH_MIN = 3;

/** Where failures are noted. */
export interface FailureNotes {
  readonly logger: Logger;
  readonly hooks: Required<Hooks>;
  /** Called where nobody could be told any more. */
  readonly expired?: () => void;
}

/**
 * Tells the person privately, in plain words, what went wrong; a bug gets an id that is also in the
 * log. Never throws.
 */
export async function tellFailure(
  error: unknown,
  interaction: RepliableInteraction,
  reply: Reply,
  notes: FailureNotes,
): Promise<void> {
  try {
    const render = renderFailure(error, interaction, notes);
    if (render !== null) await reply.privately(render);
  } catch (second) {
    notes.logger.warn(describeError(second, interaction), 'a failure could not be told');
  }
}

/** A completion that fails offers nothing: there is no room for words. Never throws. */
export async function endCompletion(
  error: unknown,
  interaction: AutocompleteInteraction,
  offerNothing: () => Promise<void>,
  notes: FailureNotes,
): Promise<void> {
  try {
    if (renderFailure(error, interaction, notes) !== null) await offerNothing();
  } catch (second) {
    notes.logger.warn(describeError(second, interaction), 'a failure could not be told');
  }
}

/** What the person is told; null where nobody can be told any more. Notes what went wrong. */
function renderFailure(
  error: unknown,
  interaction: RepliableInteraction | AutocompleteInteraction,
  { logger, hooks, expired }: FailureNotes,
): Render | null {
  if (isRefusal(error)) {
    hooks.onRefusal({ key: error.key });
    return (say) => renderRefusal(say, error);
  }
  const code = error instanceof DiscordAPIError ? error.code : null;
  if (code !== null && EXPIRED.has(code)) {
    logger.warn({ code, ...describeInteraction(interaction) }, 'an interaction expired');
    expired?.();
    return null;
  }
  if (error instanceof Undelivered) {
    logger.warn(describeInteraction(interaction), 'an answer could not be delivered');
    expired?.();
    return null;
  }
  const understood = code === null ? undefined : UNDERSTOOD.get(code);
  if (understood) return (say) => renderLine(say(understood));
  const id = newFaultId();
  const details = { id, ...describeInteraction(interaction), ...describeError(error, interaction) };
  logger.error(details, 'an interaction failed');
  hooks.onFault({ id, error });
  return (say) => renderLine(say('failed', { id: `\`${id}\`` }));
}

/** A refusal in the reader's language. */
export function renderRefusal(say: Say, refusal: Refusal): MessageBody {
  // Which passage it was helps nobody but whoever reads the log.
  const told = isRefusal(refusal, 'notVerbatim') ? statement('sourceChanged') : refusal;
  return renderLine(tell(say, told));
}

function describeInteraction(
  interaction: RepliableInteraction | AutocompleteInteraction,
): Record<string, string> {
  if (interaction.isCommand() || interaction.isAutocomplete()) {
    return { command: interaction.commandName };
  }
  return { customId: interaction.customId };
}

/** An error for the log: without the request's body and address, which hold texts and tokens. */
function describeError(
  error: unknown,
  interaction: RepliableInteraction | AutocompleteInteraction,
): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, stack = '' } = error;
  const scrubbed = typedTexts(interaction).reduce(
    (text, typed) => text.replaceAll(typed, '[typed text]'),
    stack,
  );
  const code = 'code' in error ? { code: error.code } : {};
  return { error: name, ...code, stack: scrubbed };
}

/** What someone typed and the token: neither belongs in a log. */
function typedTexts(interaction: RepliableInteraction | AutocompleteInteraction): string[] {
  const texts = [interaction.token];
  if (interaction.isChatInputCommand() || interaction.isAutocomplete()) {
    const options = [...interaction.options.data];
    for (const option of options) {
      options.push(...(option.options ?? []));
      if (typeof option.value === 'string') texts.push(option.value);
    }
  }
  for (const { text } of targetOf(interaction).texts) texts.push(text, ...text.split('\n\n'));
  // The longest first: one may hold another.
  return texts
    .filter(({ length }) => length >= SCRUBBED_LENGTH_MIN)
    .sort((a, b) => b.length - a.length);
}
