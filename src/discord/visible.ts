/** Where `visible: true` may be used on a server, and what becomes of an answer where it may not. */
import type { RepliableInteraction } from 'discord.js';
import type { Say } from '../languages/say.ts';
import type { ServerSettings, VisibleWhere } from '../settings/server-settings.ts';
import type { Services, Turn } from './command.ts';
import { fitsMessage, text } from './layout.ts';
import { MESSAGE_CONTENT_MAX } from './limits.ts';
import { isLayout, type Outgoing, renderLine } from './message.ts';
import { parentOf } from './parent-channel.ts';
import type { Audience, Reply } from './reply.ts';
import { channelsOf } from './settings-page.ts';

/** Channels that are named to somebody: a line or two on a phone. */
const CHANNELS_NAMED = 5;

/** Who is shown an answer, and the way to them. */
export interface Hearing {
  readonly audience: Audience;
  readonly reply: Reply;
}

/**
 * Who is to see what answers a command: everyone where that is wanted and may be, else the one who asks, who is
 * told so. Nothing is lost by that: what one sees alone can be shared.
 */
export async function hearing(
  interaction: Pick<RepliableInteraction, 'guildId' | 'channelId'>,
  { reply, settings }: Pick<Turn, 'reply'> & Pick<Services, 'settings'>,
  isWanted: boolean,
): Promise<Hearing> {
  if (!isWanted) return { audience: 'privately', reply };
  const { guildId, channelId } = interaction;
  if (guildId === null) return { audience: 'publicly', reply };
  const { visible } = await settings.of(guildId);
  const here = [channelId, parentOf(interaction)].filter((id) => id !== null);
  if (mayShow(visible, here)) return { audience: 'publicly', reply };
  return { audience: 'privately', reply: withLineFirst(reply, (say) => whyPrivate(say, visible)) };
}

/** @param here the channel, and what it is in. */
function mayShow(visible: ServerSettings['visible'], here: readonly string[]): boolean {
  if (typeof visible === 'string') return visible === 'everywhere';
  return here.some((id) => visible.includes(id));
}

function whyPrivate(say: Say, visible: VisibleWhere): string {
  if (typeof visible === 'string') return say('visibleNowhere');
  return say('visibleOnlyIn', { channels: channelsOf(visible, CHANNELS_NAMED) });
}

/** The same door, through which the first private message brings a line with it. */
function withLineFirst(reply: Reply, line: (say: Say) => string): Reply {
  let isTold = false;
  return {
    ...reply,
    async privately(render) {
      if (isTold) return reply.privately(render);
      isTold = true;
      let isLeft = false;
      await reply.privately((say) => {
        const body = render(say);
        const both = below(line(say), body);
        isLeft = both === null;
        return both ?? body;
      });
      // An answer that fills a message is followed by it.
      if (isLeft) await reply.privately((say) => renderLine(line(say)));
    },
  };
}

/** A message with a line above it; null where there is no room for that. */
function below(line: string, body: Outgoing): Outgoing | null {
  const small = `-# ${line}`;
  if (isLayout(body)) {
    const layout = [text(small), ...body.layout];
    return fitsMessage(layout) ? { ...body, layout } : null;
  }
  const content = [small, body.content].filter((part) => part !== '').join('\n');
  return content.length > MESSAGE_CONTENT_MAX ? null : { ...body, content };
}
