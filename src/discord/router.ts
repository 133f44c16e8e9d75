/** Brings each interaction to its command or button; the one place where failures are caught. */
import {
  type AutocompleteInteraction,
  type Interaction,
  InteractionResponseType,
  type RepliableInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import { sayIn } from '../languages/say.ts';
import { Refusal } from '../refusals.ts';
import type { Button, Command, Services, Turn } from './command.ts';
import { type Cooldown, makeCooldown } from './cooldown.ts';
import { parseCustomId } from './custom-id.ts';
import { endCompletion, tellFailure } from './failure.ts';
import type { InteractionWire } from './interaction-wire.ts';
import { CHOICES_MAX } from './limits.ts';
import { type Reply, replyTo } from './reply.ts';
import type { ReplyChannel } from './reply-channel.ts';

/** What the router knows. */
export interface RouterOptions {
  readonly commands: readonly Command[];
  readonly buttons: readonly Button[];
  readonly services: Services;
  readonly channel: ReplyChannel;
  readonly logger: Logger;
  readonly cooldown?: Cooldown;
}

/** Handles one interaction that came `afterMs` milliseconds ago; never rejects. */
export type Router = (interaction: Interaction, afterMs?: number) => Promise<void>;

/** Makes the handler of all interactions. */
export function makeRouter(options: RouterOptions): Router {
  const { services, channel, logger, cooldown = makeCooldown() } = options;
  const failures = { logger, hooks: services.hooks };
  const commands = new Map(options.commands.map((command) => [command.data.name, command]));
  const buttons = new Map(options.buttons.map((button) => [button.name, button]));

  async function route(interaction: RepliableInteraction, reply: Reply) {
    const turn: Turn = { ...services, say: sayIn(interaction.locale), reply };
    if (interaction.isCommand()) {
      await cooldown.take(interaction.user.id, 'command');
      const command = commands.get(interaction.commandName);
      if (interaction.isChatInputCommand() && command?.kind === 'slash') {
        return command.run(interaction, turn);
      }
      if (interaction.isMessageContextMenuCommand() && command?.kind === 'message') {
        return command.run(interaction, turn);
      }
      throw new Refusal('unknownCommand');
    }
    await cooldown.take(interaction.user.id, 'press');
    const action = parseCustomId(interaction.customId);
    const button = action && buttons.get(action.name);
    if (!interaction.isButton() || !action || !button) throw new Refusal('oldButton');
    return button.run(interaction, action, turn);
  }

  async function complete(
    interaction: AutocompleteInteraction,
    wire: InteractionWire,
  ): Promise<void> {
    const command = commands.get(interaction.commandName);
    const turn = { ...services, say: sayIn(interaction.locale) };
    const offer = (choices: readonly object[]) =>
      wire.first({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, choices });
    try {
      await cooldown.take(interaction.user.id, 'complete');
      const choices =
        command?.kind === 'slash' ? (command.autocomplete?.(interaction, turn) ?? []) : [];
      await offer(choices.slice(0, CHOICES_MAX));
    } catch (error) {
      await endCompletion(error, interaction, () => offer([]), failures);
    }
  }

  return async (interaction, afterMs = 0) => {
    const wire = channel.to(interaction, afterMs);
    if (interaction.isAutocomplete()) return complete(interaction, wire);
    const reply = replyTo(interaction, wire);
    try {
      await route(interaction, reply);
    } catch (error) {
      await tellFailure(error, interaction, reply, failures);
    }
  };
}
