/** The message command `Find sources`: the passages that bear on a message. */
import { ApplicationCommandType, MessageFlags } from 'discord.js';
import { defineMessageCommand } from '../src/discord/command.ts';
import { renderPage } from '../src/discord/render.ts';
import { Refusal } from '../src/refusals.ts';
import { refuseUnlessReadable } from './shared/readiness.ts';

const COUNT = 3;
/** Code points of a message that are looked for: what `/ask` takes. */
const LOOKED_FOR_MAX = 300;
/** Mentions, emoji and addresses say nothing that articles could. */
const NOISE = /<[@#:a/][^>\s]*>|https?:\/\/\S+/g;

export const findSources = defineMessageCommand({
  data: { type: ApplicationCommandType.Message, name: 'Find sources' },

  async run(interaction, { library, say }) {
    refuseUnlessReadable(library);
    const words = interaction.targetMessage.content
      .replace(NOISE, ' ')
      .replace(/\s+/gu, ' ')
      .trim();
    if (!/[\p{L}\p{N}]/u.test(words)) throw new Refusal('findNothing');
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const question = Array.from(words).slice(0, LOOKED_FOR_MAX).join('');
    const { answered, excerpts, further } = await library.ask(question, { count: COUNT });
    if (excerpts.length === 0) throw new Refusal('findNone');
    const lines = [answered ? say('findTitle') : say('findMaybe')];
    const next = { name: 'near', count: COUNT, refs: further } as const;
    await interaction.editReply(renderPage(say, lines, excerpts, next));
  },
});
