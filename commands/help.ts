/** `/help`: what can be typed, with examples from the articles at hand. */
import { type APIEmbed, MessageFlags } from 'discord.js';
import { defineCommand } from '../src/discord/command.ts';
import { sliceOf } from '../src/discord/embed.ts';
import { escapeMarkdown, oneLine } from '../src/discord/escape.ts';
import { cutLabel } from '../src/discord/fit.ts';
import type { Say } from '../src/discord/messages.ts';
import type { Library } from '../src/library/library.ts';

/** UTF-16 units of what stands in an example: it fits a line or two on a phone. */
const TOPIC_MAX = 60;
const WORDS_MAX = 60;

export const help = defineCommand({
  data: { name: 'help', description: 'What you can do, with examples' },

  async run(interaction, { library, say }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const examples = await makeExamples(library, say);
    const mention = `<@${interaction.client.user.id}>`;
    const line = (command: string, words: string) => `${command}\n-# ${words}`;
    const embed: APIEmbed = {
      title: say('helpTitle'),
      description: [
        line(`\`/ask question:\` ${examples.question}`, say('helpAsk')),
        line(`\`/quote text:\` ${examples.words}`, say('helpQuote')),
        line(`\`/verify quote:\` ${examples.words}`, say('helpVerify')),
        line(`\`/cite id:\` ${examples.id}`, say('helpCite')),
        line(
          `\`/articles list\`, \`/articles show article:\` ${examples.title}`,
          say('helpArticles'),
        ),
        say('helpMenu'),
        say('helpMention', { mention, question: examples.question }),
      ].join('\n'),
    };
    await interaction.editReply({ embeds: [embed] });
  },
});

interface Examples {
  readonly question: string;
  readonly words: string;
  readonly id: string;
  readonly title: string;
}

/** From the first article of the list and the passage that fits its title best. */
async function makeExamples(library: Library, say: Say): Promise<Examples> {
  const [article] = library.articles();
  const title = article ? oneLine(article.title) : '…';
  const { passages } = library.status();
  const answer =
    article && passages > 0
      ? await library.ask(title, { count: 1, filter: { articleId: article.id } })
      : null;
  const excerpt = answer?.excerpts[0];
  const words = excerpt ? oneLine(sliceOf(excerpt, excerpt.highlight)) : '…';
  const topic = escapeMarkdown(cutLabel(title, TOPIC_MAX, '…'));
  return {
    question: say('helpQuestion', { topic: say('titled', { title: topic }) }),
    words: escapeMarkdown(cutLabel(words, WORDS_MAX, '…')),
    id: excerpt?.citation.id ?? '…',
    title: topic,
  };
}
