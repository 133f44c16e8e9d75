/** The Cancel button: what was asked is not done, and nothing is as it would have been. */
import { defineButton } from '../../src/discord/command.ts';
import { renderLine } from '../../src/discord/message.ts';

export const cancel = defineButton('cancel', (_interaction, _action, { reply }) =>
  reply.inPlace((say) => renderLine(say('cancelled'))),
);
