/** A server's own collection as its managers see it: what is used, what is seen, and the end of it. */
import {
  type APIEmbed,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
} from 'discord.js';
import type { CollectionKey, Quotas } from '../collections/collection.ts';
import type { QuotaCounts } from '../collections/quota-use.ts';
import type { Say } from '../languages/say.ts';
import { button, rows } from './buttons.ts';
import { COLOURS } from './colours.ts';
import { oneLine } from './escape.ts';
import { escapedTitle } from './label.ts';
import { renderLineForm } from './line-form.ts';
import type { MessageBody } from './message.ts';

/** What is shown of a collection. */
export interface CollectionView {
  readonly key: CollectionKey;
  /** Foreign text. */
  readonly title: string;
  /** What it holds and may hold; null where that is not counted. */
  readonly use: { readonly counts: QuotaCounts; readonly limits: Quotas } | null;
  /** Whether its members see the default collection, too. */
  readonly seesDefault: boolean;
  /** Whether its managers may decide on that, and on its end: it is no other server's, nor the operator's. */
  readonly isOwn: boolean;
  /** Escaped lines of what else is to be said. */
  readonly notes: readonly string[];
}

/** In the order in which they are listed, with the sentence for each. */
const LISTED = [
  ['articles', 'use.articles'],
  ['passages', 'use.passages'],
  ['bytes', 'use.bytes'],
  ['sources', 'use.sources'],
  ['waiting', 'use.waiting'],
  ['questionsPerMinute', 'use.questions'],
] as const;

/** The collection with its buttons. */
export function renderCollection(say: Say, view: CollectionView): MessageBody {
  const { key, title, use, seesDefault, isOwn, notes } = view;
  const lines = use === null ? [] : listed(use).map((entry) => useLine(say, use, entry));
  const embed: APIEmbed = {
    color: COLOURS.notice,
    title: key === '' ? oneTitle(title) : say('collectionTitle', { name: oneTitle(title) }),
    description: [...lines, ...(lines.length > 0 && notes.length > 0 ? [''] : []), ...notes].join(
      '\n',
    ),
  };
  if (!isOwn) return { content: '', embeds: [embed], components: [] };
  const other = { name: 'seeDefault', collection: key, isSeen: !seesDefault } as const;
  const end = { name: 'deleteAll', collection: key } as const;
  const components = rows([
    button(say(seesDefault ? 'button.hideDefault' : 'button.seeDefault'), other),
    button(say('button.deleteAll'), end, ButtonStyle.Danger),
  ]);
  return { content: '', embeds: [embed], components };
}

/** Questions that nothing bounds are not counted. */
function listed({ limits }: NonNullable<CollectionView['use']>): (typeof LISTED)[number][] {
  return LISTED.filter(([kind]) => kind !== 'questionsPerMinute' || limits[kind] !== null);
}

/** `Articles: 12 of 500`, or the number alone where there is no bound. */
function useLine(
  say: Say,
  { counts, limits }: NonNullable<CollectionView['use']>,
  [kind, sentence]: (typeof LISTED)[number],
): string {
  const write = (n: number): string => (kind === 'bytes' ? say.bytes(n) : String(n));
  const [use, max] = [counts[kind], limits[kind]];
  const what = say(sentence);
  if (max === null) return say('useFree', { what, use: write(use) });
  return say('useOf', { what, use: write(use), max: write(max) });
}

/** UTF-16 units of a title in the heading. */
const TITLE_SHOWN = 100;

function oneTitle(title: string): string {
  return escapedTitle(title, TITLE_SHOWN);
}

/** The field of the form below. */
export const TYPED_TITLE = 'title';
/** UTF-16 units: a title, and what somebody may type beside it. */
const TYPED_MAX = 200;

/** Asks for the title before everything is deleted. */
export function renderDeletion(
  say: Say,
  { key, title }: Pick<CollectionView, 'key' | 'title'>,
): APIModalInteractionResponseCallbackData {
  return renderLineForm({
    action: { name: 'deletedAll', collection: key },
    title: say('formDeleteAll'),
    label: say('formDeleteTitle'),
    hint: say('formDeleteHint'),
    ...{ field: TYPED_TITLE, most: TYPED_MAX, placeholder: oneLine(title) },
  });
}
