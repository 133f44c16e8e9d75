/** What is known of a collection is read again from the file that is written of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Collection,
  keyOf,
  PAGE_SHOWS,
  type Quotas,
} from '../../src/collections/collection.ts';
import { parseCollection } from '../../src/collections/collection-file.ts';
import { collectionYaml } from '../../src/collections/collection-yaml.ts';
import { collectionOf } from '../../src/collections/find-collections.ts';
import { NO_QUOTAS, USUAL_QUOTAS } from '../../src/collections/quota-fields.ts';

const SERVER = '1300000000000000099';
const MB = 1024 * 1024;

const ids = fc.uniqueArray(fc.bigInt({ min: 10n ** 17n, max: 10n ** 18n }).map(String), {
  maxLength: 4,
});
const count = fc.option(fc.integer({ min: 0, max: 1_000 }));
const quotas: fc.Arbitrary<Quotas> = fc.record({
  ...{ articles: count, passages: count, sources: count, waiting: count },
  bytes: count.map((value) => (value === null ? null : value * MB)),
  questionsPerMinute: count,
});
const title = fc.option(
  fc.constantFrom('The weavers', '007', 'yes', 'a: b # c', '"quoted"', '- list', 'null', 'Çédille'),
);

describe('collectionYaml', () => {
  it('is read as what it was made of', () => {
    const made = fc.record({
      title,
      servers: ids,
      managers: ids,
      seesDefault: fc.boolean(),
      page: fc.option(fc.constantFrom(...PAGE_SHOWS)),
      quotas,
    });
    fc.assert(
      fc.property(made, fc.constantFrom('clubs/weavers', SERVER), (said, id) => {
        const servers = id === SERVER ? [SERVER] : said.servers;
        const folder = '/articles';
        const collection: Collection = { id, key: keyOf(id), folder, ...said, servers };
        const { settings, problems } = parseCollection(
          collectionYaml(collection, USUAL_QUOTAS),
          'collection.yaml',
        );
        expect(problems).toEqual([]);
        expect(settings && collectionOf(id, folder, settings, USUAL_QUOTAS)).toEqual(collection);
      }),
    );
  });

  it('is nothing where all is as usual', () => {
    const usual = { title: null, servers: [], managers: [], seesDefault: true, quotas: NO_QUOTAS };
    const collection = { id: '', key: '', folder: null, page: null, ...usual };
    expect(collectionYaml(collection, USUAL_QUOTAS)).toBe('');
  });
});
