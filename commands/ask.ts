/** `/ask`: the passages of the articles that answer a question, for the asker's eyes by default. */
import { ApplicationCommandOptionType } from 'discord.js';
import { renderAnswer } from '../src/discord/answer-layout.ts';
import {
  ask as askArticles,
  COUNT_DEFAULT,
  QUESTION_MAX,
  QUESTION_MIN,
} from '../src/discord/asking.ts';
import { defineCommand } from '../src/discord/command.ts';
import { COUNT_MAX, COUNT_MIN } from '../src/discord/custom-id.ts';
import { notesOn } from '../src/discord/freshness.ts';
import { showingOf } from '../src/discord/showing.ts';
import { hearing } from '../src/discord/visible.ts';
import { Refusal } from '../src/refusals.ts';
import { completeFilter, filterOptions, readFilter } from './shared/filters.ts';

export const ask = defineCommand({
  data: {
    name: 'ask',
    description: 'Find the passages of the articles that answer a question, word for word',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'question',
        description: 'What do you want to know?',
        required: true,
        min_length: QUESTION_MIN,
        max_length: QUESTION_MAX,
      },
      ...filterOptions,
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'count',
        description: `How many passages to show in full (${COUNT_DEFAULT} if left out)`,
        min_value: COUNT_MIN,
        max_value: COUNT_MAX,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'visible',
        description: 'Show the answer to everyone in the channel (only to you if left out)',
      },
    ],
  },

  async run(interaction, turn) {
    const { options } = interaction;
    const count = checkCount(options.getInteger('count') ?? COUNT_DEFAULT);
    const isVisible = options.getBoolean('visible') ?? false;
    const { audience, reply } = await hearing(interaction, turn, isVisible);
    const asked = await askArticles(turn, {
      text: options.getString('question', true),
      from: 'ask',
      count,
      filter: () => readFilter(interaction, turn),
      acknowledge: () => reply.acknowledge(audience),
      progress: reply.progress,
    });
    const showing = showingOf(interaction, audience, turn);
    await reply[audience]((say) => renderAnswer(say, asked, { showing, notesOn: notesOn(turn) }));
  },

  async autocomplete(interaction, turn) {
    return completeFilter(interaction, turn);
  },
});

/** Discord's own check is a hint to its client only: anything can be sent. */
function checkCount(count: number): number {
  if (Number.isInteger(count) && count >= COUNT_MIN && count <= COUNT_MAX) return count;
  throw new Refusal('countRange', { min: COUNT_MIN, max: COUNT_MAX });
}
