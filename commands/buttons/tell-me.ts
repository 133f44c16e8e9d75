/** "Tell me when there is an answer", and "Never mind": what is kept for that is said, and forgotten when it is revoked. */
import { isBotThere } from '../../src/discord/access-of.ts';
import { readPressedAnswer } from '../../src/discord/answered-message.ts';
import { QUESTION_MAX } from '../../src/discord/asking.ts';
import { button, rows } from '../../src/discord/buttons.ts';
import { defineButton } from '../../src/discord/command.ts';
import { escapedLabel } from '../../src/discord/label.ts';
import { renderLine } from '../../src/discord/message.ts';
import { Refusal } from '../../src/refusals.ts';

export const tellMe = defineButton('tellMe', async (interaction, { asked }, turn) => {
  const { askers, reply } = turn;
  // Where the bot is not, nobody could be told; ids of buttons may be forged.
  if (!askers || !isBotThere(interaction)) throw new Refusal('unavailable');
  const { message, user, channelId: channel, locale } = interaction;
  const answered = message.author.id === interaction.client.user.id && readPressedAnswer(message);
  const question = answered ? (asked ?? answered.question) : null;
  if (!question || channel === null || Array.from(question).length > QUESTION_MAX) {
    throw new Refusal('oldButton');
  }
  await reply.acknowledge('privately');
  const asker = await askers.wait({ user: user.id, channel, question, locale });
  await reply.privately((say) => ({
    ...renderLine(
      say('tellMeKept', {
        question: escapedLabel(question, QUESTION_MAX),
        n: askers.retentionDays,
      }),
    ),
    components: rows([button(say('button.neverMind'), { name: 'neverMind', asker })]),
  }));
});

export const neverMind = defineButton('neverMind', async (interaction, { asker }, turn) => {
  const { askers, reply } = turn;
  if (!askers) throw new Refusal('unavailable');
  await reply.acknowledge('inPlace');
  await askers.forget(asker, interaction.user.id);
  await reply.inPlace((say) => renderLine(say('tellMeForgotten')));
});
