/** A page of the list of articles: those of deleted messages are marked, and who may decide on them is offered to. */
import { renderList } from '../../src/discord/article-pages.ts';
import { button } from '../../src/discord/buttons.ts';
import type { Turn } from '../../src/discord/command.ts';
import { originalLines } from '../../src/discord/freshness.ts';
import type { Render } from '../../src/discord/reply.ts';
import { undecidedOrphans } from '../buttons/originals.ts';
import { originsIn } from './collections.ts';
import { isManager, type Standing } from './permissions.ts';

/** @param page counted from 0. */
export async function listOfArticles(
  standing: Standing,
  turn: Turn,
  page: number,
): Promise<Render> {
  const articles = await turn.library.articles();
  const originOf = await originsIn(turn);
  const mayDecide = isManager(standing, turn);
  const { length: n } = mayDecide ? await undecidedOrphans(standing.guildId, turn) : [];
  return (say) =>
    renderList(say, articles, page, originOf, {
      marksOf: (say, { url }) => originalLines(say, turn, url).map((line) => `-# ${line}`),
      beneath: n === 0 ? [] : [button(say('button.originals', { n }), { name: 'originals' })],
    });
}
