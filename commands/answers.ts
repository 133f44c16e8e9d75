/** `/answers`: passages that those who look after the articles pin to questions. */
import {
  type APIEmbed,
  ApplicationCommandOptionType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { excerptOf } from '../src/citations/look-up.ts';
import { QUESTION_MAX, QUESTION_MIN } from '../src/discord/asking.ts';
import { COLOURS } from '../src/discord/colours.ts';
import { type Completion, defineCommand, type Turn } from '../src/discord/command.ts';
import { commandMention } from '../src/discord/command-mention.ts';
import { oneLine } from '../src/discord/escape.ts';
import { cutLabel } from '../src/discord/fit.ts';
import { escapedLabel } from '../src/discord/label.ts';
import { CHOICE_NAME_MAX, CHOICES_MAX } from '../src/discord/limits.ts';
import { linesWithin } from '../src/discord/lines.ts';
import { renderEmbed, renderLine } from '../src/discord/message.ts';
import { pinnedQuestion } from '../src/discord/pin-menu.ts';
import { untilReadable } from '../src/discord/readiness.ts';
import { renderOwn } from '../src/discord/render.ts';
import { showingOf } from '../src/discord/showing.ts';
import { tell } from '../src/discord/tell.ts';
import { type Pin, questionKey } from '../src/editorial/answers-file.ts';
import { sentenceOfWords } from '../src/editorial/pinned-words.ts';
import type { Excerpt } from '../src/model.ts';
import { Refusal } from '../src/refusals.ts';
import { comparable } from './shared/comparable.ts';
import { refuseUnlessManager } from './shared/permissions.ts';
import { answersOf, namedPassage, suggestPassages } from './shared/pins.ts';

/** Of the message: a few screens of a phone; the file has all of them. */
const ROOM = { units: 3_500, bytes: 7_000 };
/** Of mistakes in the files. */
const MISTAKES = { units: 1_200, bytes: 2_400 };
/** UTF-16 units of a question, a title and words in the list. */
const SHOWN_MAX = 150;
/** Passages that are looked up together. */
const AT_ONCE = 25;
/** UTF-16 units of what is typed for a passage: an id, or a sentence. */
const PASSAGE_MAX = 1_000;

export const answers = defineCommand({
  data: {
    name: 'answers',
    description: 'Passages that are pinned to questions',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'pin',
        description: 'Show a passage first whenever a question, or one like it, is asked',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'question',
            description: 'The question, as people ask it',
            required: true,
            min_length: QUESTION_MIN,
            max_length: QUESTION_MAX,
          },
          {
            type: ApplicationCommandOptionType.String,
            name: 'citation',
            description: 'The id of the passage, or some words of its sentence',
            required: true,
            autocomplete: true,
            max_length: PASSAGE_MAX,
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'list',
        description: 'Show what is pinned, and whose passage has changed or is gone',
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'unpin',
        description: 'Answer a question again as any other',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'question',
            description: 'Which question',
            required: true,
            autocomplete: true,
            max_length: QUESTION_MAX,
          },
        ],
      },
    ],
  },

  async run(interaction, turn) {
    refuseUnlessManager(interaction, turn);
    const service = answersOf(turn);
    const { reply } = turn;
    const { options } = interaction;
    await reply.acknowledge('privately');
    // Somebody may have edited the file just now.
    await service.look();
    switch (options.getSubcommand()) {
      case 'pin': {
        const question = options.getString('question', true).trim();
        const { excerpt, words } = await namedPassage(options.getString('citation', true), turn);
        await service.pin({ question, citation: excerpt.citation.id, words });
        const showing = showingOf(interaction, 'privately', turn);
        await reply.privately((say) => {
          const done = say('pinDone', { question: pinnedQuestion(question) });
          return renderOwn(say, excerpt, showing, [done]);
        });
        return;
      }
      case 'unpin': {
        const wanted = pinnedTo(options.getString('question', true), service.list().pins);
        const { question } = await service.unpin(wanted.question);
        await reply.privately((say) =>
          renderLine(say('pinRemoved', { question: pinnedQuestion(question) })),
        );
        return;
      }
      default:
        await showList(interaction.locale, turn);
    }
  },

  async autocomplete(interaction, turn) {
    const { name, value } = interaction.options.getFocused(true);
    if (!turn.answers) return [];
    if (name === 'citation') return turn.quotes ? suggestPassages(value, turn) : [];
    return interaction.options.getSubcommand() === 'unpin' ? suggestPinned(value, turn) : [];
  },
});

/** Values of choices are cut as their names are. */
function choiceOf(question: string): string {
  return cutLabel(oneLine(question), CHOICE_NAME_MAX, '…');
}

/** The pin of a question that was typed or picked. @throws Refusal `noSuchPin`. */
function pinnedTo(typed: string, pins: readonly Pin[]): Pin {
  const key = questionKey(typed);
  const found =
    pins.find(({ question }) => questionKey(question) === key) ??
    pins.find(({ question }) => choiceOf(question) === typed);
  if (!found) throw new Refusal('noSuchPin');
  return found;
}

function suggestPinned(typed: string, { answers: service }: Completion) {
  const wanted = comparable(typed);
  const fitting = (service?.list().pins ?? []).filter(({ question }) =>
    comparable(question).includes(wanted),
  );
  const names = new Set(fitting.map(({ question }) => choiceOf(question)));
  return [...names].slice(0, CHOICES_MAX).map((name) => ({ name, value: name }));
}

/** A pin with what is to be read of its passage now. */
interface PinNow {
  readonly pin: Pin;
  /** Null where the passage is gone. */
  readonly excerpt: Excerpt | null;
  /** Whether it has other words than were pinned. */
  readonly isOther: boolean;
}

async function showList(locale: string, turn: Turn): Promise<void> {
  const { reply, library, access } = turn;
  const collection = access.changes?.key ?? '';
  const { pins, problems } = answersOf(turn).list();
  // Before all is read, everything would seem to be gone.
  if (pins.length > 0) await untilReadable(turn, 'privately');
  async function now(pin: Pin): Promise<PinNow> {
    const excerpt = await excerptOf(library, { id: pin.citation, sentence: 0, collection });
    const isOther =
      excerpt !== null &&
      sentenceOfWords({ ...excerpt, sentences: excerpt.sentences ?? [] }, pin.words) === null;
    return { pin, excerpt, isOther };
  }
  const all: PinNow[] = [];
  for (let from = 0; from < pins.length; from += AT_ONCE) {
    all.push(...(await Promise.all(pins.slice(from, from + AT_ONCE).map(now))));
  }
  // What is to be put right stands first.
  const isShown = ({ excerpt, isOther }: PinNow) => excerpt !== null && !isOther;
  const sorted = [...all.filter((one) => !isShown(one)), ...all.filter(isShown)];
  const command = commandMention(turn, 'answers pin', locale);
  await reply.privately((say) => {
    const mistakes = problems.map((problem) => `⚠️ ${tell(say, problem)}`);
    const content = linesWithin(mistakes, MISTAKES, (n) => say('linesMore', { n }));
    if (sorted.length === 0) {
      return renderLine([content, say('pinsNone', { command })].filter(Boolean).join('\n'));
    }
    const lines = sorted.map(({ pin, excerpt, isOther }) => {
      const question = `**${escapedLabel(pin.question, SHOWN_MAX)}**`;
      const id = `\`${pin.citation}\``;
      if (excerpt !== null && !isOther) {
        return `${question}\n${escapedLabel(excerpt.citation.article, SHOWN_MAX)} · ${id}`;
      }
      const words = escapedLabel(pin.words, SHOWN_MAX);
      const why = say(excerpt === null ? 'pinGone' : 'pinChanged');
      return `${question}\n${why} · ${id}\n${say('pinSaid', { words })}`;
    });
    const embed: APIEmbed = {
      color: COLOURS.notice,
      title: say('pinsTitle', { n: pins.length }),
      description: linesWithin(lines, ROOM, (n) => say('pinsMore', { n })),
    };
    return { ...renderEmbed(embed), content };
  });
}
