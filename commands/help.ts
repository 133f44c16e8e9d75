/** `/help`: what can be typed, with examples from the articles at hand. */
import type { APIEmbed } from 'discord.js';
import { highlightText } from '../src/citations/quote.ts';
import { READING_MS } from '../src/discord/asking.ts';
import { rows } from '../src/discord/buttons.ts';
import { COLOURS } from '../src/discord/colours.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { commandMention, typedCommand } from '../src/discord/command-mention.ts';
import { escapeMarkdown, oneLine } from '../src/discord/escape.ts';
import { cutLabel } from '../src/discord/fit.ts';
import { renderEmbed } from '../src/discord/message.ts';
import type { Say } from '../src/languages/say.ts';
import type { Library } from '../src/library/library.ts';
import { messageButtons } from './shared/direct-messages.ts';
import { isManager, managesServer } from './shared/permissions.ts';
import { settingsHere } from './shared/services.ts';

/** UTF-16 units of what stands in an example: it fits a line or two on a phone. */
const TOPIC_MAX = 60;
const WORDS_MAX = 60;

export const help = defineCommand({
  data: { name: 'help', description: 'What you can do, with examples' },

  async run(interaction, turn) {
    const { library, say, reply, sources } = turn;
    const typed = (path: string, option?: string) =>
      typedIn(turn, { path, option }, interaction.locale);
    const { mentions } = await settingsHere(interaction, turn);
    const looksAfter = isManager(interaction, turn);
    const isTold = sources !== undefined && looksAfter;
    const isInCharge = managesServer(interaction, turn);
    await reply.acknowledge('privately');
    const examples = await makeExamples(library, say);
    const mention = `<@${interaction.client.user.id}>`;
    const buttonsOf = await messageButtons(interaction, turn);
    await reply.privately((say) => ({
      ...renderEmbed(
        helpEmbed(
          say,
          { typed, mention: mentions ? mention : null, looksAfter, isTold, isInCharge },
          examples,
        ),
      ),
      components: rows(buttonsOf(say)),
    }));
  },
});

/** Whom it is for, and how they call the bot. */
interface Reader {
  /** A command, and the option that the example behind it is for. */
  readonly typed: (path: string, option?: string) => string;
  /** Null where mentions are not answered. */
  readonly mention: string | null;
  /** Whether they look after the articles. */
  readonly looksAfter: boolean;
  /** Whether they may add articles and sources as well. */
  readonly isTold: boolean;
  /** Whether they look after the server. */
  readonly isInCharge: boolean;
}

function helpEmbed(say: Say, reader: Reader, examples: Examples): APIEmbed {
  const { typed, mention, looksAfter, isTold, isInCharge } = reader;
  const line = (command: string, words: string) => `${command}\n-# ${words}`;
  return {
    color: COLOURS.notice,
    title: say('helpTitle'),
    description: [
      line(`${typed('ask', 'question')} ${examples.question}`, say('helpAsk')),
      line(`${typed('quote', 'text')} ${examples.words}`, say('helpQuote')),
      line(`${typed('verify', 'quote')} ${examples.words}`, say('helpVerify')),
      line(`${typed('cite', 'id')} ${examples.id}`, say('helpCite')),
      line(
        `${typed('library list')}, ${typed('library show', 'article')} ${examples.title}`,
        say('helpArticles'),
      ),
      ...(isTold
        ? [
            line(
              `${typed('sources list')}, ${typed('sources add', 'address')} https://…`,
              say('helpSources'),
            ),
          ]
        : []),
      ...(looksAfter
        ? [
            line(
              ['gaps list', 'answers list', 'stats'].map((path) => typed(path)).join(', '),
              say('helpUse'),
            ),
          ]
        : []),
      ...(isInCharge ? [line(typed('settings'), say('helpSettings'))] : []),
      say('helpMenu'),
      ...(isTold ? [say('helpKeep')] : []),
      mention === null
        ? say('helpNoMention')
        : say('helpMention', { mention, question: examples.question }),
    ].join('\n'),
  };
}

interface Examples {
  readonly question: string;
  readonly words: string;
  readonly id: string;
  readonly title: string;
}

/** A command to be tapped; one whose id is not known as it is typed, with the option in front of an example. */
function typedIn(
  turn: Pick<Turn, 'commandIdOf'>,
  { path, option }: { readonly path: string; readonly option: string | undefined },
  locale: string,
): string {
  const [command = ''] = path.split(' ', 1);
  const isKnown = turn.commandIdOf(command) !== null;
  if (isKnown || option === undefined) return commandMention(turn, path, locale);
  return `\`${typedCommand(`${path} ${option}`, locale)}:\``;
}

/** From a question that the articles answer, else from the first article's title. */
async function makeExamples(library: Library, say: Say): Promise<Examples> {
  const [article] = await library.articles();
  const title = article ? cutLabel(oneLine(article.title), TOPIC_MAX, '…') : '…';
  const isReady = library.status().passages > 0;
  const [known] = isReady ? await library.exampleQuestions(1, READING_MS) : [];
  const asked = known ?? say('helpQuestion', { topic: say('titled', { title }) });
  const answer = isReady ? await library.ask(asked, { count: 1, readingMs: READING_MS }) : null;
  const excerpt = answer?.excerpts[0];
  const words = excerpt ? oneLine(highlightText(excerpt)) : '…';
  return {
    question: escapeMarkdown(oneLine(asked)),
    words: escapeMarkdown(cutLabel(words, WORDS_MAX, '…')),
    id: excerpt?.citation.id ?? '…',
    title: escapeMarkdown(title),
  };
}
