/** `/ask`: the passages of the articles that answer a question, for the asker's eyes by default. */
import { ApplicationCommandOptionType, MessageFlags } from 'discord.js';
import { defineCommand } from '../src/discord/command.ts';
import { COUNT_MAX, COUNT_MIN } from '../src/discord/custom-id.ts';
import { renderAnswer } from '../src/discord/render.ts';
import { Refusal } from '../src/refusals.ts';
import { completeFilter, filterOptions, readFilter } from './shared/filters.ts';
import { progressNote, refuseUnlessReadable } from './shared/readiness.ts';

/** Code points, as Discord counts them. A question is a sentence or two. */
const QUESTION_MIN = 3;
const QUESTION_MAX = 300;
const COUNT_DEFAULT = 3;

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
        description: `How many passages at most (${COUNT_DEFAULT} if left out)`,
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

  async run(interaction, { library, gaps, say }) {
    const { options } = interaction;
    const question = checkQuestion(options.getString('question', true).trim());
    const count = checkCount(options.getInteger('count') ?? COUNT_DEFAULT);
    refuseUnlessReadable(library);
    const filter = readFilter(interaction, library);

    const visible = options.getBoolean('visible') ?? false;
    await interaction.deferReply(visible ? {} : { flags: MessageFlags.Ephemeral });

    const note = progressNote(library, say);
    const answer = await library.ask(question, { count, filter });
    // Kept before anything is said, so that a crash loses none; it is a line on the disk.
    if (!answer.answered) await gaps?.note(question);
    await interaction.editReply(renderAnswer(say, answer, count, note));
  },

  autocomplete(interaction, { library }) {
    return completeFilter(interaction, library);
  },
});

/** Discord's own checks are hints to its client only: anything can be sent. */
function checkQuestion(question: string): string {
  const { length } = Array.from(question);
  if (length < QUESTION_MIN) throw new Refusal('questionTooShort', { min: QUESTION_MIN });
  if (length > QUESTION_MAX) throw new Refusal('questionTooLong', { max: QUESTION_MAX, length });
  return question;
}

function checkCount(count: number): number {
  if (Number.isInteger(count) && count >= COUNT_MIN && count <= COUNT_MAX) return count;
  throw new Refusal('countRange', { min: COUNT_MIN, max: COUNT_MAX });
}
