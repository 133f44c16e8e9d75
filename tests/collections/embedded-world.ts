/** Communities on the engine that is in this process, for what one may notice of another. */
import { makeMetrics } from '../../src/operations/metrics.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { openTestCommunities } from '../support/communities.ts';
import type { OpenWorld } from './non-interference.ts';

/** Opens them with the tests' tiny model. */
export const embedded: OpenWorld = async (folders, hook) => {
  const { opened, communities, settings, collections, logged, close, see } =
    await openTestCommunities(folders);
  for (const { id } of [collections.default, ...opened.registry.all()]) {
    const { library, quotes } = await see(id);
    await library.whenReady();
    await quotes?.ready();
  }
  const { library } = opened.ofAll;
  const queues = () => ({ interactions: 0, files_to_read: 0 });
  const metrics = makeMetrics({ version: '0', vitals: makeVitals(), library, queues });
  hook(metrics.hooks);
  return { communities, settings, logged, close, metrics: () => metrics.text() };
};
