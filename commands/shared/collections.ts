/** What collections are called where somebody is, and whose they are. */
import type { Collection } from '../../src/collections/collection.ts';
import type { Turn } from '../../src/discord/command.ts';
import type { Say } from '../../src/languages/say.ts';
import type { ArticleSummary } from '../../src/model.ts';

/** What a collection is called, as foreign text, to those who read in a language. */
export type NameOf = (say: Say, collection: Collection) => string;

/**
 * Names of the collections that are seen: their own, or that of the server that they were made for.
 * @param withinMs as `ServerNames.nameOf`.
 */
export async function collectionNames(
  { access, serverNames }: Pick<Turn, 'access' | 'serverNames'>,
  withinMs?: number,
): Promise<NameOf> {
  const unnamed = access.sees.filter(({ title, servers }) => title === null && servers.length > 0);
  const known = await Promise.all(
    unnamed.map(async ({ id, servers: [server = ''] }) => {
      return [id, await serverNames.nameOf(server, withinMs)] as const;
    }),
  );
  const names = new Map(known);
  return (say, { id, key, title, servers }) => {
    if (title !== null) return title;
    if (key === '') return say('collectionDefault');
    const isHere = servers.includes(access.server ?? '');
    return names.get(id) ?? (isHere ? say('collectionHere') : id);
  };
}

/**
 * Which of several collections an article is from; nothing of those of the default one, and where there is
 * one alone.
 */
export async function originsIn(
  turn: Pick<Turn, 'access' | 'serverNames'>,
  withinMs?: number,
): Promise<(say: Say, article: Pick<ArticleSummary, 'collection'>) => string | null> {
  const { sees } = turn.access;
  if (sees.length < 2) return () => null;
  const nameOf = await collectionNames(turn, withinMs);
  return (say, { collection = '' }) => {
    const found = sees.find(({ key }) => key === collection);
    return found === undefined || collection === '' ? null : nameOf(say, found);
  };
}

/** Whether a collection was made for one server alone, whose managers may then do with all of it. */
export function isOfServer({ id, servers }: Collection, server: string | null): boolean {
  return id === server && servers.length === 1 && servers[0] === server;
}
