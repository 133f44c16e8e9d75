/** The button that confirms `/gaps clear`. */
import { defineButton } from '../../src/discord/command.ts';
import { renderLine } from '../../src/discord/message.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';

export const forget = defineButton('forget', async (interaction, _action, turn) => {
  const { gaps, feedback, reply } = turn;
  refuseUnlessManager(interaction, turn);
  await reply.acknowledge('inPlace');
  await gaps?.clear();
  await feedback?.clear();
  await reply.inPlace((say) => renderLine(say('gapsCleared')));
});
