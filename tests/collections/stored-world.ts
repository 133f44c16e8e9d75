/** Communities in a database, for what one may notice of another. */
import { grantAccess } from '../../src/collections/access.ts';
import { makeMetrics } from '../../src/operations/metrics.ts';
import { migratedDatabase } from '../support/database.ts';
import type { TestServer } from '../support/postgres.ts';
import { openStoredTestCommunities } from '../support/stored-communities.ts';
import type { OpenWorld } from './non-interference.ts';

/** Opens them in a new database each time. @param onDatabase told its URL. */
export function storedOn(
  server: TestServer,
  onDatabase: (url: string) => void = () => {},
): OpenWorld {
  return async (folders, hook) => {
    const url = await migratedDatabase(server);
    onDatabase(url);
    const stored = await openStoredTestCommunities(folders, { url });
    const { communities, settings, opened, logged, close, database, vitals } = stored;
    const { registry } = opened;
    for (const collection of [registry.default, ...registry.all()]) {
      const access = grantAccess({ sees: [collection], changes: null, server: null });
      const { library, quotes } = await communities.serve(access);
      await library.whenReady();
      await quotes?.ready();
    }
    const { library } = opened.ofAll;
    const queues = () => ({ interactions: 0, files_to_read: 0 });
    const metrics = makeMetrics({
      ...{ version: '0', vitals, library, queues, database: database.figures },
    });
    hook(metrics.hooks);
    return { communities, settings, logged, close, metrics: () => metrics.text() };
  };
}
