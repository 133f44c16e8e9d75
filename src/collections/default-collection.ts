/** The default collection, where nothing more is said of it. */
import { type Collection, DEFAULT_COLLECTION } from './collection.ts';
import { NO_QUOTAS } from './quota-fields.ts';

/** @param folder absolute path; null where it lives in a database alone. */
export function defaultCollection(folder: string | null): Collection {
  return {
    ...{ id: DEFAULT_COLLECTION, key: '', title: null, servers: [], managers: [] },
    ...{ quotas: NO_QUOTAS, seesDefault: true, page: null, folder },
  };
}
