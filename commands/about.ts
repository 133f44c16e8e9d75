/**
 * `/about`: what is indexed, with which model, how fresh, what is kept about people; and, for those
 * who look after the articles, what is broken.
 */
import type { APIEmbed, APIEmbedField } from 'discord.js';
import { COLOURS } from '../src/discord/colours.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { instantMark } from '../src/discord/dates.ts';
import { escapeMarkdown } from '../src/discord/escape.ts';
import type { Managers } from '../src/discord/managers.ts';
import { renderEmbed } from '../src/discord/message.ts';
import { percentRead } from '../src/discord/readiness.ts';
import type { Say } from '../src/languages/say.ts';
import { sayTimeLeft } from '../src/languages/time-left.ts';
import { isManager } from './shared/permissions.ts';
import { unwellFields } from './shared/unwell.ts';

export const about = defineCommand({
  data: {
    name: 'about',
    description: 'What I know, how fresh it is, and what is kept about you',
  },

  async run(interaction, turn) {
    const unread = isManager(interaction, turn) ? ((await turn.upkeep?.unread()) ?? []) : null;
    await turn.reply.privately((say) => {
      const embed = aboutEmbed(say, turn, interaction.guildId);
      const unwell = unread === null ? [] : unwellFields(say, turn, unread);
      return renderEmbed({ ...embed, fields: [...(embed.fields ?? []), ...unwell] });
    });
  },
});

/** Who may change the articles, as seen from a server, or from a direct message. */
function managersLine(say: Say, { guildIds }: Managers, guildId: string | null): string {
  if (guildIds.size === 0) return say('aboutManagersOwner');
  const isHere = guildId !== null && guildIds.has(guildId);
  return say(isHere ? 'aboutManagersHere' : 'aboutManagersElsewhere');
}

function aboutEmbed(
  say: Say,
  { library, about, gaps, managers }: Turn,
  guildId: string | null,
): APIEmbed {
  const { articles, passages, model, changedAt, remainingMs } = library.status();
  const percent = percentRead(library);
  const left = remainingMs === null ? [] : [sayTimeLeft(say, remainingMs)];
  const note = percent === null ? [] : [[say('stillReading', { percent }), ...left].join(' ')];
  const field = (name: string, value: string, inline = true): APIEmbedField => ({
    name,
    value,
    inline,
  });
  const kept = gaps
    ? say('aboutPrivacyGaps', { n: gaps.retentionDays })
    : say('aboutPrivacyNothing');
  return {
    color: COLOURS.notice,
    description: [say('aboutLine'), ...note].join('\n'),
    fields: [
      field(say('aboutIndexed'), say('aboutArticles', { n: articles, passages })),
      ...(changedAt === null ? [] : [field(say('aboutFresh'), instantMark(changedAt, 'R'))]),
      field(say('aboutModel'), escapeMarkdown(model)),
      ...(about.version === undefined ? [] : [field(say('aboutVersion'), about.version)]),
      ...(about.sourceUrl === undefined ? [] : [field(say('aboutSource'), about.sourceUrl)]),
      field(say('aboutManagers'), managersLine(say, managers, guildId), false),
      field(say('aboutPrivacy'), `${kept} ${say('aboutPrivacyMentions')}`, false),
    ],
  };
}
