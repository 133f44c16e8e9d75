/** Everything that is kept of a server beside its articles, with a word and a person's id that can be looked for. */
import type { Communities, Served } from '../../src/collections/communities.ts';
import type { OpenRecords } from '../../src/collections/records.ts';
import { openOriginals } from '../../src/intake/originals.ts';
import type { Settings } from '../../src/settings/server-settings.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { updateDigest } from '../../src/statistics/digest-file.ts';

/** Where the marks go. */
export interface Marked {
  readonly communities: Pick<Communities, 'directMessages'>;
  readonly settings: Pick<Settings, 'change'>;
  readonly records: Pick<OpenRecords, 'use'>;
  /** Of the default collection. */
  readonly state: StateFolder;
}

/** A channel of the server that is marked. */
export const MARKED_CHANNEL = '1300000000000000321';

/** @param word stands in each question; @param person waits for an answer, and chose the server for direct messages. */
export async function markServer(
  { communities, settings, records, state }: Marked,
  { gaps, feedback, statistics, askers }: Served,
  { server, word, person }: Readonly<Record<'server' | 'word' | 'person', string>>,
): Promise<void> {
  const question = `What does a ${word} cost?`;
  const channel = MARKED_CHANNEL;
  await gaps?.note(question);
  await feedback?.say({ person, question, passage: `${word}-b`, helpful: false });
  statistics?.asked('answers', [{ id: word, collection: '' }]);
  statistics?.shared({ citation: { id: `${word}-b` }, collection: '' });
  await records.use.flush();
  await askers?.wait({ user: person, channel, question, locale: 'en-US' });
  await settings.change(server, { digest: channel });
  await updateDigest(state, server, () => ({
    ...{ channel, done: '2024-11-04', sending: null, closed: null },
  }));
  const originals = openOriginals({
    state,
    onFault(error) {
      throw error;
    },
  });
  await originals.watch({ server, channel, message: '1300000000000000654' });
  await originals.noteDeleted(server, ['1300000000000000654']);
  await communities.directMessages?.choose(person, server);
}
