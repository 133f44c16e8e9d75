/** What is under `/collection`: whether the default collection is seen, and the end of a server's own. */
import type { CollectionCare } from '../../src/collections/care.ts';
import type { Collection, CollectionKey } from '../../src/collections/collection.ts';
import { renderDeletion, TYPED_TITLE } from '../../src/discord/collection-page.ts';
import { defineButton, defineForm, type Turn } from '../../src/discord/command.ts';
import { escapeMarkdown, oneLine } from '../../src/discord/escape.ts';
import { typedLine } from '../../src/discord/line-form.ts';
import { renderLine } from '../../src/discord/message.ts';
import { Refusal } from '../../src/refusals.ts';
import { showCollection } from '../collection.ts';
import { collectionNames, isOfServer } from '../shared/collections.ts';
import { comparable } from '../shared/comparable.ts';
import { refuseUnlessManager, type Standing } from '../shared/permissions.ts';

/** The collection that a button speaks of, with what can be done about it as a whole. */
interface Own {
  readonly own: Collection;
  readonly care: CollectionCare;
}

/**
 * @param key of the collection that was shown: another one may have come in its place.
 * @throws Refusal where somebody may not decide on it.
 */
function ownOf(standing: Standing, turn: Turn, key: CollectionKey): Own {
  refuseUnlessManager(standing, turn);
  const { access, communities } = turn;
  const own = access.changes && communities.collections.byId(access.changes.id);
  if (!own || own.key === '') throw new Refusal('noOwnArticles');
  if (own.key !== key) throw new Refusal('oldButton');
  if (!communities.care || !isOfServer(own, access.server)) throw new Refusal('operatorDeletes');
  return { own, care: communities.care };
}

export const seeDefault = defineButton('seeDefault', async (interaction, action, turn) => {
  const { own, care } = ownOf(interaction, turn, action.collection);
  await turn.reply.acknowledge('inPlace');
  await care.setSeesDefault(own.id, action.isSeen);
  await showCollection(interaction, turn, 'inPlace');
});

/** A form can only be opened as the first answer. */
export const deleteAll = defineButton('deleteAll', async (interaction, action, turn) => {
  const { own } = ownOf(interaction, turn, action.collection);
  const nameOf = await collectionNames(turn);
  await turn.reply.form((say) => renderDeletion(say, { key: own.key, title: nameOf(say, own) }));
});

export const deletedAll = defineForm('deletedAll', async (interaction, action, turn) => {
  const { own, care } = ownOf(interaction, turn, action.collection);
  const { access, communities, reply, say } = turn;
  const title = (await collectionNames(turn))(say, own);
  const typed = typedLine(interaction, TYPED_TITLE);
  if (comparable(typed) !== comparable(title)) throw new Refusal('titleNotTyped', { title });
  await reply.acknowledge('inPlace');
  await care.delete(own.id);
  if (access.server !== null) await communities.directMessages?.forget(access.server);
  await reply.inPlace((say) =>
    renderLine(say('deletedAll', { name: escapeMarkdown(oneLine(title)) })),
  );
});
