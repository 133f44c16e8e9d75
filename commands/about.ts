/** `/about`: what is indexed, with which model, how fresh, and what is kept about people. */
import { type APIEmbedField, MessageFlags } from 'discord.js';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { instantMark } from '../src/discord/dates.ts';
import { escapeMarkdown } from '../src/discord/escape.ts';
import { progressNote } from './shared/readiness.ts';

export const about = defineCommand({
  data: {
    name: 'about',
    description: 'What I know, how fresh it is, and what is kept about you',
  },

  async run(interaction, turn) {
    const { library, say, about } = turn;
    const { articles, passages, model, changedAt } = library.status();
    const note = progressNote(library, say);
    const field = (name: string, value: string, inline = true): APIEmbedField => ({
      name,
      value,
      inline,
    });
    const fields = [
      field(say('aboutIndexed'), say('aboutArticles', { n: articles, passages })),
      ...(changedAt === null ? [] : [field(say('aboutFresh'), instantMark(changedAt, 'R'))]),
      field(say('aboutModel'), escapeMarkdown(model)),
      ...(about.version === undefined ? [] : [field(say('aboutVersion'), about.version)]),
      ...(about.sourceUrl === undefined ? [] : [field(say('aboutSource'), about.sourceUrl)]),
      field(say('aboutPrivacy'), privacy(turn), false),
    ];
    const description = [say('aboutLine'), ...(note === undefined ? [] : [note])].join('\n');
    const embeds = [{ description, fields }];
    await interaction.reply({ embeds, flags: MessageFlags.Ephemeral });
  },
});

function privacy({ say, gaps }: Turn): string {
  const kept = gaps
    ? say('aboutPrivacyGaps', { n: gaps.retentionDays })
    : say('aboutPrivacyNothing');
  return `${kept} ${say('aboutPrivacyMentions')}`;
}
