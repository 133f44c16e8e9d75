/** An article that waits to be kept, as it was read; one that is about to be removed, and that was. */
import type { APIEmbed } from 'discord.js';
import type { Removed } from '../intake/remove-article.ts';
import type { Restored } from '../intake/restore-removed.ts';
import type { Staged } from '../intake/stage.ts';
import type { Say } from '../languages/say.ts';
import type { Article, ArticleSummary } from '../model.ts';
import { factsOf, titleOf } from './article-pages.ts';
import { COLOURS } from './colours.ts';
import { escapeMarkdown, oneLine } from './escape.ts';
import { cutLabel } from './fit.ts';
import { EMBED_FIELD_VALUE_MAX } from './limits.ts';
import { linesWithin } from './lines.ts';
import { type MessageBody, renderLine } from './message.ts';
import { button, rows } from './render.ts';
import { tell } from './tell.ts';

/** Articles of one file and lines of it that are shown; the rest is counted. */
const ARTICLES_SHOWN = 3;
const DROPPED_SHOWN = 5;
const WARNINGS_SHOWN = 5;
/** UTF-16 units of the first words, of a dropped line, and of a name. */
const OPENING_MAX = 200;
const LINE_MAX = 80;
const NAME_MAX = 100;

/** Two of them, and three articles above: far from what a message takes. */
const FIELD = { units: EMBED_FIELD_VALUE_MAX, bytes: 2_000 };

/** How it was read, with the buttons that decide. */
export function renderStaged(
  say: Say,
  { id, fileName, reading, duplicateOf }: Staged,
): MessageBody {
  const { articles, dropped, warnings } = reading;
  const embeds = articles.slice(0, ARTICLES_SHOWN).map((article) => articleEmbed(say, article));
  const within = (all: readonly string[]) => linesWithin(all, FIELD, () => '…');
  const lines = dropped.slice(0, DROPPED_SHOWN).map(({ text, reason }) => {
    const shown = cutLabel(oneLine(text), LINE_MAX, '…');
    return `${escapeMarkdown(shown)} (${tell(say, reason)})`;
  });
  const notes = warnings.slice(0, WARNINGS_SHOWN).map((warning) => tell(say, warning));
  const fields = [
    ...(dropped.length > 0
      ? [{ name: say('addDropped', { n: dropped.length }), value: within(lines) }]
      : []),
    ...(notes.length > 0 ? [{ name: say('addWarnings'), value: within(notes) }] : []),
  ];
  const last = embeds.at(-1);
  if (last && fields.length > 0) last.fields = fields;
  const duplicate = duplicateOf && named(duplicateOf.title);
  const content = [
    ...(duplicate ? [say('addDuplicate', { title: duplicate })] : []),
    say('addRead', { file: named(fileName) }),
  ].join('\n');
  const components = rows([
    button(say('button.keep'), { name: 'keep', staged: id }),
    button(say('button.discard'), { name: 'discard', staged: id }),
  ]);
  return { content, embeds, components };
}

function articleEmbed(say: Say, article: Article): APIEmbed {
  const { text, blocks } = article;
  const [first] = blocks;
  const opening = first ? text.slice(first.start, first.end) : '';
  const facts = [...factsOf(article), say('paragraphs', { n: blocks.length })];
  const words = escapeMarkdown(cutLabel(oneLine(opening), OPENING_MAX, '…'));
  const description = `-# ${facts.join(' · ')}\n${words}`;
  return { color: COLOURS.notice, ...titleOf(article), description };
}

/**
 * Asks before an article goes.
 * @param together how many articles its file holds: they go with it.
 */
export function renderRemoval(say: Say, article: ArticleSummary, together: number): MessageBody {
  const file = named(article.file);
  const content =
    together > 1
      ? say('removeSureMany', { file, n: together })
      : say('removeSure', { title: named(article.title), file });
  const remove = button(say('button.delete'), { name: 'delete', articleId: article.id });
  return { content, embeds: [], components: rows([remove]) };
}

/** What was removed, with the button that puts it back. */
export function renderRemoved(say: Say, { id, file }: Pick<Removed, 'id' | 'file'>): MessageBody {
  const undo = button(say('button.undo'), { name: 'undo', removed: id });
  return { content: say('removed', { file: named(file) }), embeds: [], components: rows([undo]) };
}

/**
 * What was put back, and under which name.
 * @param isRead whether it can be asked about.
 */
export function renderRestored(say: Say, restored: Restored, isRead: boolean): MessageBody {
  const [file, was] = [named(restored.file), named(restored.was)];
  if (!isRead) return renderLine(say('restoredLater', { file }));
  if (restored.file !== restored.was) return renderLine(say('restoredAs', { file, was }));
  return renderLine(say('restored', { file }));
}

function named(name: string): string {
  return escapeMarkdown(cutLabel(oneLine(name), NAME_MAX, '…'));
}
