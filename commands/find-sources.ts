/** The message command `Find sources`: the passages that bear on a message. */
import { ApplicationCommandType } from 'discord.js';
import { renderPage, wordsAlone } from '../src/discord/answer-layout.ts';
import { ask, QUESTION_MAX } from '../src/discord/asking.ts';
import { defineMessageCommand } from '../src/discord/command.ts';
import { notesOn } from '../src/discord/freshness.ts';
import { withoutNoise } from '../src/discord/noise.ts';
import { showingOf } from '../src/discord/showing.ts';
import { targetOf } from '../src/discord/target-message.ts';
import { Refusal } from '../src/refusals.ts';

const COUNT = 3;

export const findSources = defineMessageCommand({
  data: { type: ApplicationCommandType.Message, name: 'Find sources' },

  async run(interaction, turn) {
    const { reply } = turn;
    const { own, embedded } = targetOf(interaction);
    // A link's preview says less of what is meant than the words beside the link.
    const words = [own, embedded].map(withoutNoise).find((text) => /[\p{L}\p{N}]/u.test(text));
    if (words === undefined) throw new Refusal('findNothing');
    const { answer } = await ask(turn, {
      // A message may be longer than any question: its beginning is looked for.
      text: Array.from(words).slice(0, QUESTION_MAX).join(''),
      from: 'find-sources',
      count: COUNT,
      acknowledge: () => reply.acknowledge('privately'),
      progress: reply.progress,
    });
    const { answered, excerpts } = answer;
    if (excerpts.length === 0) throw new Refusal('findNone');
    const page = {
      as: answered ? 'answer' : 'nearest',
      count: COUNT,
      showing: showingOf(interaction, 'privately', turn),
      notesOn: notesOn(turn),
    } as const;
    await reply.privately((say) => {
      const lines = [...wordsAlone(say, answer), say(answered ? 'findTitle' : 'findMaybe')];
      return renderPage(say, lines, excerpts, page);
    });
  },
});
