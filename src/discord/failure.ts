/** What is said and what is logged when an interaction fails. */
import { randomBytes } from 'node:crypto';
import {
  DiscordAPIError,
  type Interaction,
  MessageFlags,
  RESTJSONErrorCodes,
  type RepliableInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Say } from '../languages/say.ts';
import type { SentenceKey } from '../languages/sentences.ts';
import { isRefusal, statement } from '../refusals.ts';
import { renderLine } from './render.ts';
import { tell } from './tell.ts';

/** The token died or was used: nobody can be told any more, and trying again counts as invalid. */
const EXPIRED: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

/** Refusals of Discord that people can understand, and that are no fault of ours. */
const REFUSALS: ReadonlyMap<number | string, SentenceKey & ('blocked' | 'notPermitted')> = new Map([
  [RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration, 'blocked'],
  [RESTJSONErrorCodes.TitleWasBlockedByAutomaticModeration, 'blocked'],
  [RESTJSONErrorCodes.MissingPermissions, 'notPermitted'],
  [RESTJSONErrorCodes.MissingAccess, 'notPermitted'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'notPermitted'],
]);

/** Shorter texts identify nobody and would tear holes into every stack. */
const SCRUBBED_LENGTH_MIN = 3;

/** Letters enough that two reports of a day are told apart. */
const FAILURE_ID_BYTES = 4;

/**
 * Tells the person privately, in plain words, what went wrong; a bug gets an id that is also in the
 * log. Never throws.
 */
export async function tellFailure(
  error: unknown,
  interaction: Interaction,
  say: Say,
  logger: Logger,
): Promise<void> {
  try {
    const code = error instanceof DiscordAPIError ? error.code : null;
    if (code !== null && EXPIRED.has(code)) {
      logger.warn({ code, ...describeInteraction(interaction) }, 'an interaction expired');
      return;
    }
    const sentence = sentenceFor(error, say) ?? logBug(error, interaction, say, logger);
    if (interaction.isAutocomplete()) {
      if (!interaction.responded) await interaction.respond([]);
    } else {
      await replyPrivately(interaction, sentence);
    }
  } catch (second) {
    logger.warn(describeError(second, interaction), 'a failure could not be told');
  }
}

function sentenceFor(error: unknown, say: Say): string | null {
  // Which passage it was helps nobody but whoever reads the log.
  if (isRefusal(error, 'notVerbatim')) return tell(say, statement('sourceChanged'));
  if (isRefusal(error)) return tell(say, error);
  const refusal = error instanceof DiscordAPIError ? REFUSALS.get(error.code) : undefined;
  return refusal ? say(refusal) : null;
}

function logBug(error: unknown, interaction: Interaction, say: Say, logger: Logger): string {
  const id = randomBytes(FAILURE_ID_BYTES).toString('hex');
  const details = { id, ...describeInteraction(interaction), ...describeError(error, interaction) };
  logger.error(details, 'an interaction failed');
  return say('failed', { id: `\`${id}\`` });
}

/** Says one sentence to the one who acts and to nobody else, however far the interaction is. */
export async function replyPrivately(
  interaction: RepliableInteraction,
  sentence: string,
): Promise<void> {
  const message = { ...renderLine(sentence), flags: MessageFlags.Ephemeral } as const;
  const { deferred, replied, ephemeral } = interaction;
  if (!deferred && !replied) {
    await interaction.reply(message);
  } else if (deferred && !replied && ephemeral === true) {
    await interaction.editReply(renderLine(sentence));
  } else {
    // A public "thinking…" cannot turn private: it goes. A button's message (null) stays.
    if (deferred && !replied && ephemeral === false) await interaction.deleteReply();
    await interaction.followUp(message);
  }
}

function describeInteraction(interaction: Interaction): Record<string, string> {
  if (interaction.isCommand() || interaction.isAutocomplete()) {
    return { command: interaction.commandName };
  }
  return { customId: interaction.customId };
}

/** An error for the log: without the request's body and address, which hold texts and tokens. */
function describeError(error: unknown, interaction: Interaction): Record<string, unknown> {
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
function typedTexts(interaction: Interaction): string[] {
  const texts = [interaction.token];
  if (interaction.isChatInputCommand() || interaction.isAutocomplete()) {
    const options = [...interaction.options.data];
    for (const option of options) {
      options.push(...(option.options ?? []));
      if (typeof option.value === 'string') texts.push(option.value);
    }
  } else if (interaction.isMessageContextMenuCommand()) {
    texts.push(interaction.targetMessage.content);
  }
  // The longest first: one may hold another.
  return texts
    .filter(({ length }) => length >= SCRUBBED_LENGTH_MIN)
    .sort((a, b) => b.length - a.length);
}
