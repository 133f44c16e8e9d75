/** The button that confirms `/gaps clear`. */
import { defineButton } from '../../src/discord/command.ts';
import { renderLine } from '../../src/discord/message.ts';
import { Refusal } from '../../src/refusals.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';

export const forget = defineButton('forget', async (interaction, _action, turn) => {
  const { gaps, reply } = turn;
  refuseUnlessManager(interaction, turn);
  if (!gaps) throw new Refusal('gapsOff');
  await reply.acknowledge('inPlace');
  await gaps.clear();
  await reply.inPlace((say) => renderLine(say('gapsCleared')));
});
