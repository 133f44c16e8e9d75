/** Vectors that an indexing which was stopped has left are found again beside the passages that they are of. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dataFolders } from '../../src/data-folders.ts';
import { passageTextOf } from '../../src/library/place.ts';
import { openVectorJournal } from '../../src/library/vector-journal.ts';
import { fixtureEmbedding } from '../support/embedding.ts';
import {
  openTestLibrary,
  sharedEmbedder,
  temporaryFolder,
  writeFiles,
} from '../support/library.ts';

/** More than are written in one record. */
const PASSAGES = 80;

it('finds each passage by its own vector', async () => {
  const folder = temporaryFolder();
  const [articles, first, second] = ['articles', 'a', 'b'].map((name) => join(folder, name));
  const folders = { articles: articles as string, data: first as string };
  const text = Array.from({ length: PASSAGES }, (_, i) => `Room ${i} has door number ${i * 7}.`);
  writeFiles(folders.articles, { 'rooms.md': `# Rooms\n\n${text.join('\n\n')}\n` });
  const { library } = openTestLibrary(folders);
  const files = await library.currentFiles();
  const places = [...files.values()].flatMap((file) => file.places);
  expect(places.length).toBeGreaterThan(64);
  const embedder = await sharedEmbedder(fixtureEmbedding(folders.data));
  const vectors = await embedder.embedPassages(places.map((place) => passageTextOf(place)));
  const again = { ...folders, data: second as string };
  const journal = await openVectorJournal({
    folder: dataFolders(again.data).vectors,
    identity: { modelFingerprint: embedder.fingerprint, dimensions: embedder.dimensions },
    onFault(error) {
      throw error;
    },
  });
  await journal.note(
    vectors.map((each, i) => ({ ...each, embedding: places[i]?.keys.embedding ?? '' })),
  );
  await journal.close();
  const restored = openTestLibrary(again);
  await restored.library.whenReady();
  for (const question of ['Which door has room 3?', 'Which door has room 70?']) {
    const asked = { count: 5 };
    const wanted = await library.ask(question, asked);
    expect((await restored.library.ask(question, asked)).excerpts).toEqual(wanted.excerpts);
  }
});
