/** What would come of a source, before it is added; and of one that is about to be removed. */
import type { APIButtonComponent, APIEmbed } from 'discord.js';
import { type InCollection, inCollection } from '../citations/refs.ts';
import type { Say } from '../languages/say.ts';
import type { FileReading } from '../model.ts';
import type { PreviewArticle, SourcePreview, SourceStatus } from '../sources/source.ts';
import { titleOf } from './article-pages.ts';
import { button, rows, sureButtons } from './buttons.ts';
import { COLOURS } from './colours.ts';
import { encodesShortly } from './custom-id.ts';
import { escapeMarkdown, oneLine, quoteBlock } from './escape.ts';
import { cutLabel, LEFT_OUT } from './fit.ts';
import { escapedLabel } from './label.ts';
import { linesWithin } from './lines.ts';
import type { MessageBody } from './message.ts';
import { sourceAddress, sourceName, sourceSettings } from './source-lines.ts';
import { tell } from './tell.ts';

/** UTF-16 units of an article's first words, of a title, and of a feed's address on its button. */
const OPENING_MAX = 300;
const TITLE_MAX = 100;
const LABEL_MAX = 50;
/** Feeds that are offered; two more buttons are beside them. */
const FEEDS = 8;
const FEED_LINES = { units: 700, bytes: 1_400 };

/** The newest of a source as they would come, with the buttons that decide. */
export function renderSourcePreview(say: Say, preview: SourcePreview): MessageBody {
  const { id, source, title, found, named, newest, feeds } = preview;
  const called = escapedLabel(title ?? source.address, TITLE_MAX);
  const facts = [say('previewName', { name: escapeMarkdown(source.name) })];
  const content = [
    say('previewTitle', { title: called, kind: say(`kind.${source.kind}`) }),
    sourceAddress(source),
    `-# ${[...facts, ...sourceSettings(say, source)].join(' · ')}`,
    ...(source.kind === 'page' ? [] : [say('previewFound', { n: found, named })]),
    ...feedLines(say, feeds),
  ].join('\n');
  const offered = feeds
    .filter((address) => encodesShortly({ name: 'feed', preview: id, address }))
    .slice(0, FEEDS);
  const components = rows([
    button(say('button.add'), { name: 'addSource', preview: id }),
    button(say('button.discard'), { name: 'dropSource', preview: id }),
    ...offered.map((address) => feedButton(say, id, address)),
  ]);
  return { content, embeds: newest.map((article) => articleEmbed(say, article)), components };
}

function feedLines(say: Say, feeds: readonly string[]): string[] {
  if (feeds.length === 0) return [];
  const lines = feeds.map((address) => sourceAddress({ address }));
  return [say('previewFeeds'), linesWithin(lines, FEED_LINES, (n) => say('linesMore', { n }))];
}

/** An address without what all have in front, and cut in its middle: the end tells feeds apart. */
function feedButton(say: Say, preview: string, address: string): APIButtonComponent {
  const bare = oneLine(address.replace(/^https?:\/\/(?:www\.)?/, ''));
  const half = LABEL_MAX / 2;
  const shown = bare.length <= LABEL_MAX ? bare : `${bare.slice(0, half)}…${bare.slice(-half)}`;
  return button(say('button.feed', { address: shown }), { name: 'feed', preview, address });
}

function articleEmbed(say: Say, article: PreviewArticle): APIEmbed {
  const { title, url, reading, problem, sameAs } = article;
  const there = sameAs && escapedLabel(sameAs.title, TITLE_MAX);
  const lines = [
    `-# ${articleFacts(say, article).join(' · ')}`,
    ...(problem === null ? [] : [say('previewWaits', { reason: tell(say, problem) })]),
    ...(there ? [say('previewThere', { title: there })] : []),
    ...openingLines(reading),
  ];
  return {
    color: COLOURS.notice,
    ...titleOf({ title, url }),
    description: lines.filter((line) => line !== '-# ').join('\n'),
  };
}

function articleFacts(say: Say, { published, reading }: PreviewArticle): string[] {
  return [
    ...(published === null ? [] : [published]),
    ...(reading === null ? [] : readingFacts(say, reading)),
  ];
}

/** How many paragraphs a text has, and how many lines were left out of it. */
export function readingFacts(say: Say, { articles, dropped }: FileReading): string[] {
  const paragraphs = articles.reduce((sum, { blocks }) => sum + blocks.length, 0);
  return [
    say('paragraphs', { n: paragraphs }),
    ...(dropped.length > 0 ? [say('addDropped', { n: dropped.length })] : []),
  ];
}

/** How a text begins, word for word; cut after a word where there is more. */
export function openingLines(reading: FileReading | null): string[] {
  const [article] = reading?.articles ?? [];
  const [first] = article?.blocks ?? [];
  if (!article || !first) return [];
  const text = article.text.slice(first.start, Math.min(first.end, first.start + 2 * OPENING_MAX));
  const measure = (shown: string) => quoteBlock(shown, null).length;
  return [quoteBlock(cutLabel(text, OPENING_MAX, LEFT_OUT, measure), null)];
}

/**
 * Asks what becomes of the articles of a source that is about to go.
 * @param where which collection it is in.
 */
export function renderSourceRemoval(
  say: Say,
  { source, articles: n }: SourceStatus,
  where: InCollection = {},
): MessageBody {
  const name = sourceName(source.name);
  const remove = (label: string, withArticles: boolean) => {
    const action = { name: 'removeSource', source: source.name, withArticles } as const;
    return [label, { ...action, ...inCollection(where) }] as const;
  };
  return {
    content: n === 0 ? say('sourceSureNone', { name }) : say('sourceSure', { name, n }),
    embeds: [],
    components: rows(
      sureButtons(
        say,
        n === 0
          ? [remove(say('button.remove'), false)]
          : [remove(say('button.removeAlone'), false), remove(say('button.removeAll'), true)],
      ),
    ),
  };
}
