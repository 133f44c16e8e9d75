/** The More button and "Show the nearest passages": the next excerpts, for who presses it. */
import { type ButtonInteraction, MessageFlags } from 'discord.js';
import { excerptOf } from '../../src/citations/look-up.ts';
import { defineButton, type Turn } from '../../src/discord/command.ts';
import { type PageAction, renderPage } from '../../src/discord/render.ts';
import type { Excerpt } from '../../src/model.ts';
import { refuseMissing } from '../shared/excerpts.ts';

export const more = defineButton('more', (interaction, action, turn) =>
  showPage(interaction, action, turn, []),
);

export const near = defineButton('near', (interaction, action, turn) =>
  showPage(interaction, action, turn, [turn.say('nearest')]),
);

async function showPage(
  interaction: ButtonInteraction,
  action: PageAction,
  { library, say }: Turn,
  lines: readonly string[],
): Promise<void> {
  const rest = [...action.refs];
  const excerpts: Excerpt[] = [];
  let changed = 0;
  while (excerpts.length < action.count) {
    const ref = rest.shift();
    if (!ref) break;
    const excerpt = excerptOf(library, ref);
    if (excerpt) excerpts.push(excerpt);
    else changed++;
  }
  if (excerpts.length === 0) refuseMissing(library);

  const notes = changed === 0 ? [] : [say('someChanged', { n: changed })];
  const page = renderPage(say, [...lines, ...notes], excerpts, { ...action, refs: rest });
  await interaction.reply({ ...page, flags: MessageFlags.Ephemeral });
}
