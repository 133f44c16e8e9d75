/** What a command or a button is: a definition beside its handler. */
import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChannelSelectMenuInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Cards } from '../cards/cards.ts';
import type { Access } from '../collections/access.ts';
import type { Communities, Served } from '../collections/communities.ts';
import type { Together } from '../fleet/together.ts';
import type { Originals } from '../intake/originals.ts';
import type { Say } from '../languages/say.ts';
import type { ReadTextFile } from '../quotes/text-file.ts';
import type { Settings } from '../settings/server-settings.ts';
import type { Digests } from '../statistics/digester.ts';
import type { Vitals } from '../supervision/vitals.ts';
import type { SeenBy } from './channel-visibility.ts';
import type { Action, ActionName } from './custom-id.ts';
import type { Hooks } from './hooks.ts';
import { type Lists, localise } from './localise.ts';
import type { Managers } from './managers.ts';
import type { PublicUrlOf } from './public-url.ts';
import type { Reply } from './reply.ts';
import type { ReplyChannel } from './reply-channel.ts';
import type { ServerNames } from './server-names.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** What the bot says of itself. */
export interface AboutBot {
  readonly version?: string;
  /** Where the source code is. */
  readonly sourceUrl?: string;
  /** What all processes of it come to. @throws Refusal `databaseAway`. */
  readonly together?: () => Promise<Together>;
}

/** What commands reach everything else through; what is left out is not set up. */
export interface Services {
  /** Where what an access lets somebody work with is. */
  readonly communities: Communities;
  /** What the managers of servers chose for them. */
  readonly settings: Settings;
  /** Where one waits until there is something to search. */
  readonly waiting: WaitingRoom;
  /** How the parts of the bot are. */
  readonly vitals: Vitals;
  readonly about: AboutBot;
  /**
   * The server that a channel is in; null for one that is in none.
   * @throws Refusal `announceUnseen` where the bot does not see it.
   */
  readonly serverOfChannel: (channelId: string) => Promise<string | null>;
  /** Posts a message of the bot's own into a channel; see `postInChannel`. */
  readonly post: ReplyChannel['post'];
  /** Messages that articles were made of, and which of them are gone; none are watched where it is left out. */
  readonly originals?: Originals;
  /** Who sees what is written in a channel. */
  readonly seenIn: (channelId: string) => Promise<SeenBy>;
  /** What servers are called. */
  readonly serverNames: ServerNames;
  /** Who may change the articles. */
  readonly managers: Managers;
  /** The address of a citation's own page; null where it has none. */
  readonly publicUrlOf: PublicUrlOf;
  /** Discord's id of a command, by its name; null where it is not known (yet). */
  readonly commandIdOf: (name: string) => string | null;
  /** What is told of a server's week in a channel, where that is set up. */
  readonly digests?: Pick<Digests, 'chosen' | 'closedFor'>;
  /** Draws quotes as pictures, where this machine can. */
  readonly cards?: Cards;
  /** Reads text files that messages have. */
  readonly readTextFile?: ReadTextFile;
  /** Told what happens, for whoever counts. */
  readonly hooks: Required<Hooks>;
  /** Origins that uploaded files are fetched from: Discord's, or those of its stand-in. */
  readonly attachmentOrigins: readonly string[];
}

/** What completing an option works with. */
export interface Completion extends Services, Served {
  /** What may be seen and changed where it is typed; what is served is of that. */
  readonly access: Access;
  /** Speaks the language of the one who acts. */
  readonly say: Say;
}

/** What a handler works with, beside the interaction itself. */
export interface Turn extends Completion {
  /** The way to answer. */
  readonly reply: Reply;
}

type Choices = readonly APIApplicationCommandOptionChoice<string>[];

/** A command that is typed after a slash. */
export interface SlashCommand {
  readonly kind: 'slash';
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Its first `await` answers or acknowledges. What it throws becomes a private reply. */
  run(interaction: ChatInputCommandInteraction, turn: Turn): Promise<void>;
  /** At most 25 choices for the focused option; of what takes half a second nobody is shown any. */
  autocomplete?(interaction: AutocompleteInteraction, turn: Completion): Promise<Choices>;
}

/** A command of a message's menu (right-click, Apps). */
export interface MessageCommand {
  readonly kind: 'message';
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  run(interaction: MessageContextMenuCommandInteraction, turn: Turn): Promise<void>;
}

export type Command = SlashCommand | MessageCommand;

/** What a button does when it is pressed. */
export interface Button {
  readonly kind: 'button';
  readonly name: ActionName;
  run(interaction: ButtonInteraction, action: Action, turn: Turn): Promise<void>;
}

/** What a select menu does when something is chosen in it. */
export interface Menu {
  readonly kind: 'menu';
  readonly name: ActionName;
  run(interaction: StringSelectMenuInteraction, action: Action, turn: Turn): Promise<void>;
}

/** What a menu of channels does when some are chosen in it. */
export interface ChannelMenu {
  readonly kind: 'channels';
  readonly name: ActionName;
  run(interaction: ChannelSelectMenuInteraction, action: Action, turn: Turn): Promise<void>;
}

/** What a form does when it is sent off. */
export interface Form {
  readonly kind: 'form';
  readonly name: ActionName;
  run(interaction: ModalSubmitInteraction, action: Action, turn: Turn): Promise<void>;
}

/** Whatever carries an action in its custom id. */
export type Control = Button | Menu | ChannelMenu | Form;

/** In servers, in messages with the bot, and wherever a user who installed it for themselves is. */
const EVERYWHERE = {
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

/**
 * Defines a slash command that works everywhere; `data` may restrict it.
 * `lists` is what its descriptions name, in every language.
 */
export function defineCommand({
  lists,
  ...command
}: Omit<SlashCommand, 'kind'> & { readonly lists?: Lists }): SlashCommand {
  const type = ApplicationCommandType.ChatInput;
  const data: SlashCommand['data'] = { ...EVERYWHERE, type, ...command.data };
  return { ...command, kind: 'slash', data: localise(data, lists) };
}

/** Defines a command of the message menu that works everywhere; `data` may restrict it. */
export function defineMessageCommand(command: Omit<MessageCommand, 'kind'>): MessageCommand {
  return { ...command, kind: 'message', data: localise({ ...EVERYWHERE, ...command.data }) };
}

/** What is done with an action of this name; `action` is what `parseCustomId` read. */
type Run<I, N extends ActionName> = (
  interaction: I,
  action: Extract<Action, { name: N }>,
  turn: Turn,
) => Promise<void>;

/** The router looks handlers up by the action's own name. */
function ofItsName<I, N extends ActionName>(run: Run<I, N>) {
  return (interaction: I, action: Action, turn: Turn): Promise<void> =>
    run(interaction, action as Extract<Action, { name: N }>, turn);
}

/** Defines what the buttons of an action do. */
export function defineButton<N extends ActionName>(
  name: N,
  run: Run<ButtonInteraction, N>,
): Button {
  return { kind: 'button', name, run: ofItsName(run) };
}

/** Defines what the select menus of an action do. */
export function defineMenu<N extends ActionName>(
  name: N,
  run: Run<StringSelectMenuInteraction, N>,
): Menu {
  return { kind: 'menu', name, run: ofItsName(run) };
}

/** Defines what the menus of channels of an action do. */
export function defineChannelMenu<N extends ActionName>(
  name: N,
  run: Run<ChannelSelectMenuInteraction, N>,
): ChannelMenu {
  return { kind: 'channels', name, run: ofItsName(run) };
}

/** Defines what the forms of an action do. */
export function defineForm<N extends ActionName>(
  name: N,
  run: Run<ModalSubmitInteraction, N>,
): Form {
  return { kind: 'form', name, run: ofItsName(run) };
}
