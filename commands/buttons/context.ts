/** The Context button: the excerpt with more of its article on either side, again and again. */
import { defineButton } from '../../src/discord/command.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { renderContext } from '../../src/discord/render.ts';
import { lookUpQuote } from '../shared/excerpts.ts';

/** Opens it beside the message, for who presses. */
export const context = defineButton('context', async (_interaction, action, turn) => {
  const { library, reply } = turn;
  await untilReadable(turn, 'privately');
  const quote = lookUpQuote(library, action);
  await reply.privately((say) => renderContext(say, quote));
});

/** Goes on in the message that Context opened. */
export const wider = defineButton('wider', async (_interaction, action, turn) => {
  const { library, reply } = turn;
  await untilReadable(turn, 'inPlace');
  const quote = lookUpQuote(library, action);
  await reply.inPlace((say) => renderContext(say, quote));
});
