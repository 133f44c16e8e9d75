/** What a collection's `collection.yaml` has to say so that it is read as it is known elsewhere. */
import { stringify } from 'yaml';
import type { Collection, Quotas } from './collection.ts';
import { isOfOneServer } from './find-collections.ts';
import { NO_QUOTAS, QUOTA_FIELDS } from './quota-fields.ts';

/**
 * The text of such a file; '' where all is as usual.
 * @param serverQuotas of those that were made for a server, where their file names none.
 */
export function collectionYaml(collection: Collection, serverQuotas: Quotas): string {
  const { title, servers, managers, seesDefault, page } = collection;
  const usual = isOfOneServer(collection) ? serverQuotas : NO_QUOTAS;
  const quotas = QUOTA_FIELDS.filter(({ quota }) => collection.quotas[quota] !== usual[quota]);
  const said = {
    ...(title !== null && { title }),
    ...(servers.length > 0 && { servers }),
    ...(managers.length > 0 && { managers }),
    ...(!seesDefault && { default: false }),
    ...(page !== null && { page }),
    ...(quotas.length > 0 && {
      quotas: Object.fromEntries(
        quotas.map(({ field, quota, unit }) => {
          const value = collection.quotas[quota];
          return [field, value === null ? 'none' : Math.ceil(value / unit)];
        }),
      ),
    }),
  };
  if (Object.keys(said).length === 0) return '';
  // Ids have more digits than numbers have: each is a text in quotes.
  return stringify(said, {
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
  });
}
