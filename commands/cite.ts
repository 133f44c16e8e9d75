/** `/cite`: the passage with a citation id, or what has become of it. */
import { ApplicationCommandOptionType } from 'discord.js';
import type { FormerPassage } from '../src/citations/former-passages.ts';
import type { Trace } from '../src/citations/trace.ts';
import { QUESTION_MAX, READING_MS } from '../src/discord/asking.ts';
import { quoteButtons, removeButton, type Showing } from '../src/discord/buttons.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { instantMark } from '../src/discord/dates.ts';
import { quoteBlock } from '../src/discord/escape.ts';
import { cutLabel, LEFT_OUT } from '../src/discord/fit.ts';
import { freshnessLines, historyOf, originalLines } from '../src/discord/freshness.ts';
import { escapedLabel } from '../src/discord/label.ts';
import { buttonRow, container, text } from '../src/discord/layout.ts';
import type { LayoutBody } from '../src/discord/message.ts';
import { layOutPassages } from '../src/discord/passage-layout.ts';
import { untilReadable } from '../src/discord/readiness.ts';
import { renderOwn, renderShared } from '../src/discord/render.ts';
import type { Audience } from '../src/discord/reply.ts';
import { showingOf } from '../src/discord/showing.ts';
import { hearing } from '../src/discord/visible.ts';
import type { Say } from '../src/languages/say.ts';
import type { Library } from '../src/library/library.ts';
import type { ArticleRef, Excerpt } from '../src/model.ts';
import { Refusal } from '../src/refusals.ts';
import { articleFilter } from './shared/articles.ts';

/** UTF-16 units, escaped, of what an article said once: beside it there is a whole quote of today. */
const FORMER_MAX = 900;
const TITLE_MAX = 200;

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

  async run(interaction, given) {
    const isVisible = interaction.options.getBoolean('visible') ?? true;
    const { audience, reply } = await hearing(interaction, given, isVisible);
    const turn = { ...given, reply };
    const { library, hooks, statistics } = turn;
    await untilReadable(turn, audience);
    const trace = await library.trace({ id: interaction.options.getString('id', true) });
    const sharer = { userId: interaction.user.id, publicUrlOf: turn.publicUrlOf };
    const showing = showingOf(interaction, audience, turn);
    switch (trace.state) {
      case 'unknown':
        throw new Refusal('citeUnknown');
      case 'current':
      case 'moved': {
        await reply[audience]((say) => {
          const moved = trace.state === 'moved' ? [say('citeMoved')] : [];
          const notes = [
            ...moved,
            ...freshnessLines(say, historyOf(turn, trace.excerpt), null),
            ...originalLines(say, turn, trace.excerpt.citation.url),
          ];
          return audience === 'publicly'
            ? renderShared(say, trace.excerpt, { ...sharer, notes, marked: null })
            : renderOwn(say, trace.excerpt, showing, notes, null);
        });
        if (audience === 'publicly') {
          hooks.onShare({ citationId: trace.excerpt.citation.id });
          statistics?.shared(trace.excerpt);
        }
        return;
      }
      case 'gone':
        await reply[audience]((say) => renderFormer(say, say('citeGone'), null, showing));
        return;
      case 'changed':
        await reply.acknowledge(audience);
        await showChanged(trace, { audience, showing }, turn);
    }
  },
});

/** Both texts where both are known: what was cited, and what comes nearest to it now. */
async function showChanged(
  { article, former }: Extract<Trace, { state: 'changed' }>,
  { audience, showing }: { readonly audience: Audience; readonly showing: Showing },
  turn: Pick<Turn, 'library' | 'reply' | 'histories'>,
): Promise<void> {
  const { library, reply, histories } = turn;
  const changedAt = histories?.historyOf(article)?.changedAt ?? null;
  const title = escapedLabel(article.title, TITLE_MAX, LEFT_OUT);
  const now = former === null ? undefined : await nearestNow(library, article, former.text);
  await reply[audience]((say) => {
    const line = say('citeChanged', { title });
    const on =
      changedAt === null ? '' : ` ${say('changedOn', { date: instantMark(changedAt, 'D') })}`;
    return renderFormer(say, line + on, former, showing, now);
  });
}

/** What comes nearest to a former passage in its article as it is now. */
async function nearestNow(
  library: Library,
  article: ArticleRef,
  text: string,
): Promise<Excerpt | undefined> {
  const words = Array.from(text).slice(0, QUESTION_MAX).join('');
  const { excerpts } = await library.ask(words, {
    count: 1,
    filter: articleFilter(article),
    readingMs: READING_MS,
  });
  return excerpts[0];
}

/** What an article said once, clearly not a quote of today's; beside it what is there now. */
function renderFormer(
  say: Say,
  line: string,
  former: FormerPassage | null,
  showing: Showing,
  now?: Excerpt,
): LayoutBody {
  const head = [text(now === undefined ? line : `${line}\n${say('citeNow')}`)];
  const tail = [
    ...(former === null ? [] : [formerContainer(say, former)]),
    ...buttonRow(removeButton(say, showing)),
  ];
  if (now === undefined) return { layout: [...head, ...tail] };
  const passages = [{ quotable: now, ...quoteButtons(say, now, showing) }];
  // What is there now stands above what is there no more.
  const { layout } = layOutPassages(say, { kind: 'answer', head, passages, tail: () => tail });
  return { layout };
}

function formerContainer(say: Say, { id, text: words, title, paragraph }: FormerPassage) {
  const cut = cutLabel(words, FORMER_MAX, LEFT_OUT, (shown) => quoteBlock(shown, null).length);
  const named = escapedLabel(title, TITLE_MAX, LEFT_OUT);
  const place = say('paragraph', { number: paragraph });
  const said = say('citeFormer', { title: named, paragraph: place });
  return container([text([said, quoteBlock(cut, null), `-# ${id}`].join('\n'))], 'notice');
}
