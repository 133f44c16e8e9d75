/** The message command `Find sources`: the passages that bear on a message. */
import { ApplicationCommandType } from 'discord.js';
import { defineMessageCommand } from '../src/discord/command.ts';
import { type TextPlace, targetOf } from '../src/discord/target-message.ts';
import { findPassages, wordsToFind } from './shared/find-passages.ts';
import { wordsAt } from './shared/quotations.ts';
import { readTargetFiles } from './shared/target-files.ts';

/** What says most of what is meant first. */
const PLACES: readonly TextPlace[] = ['message', 'forwarded', 'picture', 'embed'];

export const findSources = defineMessageCommand({
  data: { type: ApplicationCommandType.Message, name: 'Find sources' },

  async run(interaction, turn) {
    const { texts, files } = targetOf(interaction);
    // What a command was used on is known already; files are fetched where something has to be known of them.
    if (files.length > 0) await turn.reply.acknowledge('privately');
    const { read } = await readTargetFiles(turn, files, interaction.user.id);
    const said = [
      ...PLACES.map((place) => wordsAt(texts, place)),
      ...read.map((file) => file.beginning),
    ];
    // A link's preview says less of what is meant than the words beside the link.
    const words = wordsToFind(said) || wordsToFind([wordsAt(texts, 'preview')]);
    await findPassages(interaction, turn, words);
  },
});
