/** Brings each interaction to its command or button; the one place where failures are caught. */
import {
  type APIApplicationCommandOptionChoice,
  type AutocompleteInteraction,
  type Interaction,
  InteractionResponseType,
  type RepliableInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import { sayIn } from '../languages/say.ts';
import { Refusal } from '../refusals.ts';
import { within } from '../supervision/deadline.ts';
import { type AccessRules, accessOf } from './access-of.ts';
import type { Command, Completion, Control, Services, Turn } from './command.ts';
import { type Cooldown, makeCooldown } from './cooldown.ts';
import { parseCustomId } from './custom-id.ts';
import { distinctChoices } from './distinct-choices.ts';
import { endCompletion, tellFailure } from './failure.ts';
import type { InteractionWire } from './interaction-wire.ts';
import { CHOICES_MAX } from './limits.ts';
import { type Measured, measure } from './measure.ts';
import type { Parting } from './parting.ts';
import { type Reply, replyTo } from './reply.ts';
import type { ReplyChannel } from './reply-channel.ts';

type Choice = APIApplicationCommandOptionChoice<string>;

/** What nobody has begun to answer until then is acknowledged: half of the time that Discord gives. */
const ACKNOWLEDGED_LATE_MS = 1_500;
/** What is completed later than that is not shown: whoever types is at another letter by then. */
const COMPLETED_WITHIN_MS = 500;
/** What part of that may be waited for to know where somebody is a member. */
const CHOSEN_WITHIN_MS = 250;

/** What the router knows. */
export interface RouterOptions {
  readonly commands: readonly Command[];
  readonly buttons: readonly Control[];
  readonly services: Services;
  readonly channel: ReplyChannel;
  readonly parting: Parting;
  readonly logger: Logger;
  readonly cooldown?: Cooldown;
  /** By what else an access is decided. */
  readonly rules?: Pick<AccessRules, 'chosenBy'>;
}

/** Handles one interaction that came `afterMs` milliseconds ago; never rejects. */
export type Router = (interaction: Interaction, afterMs?: number) => Promise<void>;

/** Makes the handler of all interactions. */
export function makeRouter(options: RouterOptions): Router {
  const { services, channel, parting, logger, cooldown = makeCooldown() } = options;
  const { communities, managers } = services;
  const rules: AccessRules = {
    ...options.rules,
    collections: communities.collections,
    managers,
  };
  const { chosenBy } = rules;
  const hurried: AccessRules = {
    ...rules,
    ...(chosenBy && { chosenBy: (userId) => chosenBy(userId, CHOSEN_WITHIN_MS) }),
  };
  const failures = { logger, hooks: services.hooks };
  const commands = new Map(options.commands.map((command) => [command.data.name, command]));
  const buttons = new Map(options.buttons.map((button) => [button.name, button]));

  /** A name from a list, whatever was sent. */
  function nameOf(interaction: Interaction): string {
    if (interaction.isAutocomplete()) return 'autocomplete';
    if (interaction.isCommand()) {
      return commands.has(interaction.commandName) ? interaction.commandName : 'other';
    }
    return ('customId' in interaction && parseCustomId(interaction.customId)?.name) || 'other';
  }

  /** Does something with what may be seen and changed: decided here, once for each interaction. */
  async function withAccess<T>(
    interaction: Interaction,
    by: AccessRules,
    work: (completion: Completion) => Promise<T>,
  ): Promise<T> {
    const access = await accessOf(interaction, by);
    const served = await communities.serve(access);
    return work({ ...services, ...served, access, say: sayIn(interaction.locale) });
  }

  /** What is to be done. @throws Refusal `unknownCommand`, `oldButton`. */
  function workOf(interaction: RepliableInteraction): (turn: Turn) => Promise<void> {
    if (interaction.isCommand()) {
      const command = commands.get(interaction.commandName);
      if (interaction.isChatInputCommand() && command?.kind === 'slash') {
        return (turn) => command.run(interaction, turn);
      }
      if (interaction.isMessageContextMenuCommand() && command?.kind === 'message') {
        return (turn) => command.run(interaction, turn);
      }
      throw new Refusal('unknownCommand');
    }
    const action = parseCustomId(interaction.customId);
    const control = action && buttons.get(action.name);
    if (!action || !control) throw new Refusal('oldButton');
    if (interaction.isButton() && control.kind === 'button') {
      return (turn) => control.run(interaction, action, turn);
    }
    if (interaction.isStringSelectMenu() && control.kind === 'menu') {
      return (turn) => control.run(interaction, action, turn);
    }
    if (interaction.isChannelSelectMenu() && control.kind === 'channels') {
      return (turn) => control.run(interaction, action, turn);
    }
    if (interaction.isModalSubmit() && control.kind === 'form') {
      return (turn) => control.run(interaction, action, turn);
    }
    throw new Refusal('oldButton');
  }

  async function route(interaction: RepliableInteraction, reply: Reply, { hooks }: Measured) {
    await cooldown.take(interaction.user.id, interaction.isCommand() ? 'command' : 'press');
    const work = workOf(interaction);
    return withAccess(interaction, rules, (completion) => work({ ...completion, hooks, reply }));
  }

  async function choicesOf(interaction: AutocompleteInteraction): Promise<readonly Choice[]> {
    const command = commands.get(interaction.commandName);
    if (command?.kind !== 'slash' || !command.autocomplete) return [];
    const { autocomplete } = command;
    return withAccess(interaction, hurried, (completion) => autocomplete(interaction, completion));
  }

  async function complete(
    interaction: AutocompleteInteraction,
    wire: InteractionWire,
    measured: Measured,
  ): Promise<void> {
    const offer = (choices: readonly object[]) =>
      wire.first({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, choices });
    try {
      await cooldown.take(interaction.user.id, 'complete');
      const choices = await within(
        COMPLETED_WITHIN_MS,
        choicesOf(interaction),
        (): readonly Choice[] => [],
      );
      await offer(distinctChoices(choices.slice(0, CHOICES_MAX)));
      measured.acknowledged();
    } catch (error) {
      await endCompletion(error, interaction, () => offer([]), { ...failures, ...measured });
    }
  }

  async function answer(
    interaction: RepliableInteraction,
    wire: InteractionWire,
    measured: Measured,
    afterMs: number,
  ): Promise<void> {
    const { guildId } = interaction;
    const chosen = async () =>
      guildId === null ? null : (await services.settings.of(guildId)).language;
    const reply = measured.watch(replyTo(interaction, wire, chosen));
    // What fails then is met again by whatever is sent next.
    const acknowledge = (): void => void reply.acknowledgeLate().catch(() => {});
    const late = setTimeout(acknowledge, Math.max(0, ACKNOWLEDGED_LATE_MS - afterMs));
    try {
      await parting.inTime(route(interaction, reply, measured));
    } catch (error) {
      await tellFailure(error, interaction, reply, { ...failures, ...measured });
    } finally {
      clearTimeout(late);
    }
  }

  return async (interaction, afterMs = 0) => {
    const wire = channel.to(interaction, afterMs);
    const measured = measure(nameOf(interaction), services.hooks, afterMs);
    try {
      if (interaction.isAutocomplete()) await complete(interaction, wire, measured);
      else await answer(interaction, wire, measured, afterMs);
    } finally {
      measured.end();
    }
  };
}
