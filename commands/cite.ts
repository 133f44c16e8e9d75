/** `/cite`: the passage with a citation id, or what has become of it. */
import {
  type APIEmbed,
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  MessageFlags,
} from 'discord.js';
import type { FormerPassage } from '../src/citations/former-passages.ts';
import { refOf } from '../src/citations/quote.ts';
import type { Trace } from '../src/citations/trace.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { renderEmbeds } from '../src/discord/embed.ts';
import { escapeMarkdown, oneLine, quoteBlock } from '../src/discord/escape.ts';
import { cutLabel, LEFT_OUT } from '../src/discord/fit.ts';
import { type MessageBody, quoteButtons, renderShared, rows } from '../src/discord/render.ts';
import type { Say } from '../src/languages/say.ts';
import type { Excerpt } from '../src/model.ts';
import { Refusal } from '../src/refusals.ts';
import { refuseUnlessReadable } from './shared/readiness.ts';

/** UTF-16 units, escaped, of what an article said once: beside it there is a whole quote of today. */
const FORMER_MAX = 900;
const TITLE_MAX = 200;
/** Code points of a former passage that are looked for in the article of today. */
const LOOKED_FOR_MAX = 300;

export const cite = defineCommand({
  data: {
    name: 'cite',
    description: 'Post the passage with a citation id, word for word',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'id',
        description: 'The id under a quote, such as k3m9ta-x7q2vd',
        required: true,
        max_length: 60,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'visible',
        description: 'Show it to everyone in the channel (if left out, yes)',
      },
    ],
  },

  async run(interaction, { library, say }) {
    refuseUnlessReadable(library);
    const visible = interaction.options.getBoolean('visible') ?? true;
    const trace = library.trace(interaction.options.getString('id', true));
    const sharer = { userId: interaction.user.id };
    const flags = visible ? {} : { flags: MessageFlags.Ephemeral as const };
    switch (trace.state) {
      case 'unknown':
        throw new Refusal('citeUnknown');
      case 'current':
        await interaction.reply({ ...renderShared(say, trace.excerpt, sharer), ...flags });
        return;
      case 'moved': {
        const body = renderShared(say, trace.excerpt, sharer);
        const content = `${say('citeMoved')}\n${body.content}`;
        await interaction.reply({ ...body, content, ...flags });
        return;
      }
      case 'gone':
        await interaction.reply({ ...renderFormer(say, say('citeGone'), trace.former), ...flags });
        return;
      case 'changed':
        await interaction.deferReply(flags);
        await showChanged(interaction, trace, { library, say });
    }
  },
});

/** Both texts where both are known: what was cited, and what comes nearest to it now. */
async function showChanged(
  interaction: ChatInputCommandInteraction,
  { article, former }: Extract<Trace, { state: 'changed' }>,
  { library, say }: Pick<Turn, 'library' | 'say'>,
): Promise<void> {
  const title = escapeMarkdown(cutLabel(oneLine(article.title), TITLE_MAX));
  const line = say('citeChanged', { title });
  if (former === null) {
    await interaction.editReply(renderFormer(say, line, null));
    return;
  }
  const words = Array.from(former.text).slice(0, LOOKED_FOR_MAX).join('');
  const filter = { articleId: article.id };
  const { excerpts } = await library.ask(words, { count: 1, filter });
  await interaction.editReply(renderFormer(say, line, former, excerpts[0]));
}

/** What an article said once, clearly not a quote of today's; beside it what is there now. */
function renderFormer(
  say: Say,
  line: string,
  former: FormerPassage | null,
  now?: Excerpt,
): MessageBody {
  const content = now === undefined ? line : `${line}\n${say('citeNow')}`;
  const embeds: APIEmbed[] = former === null ? [] : [formerEmbed(say, former)];
  if (now === undefined) return { content, embeds, components: [] };
  const components = rows(quoteButtons(say, { ref: refOf(now), steps: 0 }));
  const rest = { content, embeds, components };
  // What is there now stands above what is there no more.
  return { ...rest, embeds: [...renderEmbeds(say, [now], { rest }), ...embeds] };
}

function formerEmbed(say: Say, { id, text, title, paragraph }: FormerPassage): APIEmbed {
  const cut = cutLabel(text, FORMER_MAX, LEFT_OUT, (shown) => quoteBlock(shown, null).length);
  const named = escapeMarkdown(cutLabel(oneLine(title), TITLE_MAX));
  const place = say('paragraph', { number: paragraph });
  return {
    description: `${say('citeFormer', { title: named, paragraph: place })}\n${quoteBlock(cut, null)}`,
    footer: { text: id },
  };
}
