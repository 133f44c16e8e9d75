/** The button that confirms `/gaps clear`. */
import { defineButton } from '../../src/discord/command.ts';
import { renderLine } from '../../src/discord/render.ts';
import { Refusal } from '../../src/refusals.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';

export const forget = defineButton('forget', async (interaction, _action, turn) => {
  const { gaps, say } = turn;
  refuseUnlessManager(interaction, turn);
  if (!gaps) throw new Refusal('gapsOff');
  await interaction.deferUpdate();
  await gaps.clear();
  await interaction.editReply(renderLine(say('gapsCleared')));
});
