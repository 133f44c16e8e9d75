/**
 * The one door through which interactions are answered: privately, publicly, or in place. It knows
 * how far an interaction is, who sees what is sent, and so in whose language that is.
 */
import {
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  DiscordAPIError,
  InteractionResponseType,
  type MessageComponentInteraction,
  MessageFlags,
  RESTJSONErrorCodes,
  type RepliableInteraction,
} from 'discord.js';
import type { LanguageCode } from '../languages/languages.ts';
import { type Say, sayIn } from '../languages/say.ts';
import { Refusal } from '../refusals.ts';
import type { InteractionWire } from './interaction-wire.ts';
import { sharedLocale } from './locale.ts';
import type { LayoutBody, MessageBody, Outgoing } from './message.ts';

/** Who sees a message: the one who acts, or everyone in the channel. */
export type Audience = 'privately' | 'publicly';

/** Makes a message in the language of those who see it. */
export type Render = (say: Say) => Outgoing;

/** Answers one interaction; what is sent first also acknowledges it. */
export interface Reply {
  /**
   * Acknowledges before longer work: "thinking…", or a pressed button that rests. Does nothing where
   * that is done.
   */
  acknowledge(how: Audience | 'inPlace'): Promise<void>;
  /** Says in the place of "thinking…" how far it is. Of use to who looks; it may get lost. */
  progress(render: Render): Promise<void>;
  /** Says something to the one who acts and to nobody else, however far the interaction is. */
  privately(render: Render): Promise<void>;
  /**
   * Says something to everyone in the channel.
   * @returns whether everyone sees it: where people's own apps may answer only them, Discord makes
   *   a later message private. Of the first message that is not told, and true.
   */
  publicly(render: Render): Promise<boolean>;
  /** Turns one's own message into another one; beside everyone's, one's own is opened. */
  inPlace(render: Render): Promise<void>;
  /**
   * Opens a form: a first answer, and the only one. What is sent off with it is an interaction.
   * @throws Refusal `formTooLate` where it had to be acknowledged before.
   */
  form(render: (say: Say) => APIModalInteractionResponseCallbackData): Promise<void>;
  /** Changes the buttons of the message that a button is on, in the language of who sees it. */
  redraw(render: (say: Say) => readonly APIMessageTopLevelComponent[]): Promise<void>;
  /** Deletes the message that a button is on, once that is acknowledged in place. */
  takeBack(): Promise<void>;
  /**
   * Acknowledges what nobody has begun to answer, before Discord's time for that is over: so that only
   * who acts sees it, or in place where a component was used. What comes after that waits for it.
   */
  acknowledgeLate(): Promise<void>;
}

/** How far an interaction is: "thinking…", a pressed button that rests, or a first answer. */
type Stage =
  | { readonly name: 'fresh' | 'resting' | 'answered' }
  | { readonly name: 'thinking'; readonly audience: Audience };

/**
 * The door for one interaction.
 * @param chosen the language that the server's managers chose for what everyone sees; null where they chose none.
 */
export function replyTo(
  interaction: RepliableInteraction,
  wire: InteractionWire,
  chosen: () => Promise<LanguageCode | null> = async () => null,
): Reply {
  const own = sayIn(interaction.locale);
  let asked: Promise<Say> | null = null;
  const everyones = (): Promise<Say> => {
    asked ??= chosen().then((language) => sayIn(language ?? sharedLocale(interaction)));
    return asked;
  };
  const sayFor = async (audience: Audience) => (audience === 'privately' ? own : everyones());
  let stage: Stage = { name: 'fresh' };
  let isBegun = false;
  let late: Promise<void> | null = null;

  /** What is sent once whatever was sent too early by itself has gone through. */
  function sending<A extends unknown[], R>(
    send: (...args: A) => Promise<R>,
  ): (...args: A) => Promise<R> {
    return async (...args) => {
      isBegun = true;
      if (late !== null) await late.catch(() => {});
      return send(...args);
    };
  }

  /** @returns whether it is seen as it was meant to be. */
  async function say(audience: Audience, body: Outgoing): Promise<boolean> {
    const flags = flagsFor(audience);
    if (stage.name === 'fresh') {
      await wire.first({ type: InteractionResponseType.ChannelMessageWithSource, body, flags });
      stage = { name: 'answered' };
      return true;
    }
    if (stage.name === 'thinking' && stage.audience === audience) {
      if (await isEdited(body)) return true;
    } else if (stage.name === 'thinking') {
      // A "thinking…" for others cannot change its audience: it goes. A button's message stays.
      await wire.remove();
      stage = { name: 'answered' };
    }
    const sent = await wire.followUp(body, flags);
    return (sent & MessageFlags.Ephemeral) === flags;
  }

  /** Puts it into the message that is there already. @returns false where that is gone. */
  async function isEdited(body: Partial<MessageBody> | LayoutBody): Promise<boolean> {
    let isThere = true;
    try {
      await wire.edit(body);
    } catch (error) {
      const isApiError = error instanceof DiscordAPIError;
      if (!isApiError || error.code !== RESTJSONErrorCodes.UnknownMessage) throw error;
      isThere = false;
    }
    stage = { name: 'answered' };
    return isThere;
  }

  async function privately(render: Render): Promise<void> {
    await say('privately', render(own));
  }

  async function acknowledge(how: Audience | 'inPlace'): Promise<void> {
    if (stage.name !== 'fresh') return;
    if (how === 'inPlace') {
      pressed(interaction);
      await wire.first({ type: InteractionResponseType.DeferredMessageUpdate });
      stage = { name: 'resting' };
      return;
    }
    const type = InteractionResponseType.DeferredChannelMessageWithSource;
    await wire.first({ type, flags: flagsFor(how) });
    stage = { name: 'thinking', audience: how };
  }

  return {
    acknowledge: sending(acknowledge),
    async progress(render) {
      if (stage.name !== 'thinking') return;
      const words = await sayFor(stage.audience);
      // It may have been answered meanwhile.
      if (stage.name === 'thinking') await wire.tryEdit(render(words));
    },
    privately: sending(privately),
    publicly: sending(async (render: Render) => say('publicly', render(await everyones()))),
    inPlace: sending(async (render: Render) => {
      const press = pressed(interaction);
      if (stage.name === 'fresh') {
        if (!isPrivate(press.message)) return privately(render);
        const body = render(own);
        await wire.first({ type: InteractionResponseType.UpdateMessage, body, flags: 0 });
        stage = { name: 'answered' };
      } else if (!(await isEdited(render(own)))) await privately(render);
    }),
    form: sending(async (render: (say: Say) => APIModalInteractionResponseCallbackData) => {
      if (stage.name !== 'fresh') throw new Refusal('formTooLate');
      await wire.first({ type: InteractionResponseType.Modal, form: render(own) });
      stage = { name: 'answered' };
    }),
    redraw: sending(async (render: (say: Say) => readonly APIMessageTopLevelComponent[]) => {
      const press = pressed(interaction);
      const seenBy: Audience = isPrivate(press.message) ? 'privately' : 'publicly';
      const body = { components: [...render(await sayFor(seenBy))] };
      if (stage.name !== 'fresh') return wire.edit(body);
      await wire.first({ type: InteractionResponseType.UpdateMessage, body, flags: 0 });
      stage = { name: 'answered' };
    }),
    // By the interaction's token: that needs no permission, in whatever channel it is.
    takeBack: sending(() => wire.remove()),
    async acknowledgeLate() {
      if (isBegun) return;
      isBegun = true;
      late = acknowledge(isOnMessage(interaction) ? 'inPlace' : 'privately');
      await late;
    },
  };
}

function flagsFor(audience: Audience): number {
  return audience === 'privately' ? MessageFlags.Ephemeral : 0;
}

/** Whether nobody but who acts sees a message. */
export function isPrivate({
  flags,
}: {
  readonly flags: MessageComponentInteraction['message']['flags'];
}): boolean {
  return flags.has(MessageFlags.Ephemeral);
}

/** What a message's component or a form that was opened from there has. */
type Pressed = Pick<MessageComponentInteraction, 'message'>;

function isOnMessage(
  interaction: RepliableInteraction,
): interaction is RepliableInteraction & Pressed {
  if (interaction.isMessageComponent()) return true;
  return interaction.isModalSubmit() && interaction.isFromMessage();
}

/** Only what a button is on can be answered in place: a command that tries is a bug. */
function pressed(interaction: RepliableInteraction): Pressed {
  if (isOnMessage(interaction)) return interaction;
  throw new TypeError('only a button is answered in place');
}
