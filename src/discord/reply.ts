/**
 * The one door through which interactions are answered: privately, publicly, or in place. It knows
 * how far an interaction is, who sees what is sent, and so in whose language that is.
 */
import {
  type APIMessageTopLevelComponent,
  type MessageComponentInteraction,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import { type Say, sayIn } from '../languages/say.ts';
import { sharedLocale } from './locale.ts';
import type { MessageBody } from './message.ts';

/** Who sees a message: the one who acts, or everyone in the channel. */
export type Audience = 'privately' | 'publicly';

/** Makes a message in the language of those who see it. */
export type Render = (say: Say) => MessageBody;

/** Answers one interaction; what is sent first also acknowledges it. */
export interface Reply {
  /** Acknowledges before longer work: "thinking…", or a pressed button that rests. */
  acknowledge(how: Audience | 'inPlace'): Promise<void>;
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
  /** Changes the buttons of the message that a button is on, in the language of who sees it. */
  redraw(render: (say: Say) => readonly APIMessageTopLevelComponent[]): Promise<void>;
  /** Deletes the message that a button is on, once that is acknowledged in place. */
  takeBack(): Promise<void>;
}

/** The door for one interaction. */
export function replyTo(interaction: RepliableInteraction): Reply {
  const own = sayIn(interaction.locale);
  const everyones = sayIn(sharedLocale(interaction));

  /** Whether a "thinking…" for this audience waits to become the message. */
  const isAwaited = (audience: Audience): boolean =>
    interaction.deferred &&
    !interaction.replied &&
    interaction.ephemeral === (audience === 'privately');

  /** A "thinking…" for others cannot change its audience: it goes. A button's message stays. */
  async function dropOther(audience: Audience): Promise<void> {
    if (isAwaited(audience === 'privately' ? 'publicly' : 'privately')) {
      await interaction.deleteReply();
    }
  }

  async function privately(render: Render): Promise<void> {
    const body = render(own);
    if (isAwaited('privately')) await interaction.editReply(body);
    else if (!interaction.deferred && !interaction.replied) {
      await interaction.reply({ ...body, ...PRIVATE });
    } else {
      await dropOther('privately');
      await interaction.followUp({ ...body, ...PRIVATE });
    }
  }

  async function publicly(render: Render): Promise<boolean> {
    const body = render(everyones);
    if (isAwaited('publicly')) await interaction.editReply(body);
    else if (!interaction.deferred && !interaction.replied) await interaction.reply(body);
    else {
      await dropOther('publicly');
      return !isPrivate(await interaction.followUp(body));
    }
    return true;
  }

  return {
    async acknowledge(how) {
      if (how === 'inPlace') await pressed(interaction).deferUpdate();
      else await interaction.deferReply(how === 'privately' ? PRIVATE : {});
    },
    privately,
    publicly,
    async inPlace(render) {
      const press = pressed(interaction);
      const body = render(own);
      if (press.deferred) await press.editReply(body);
      else if (isPrivate(press.message)) await press.update(body);
      else await privately(render);
    },
    async redraw(render) {
      const press = pressed(interaction);
      const body = { components: [...render(isPrivate(press.message) ? own : everyones)] };
      if (press.deferred || press.replied) await press.editReply(body);
      else await press.update(body);
    },
    async takeBack() {
      // By the interaction's token: that needs no permission, in whatever channel it is.
      await interaction.deleteReply();
    },
  };
}

const PRIVATE = { flags: MessageFlags.Ephemeral } as const;

function isPrivate({
  flags,
}: {
  readonly flags: MessageComponentInteraction['message']['flags'];
}): boolean {
  return flags.has(MessageFlags.Ephemeral);
}

/** Only what a button is on can be answered in place: a command that tries is a bug. */
function pressed(interaction: RepliableInteraction): MessageComponentInteraction {
  if (!interaction.isMessageComponent()) throw new TypeError('only a button is answered in place');
  return interaction;
}
