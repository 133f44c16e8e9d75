/** An article that waits to be kept, as it was read; one that is about to be removed, and that was. */
import {
  type APIButtonComponent,
  type APIEmbed,
  type AttachmentPayload,
  ButtonStyle,
} from 'discord.js';
import { inCollection } from '../citations/refs.ts';
import { originLines } from '../intake/describe-preview.ts';
import { rowText } from '../intake/outline.ts';
import type { ArticleFacts } from '../intake/outline-file.ts';
import { firstRows, type Preview } from '../intake/preview.ts';
import type { Removed } from '../intake/remove-article.ts';
import type { Restored } from '../intake/restore-removed.ts';
import type { Say } from '../languages/say.ts';
import type { ArticleMetadata, ArticleSummary } from '../model.ts';
import { factsOf, titleOf } from './article-pages.ts';
import { button, rows, sureButtons } from './buttons.ts';
import { COLOURS } from './colours.ts';
import { instantMark } from './dates.ts';
import { escapeMarkdown } from './escape.ts';
import { escapedLabel } from './label.ts';
import { EMBED_FIELD_VALUE_MAX } from './limits.ts';
import { linesWithin } from './lines.ts';
import { type MessageBody, renderLine } from './message.ts';
import { tell } from './tell.ts';

/** Articles of one file and lines of it that are shown; the rest is counted. */
const ARTICLES_SHOWN = 3;
const OPENINGS_SHOWN = 3;
const DROPPED_SHOWN = 5;
const WARNINGS_SHOWN = 5;
/** UTF-16 units of the first words, of a dropped line, and of a name. */
const OPENING_MAX = 200;
const LINE_MAX = 80;
const NAME_MAX = 100;

/** Two of them, and three articles above: far from what a message takes. */
const FIELD = { units: EMBED_FIELD_VALUE_MAX, bytes: 2_000 };

/**
 * How it was read, with the buttons that decide.
 * @param whole all of it as a text, to be attached; none where that cannot be had.
 * @param notes what is to be said first.
 */
export function renderStaged(
  say: Say,
  preview: Preview,
  { whole = null, notes = [] }: { whole?: string | null; notes?: readonly string[] } = {},
): MessageBody {
  const { id, fileName, outline, duplicateOf } = preview;
  const { articles, warnings, origin } = outline.head;
  const embeds =
    articles.length > 1
      ? articles.slice(0, ARTICLES_SHOWN).map((article) => articleEmbed(say, article))
      : [onlyEmbed(say, preview)];
  const within = (all: readonly string[]) => linesWithin(all, FIELD, () => '…');
  const { leftOut } = firstRows(preview, { kept: 0, leftOut: DROPPED_SHOWN });
  const lines = leftOut.map((row) => {
    const { leftOut: reason } = row;
    const shown = escapedLabel(rowText(row), LINE_MAX);
    return reason === null ? shown : `${shown} (${tell(say, reason)})`;
  });
  const remarks = warnings.slice(0, WARNINGS_SHOWN).map((warning) => tell(say, warning));
  const from = originLines(say, origin, (text) => escapedLabel(text, NAME_MAX));
  const fields = [
    ...(preview.leftOut > 0
      ? [{ name: say('addDropped', { n: preview.leftOut }), value: within(lines) || '…' }]
      : []),
    ...(remarks.length > 0 ? [{ name: say('addWarnings'), value: within(remarks) }] : []),
    ...(from.length > 0 ? [{ name: say('addOrigin'), value: within(from) }] : []),
  ];
  const last = embeds.at(-1);
  if (last && fields.length > 0) last.fields = fields;
  const duplicate = duplicateOf && named(duplicateOf.title);
  const content = [
    ...notes,
    ...(duplicate ? [say('addDuplicate', { title: duplicate })] : []),
    say('addRead', { file: named(fileName) }),
    `-# ${say('addWaits', { time: instantMark(preview.expiresAt, 'f') })}`,
  ].join('\n');
  const components = rows([
    keepButton(say, preview),
    button(say('button.lines'), { name: 'lines', staged: id, view: 'all', page: 0 }),
    ...(articles.length > 1
      ? []
      : [button(say('button.correct'), { name: 'correct', staged: id })]),
    button(say('button.discard'), { name: 'discard', staged: id }),
  ]);
  return { content, embeds, components, files: attached(whole) };
}

/** Keeps it as it is shown here: not where somebody has chosen otherwise meanwhile. */
export function keepButton(
  say: Say,
  { id, choices }: Pick<Preview, 'id' | 'choices'>,
): APIButtonComponent {
  const { edition } = choices;
  return button(say('button.keep'), { name: 'keep', staged: id, edition }, ButtonStyle.Success);
}

/** Bytes of an attached file: less than Discord takes without a boost (reference.mdx, "Uploading Files"). */
const FILE_MAX = 9 * 1024 * 1024;

/** An empty list takes away what an edited message had. */
function attached(whole: string | null): AttachmentPayload[] {
  const attachment = Buffer.from(whole ?? '', 'utf8');
  if (whole === null || attachment.length > FILE_MAX) return [];
  return [{ attachment, name: 'reading.txt' }];
}

/** The one article, as it would be kept. */
function onlyEmbed(say: Say, preview: Preview): APIEmbed {
  const { metadata, paragraphs } = preview;
  const { kept } = firstRows(preview, { kept: OPENINGS_SHOWN, leftOut: 0 });
  const openings = kept.map(rowText);
  return factsEmbed(say, metadata, { paragraphs, openings });
}

function articleEmbed(say: Say, article: ArticleFacts): APIEmbed {
  const { paragraphs, opening } = article;
  return factsEmbed(say, article, { paragraphs, openings: [opening] });
}

function factsEmbed(
  say: Say,
  metadata: ArticleMetadata,
  { paragraphs, openings }: { paragraphs: number; openings: readonly string[] },
): APIEmbed {
  const facts = [
    ...factsOf(metadata),
    ...(metadata.language === null ? [] : [escapeMarkdown(metadata.language)]),
    say('paragraphs', { n: paragraphs }),
  ];
  const words = openings.map((text, i) => escapedLabel(text, i === 0 ? OPENING_MAX : LINE_MAX));
  const description = [`-# ${facts.join(' · ')}`, ...words].join('\n');
  return { color: COLOURS.notice, ...titleOf(metadata), description };
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
  const remove = { name: 'delete', articleId: article.id, ...inCollection(article) } as const;
  const components = rows(sureButtons(say, [[say('button.delete'), remove]]));
  return { content, embeds: [], components };
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
  return escapedLabel(name, NAME_MAX);
}
