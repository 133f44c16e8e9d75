/** Lets the playground's page look into the library: articles, how they were read, why an answer. */

import { articleFilter, findArticle } from '../commands/shared/articles.ts';
import { readDate } from '../commands/shared/dates.ts';
import { piecesOf } from './citations/pieces.ts';
import { markedIn } from './citations/quote.ts';
import { articleRefOf, inCollection } from './citations/refs.ts';
import type { Access } from './collections/access.ts';
import type { CollectionKey } from './collections/collection.ts';
import type { Communities } from './collections/communities.ts';
import { accessOf, BOT_DM } from './discord/access-of.ts';
import { type AnsweredMessage, lastAnswered, readAnswer } from './discord/answered-message.ts';
import { parseCustomId } from './discord/custom-id.ts';
import { followingOf } from './discord/follow-up.ts';
import { ownAmong } from './discord/history.ts';
import { asksBack } from './discord/talk/asks-back.ts';
import { withoutNoise } from './discord/talk/noise.ts';
import { readPasted } from './discord/talk/pasted-command.ts';
import { smallTalk, withoutGreeting } from './discord/talk/small-talk.ts';
import { type Say, sayIn } from './languages/say.ts';
import { askFollowing, type CarriedOver } from './library/ask-following.ts';
import type { Candidate, Library, OpenLibrary } from './library/library.ts';
import type { Article, FileReading, SearchFilter } from './model.ts';
import type { AskedAfter, Insight, InsightPlace } from './playground/insight.ts';
import type { InsightArticle, InsightCandidate } from './playground/page/wire.ts';
import { Refusal } from './refusals.ts';
import { suggest } from './suggestions.ts';

/** What the page looks into. */
export interface InsightParts {
  readonly communities: Communities;
  /** Over the default collection. */
  readonly library: OpenLibrary;
  /** Servers whose managers look after the default collection. */
  readonly managerGuildIds: readonly string[];
  readonly isMember: (server: string, userId: string) => boolean;
}

/** What is seen at one place. */
interface View {
  readonly access: Access;
  readonly library: Library;
}

/** What the page sees of all articles: at each place what the bot sees for people there. */
export function communitiesInsight(parts: InsightParts): Insight {
  async function view(at: InsightPlace): Promise<View> {
    const access = await accessAt(at, parts);
    return { access, library: (await parts.communities.serve(access)).library };
  }
  return {
    async suggestions(at) {
      const { library } = await view(at);
      await library.whenReady();
      return suggest(library);
    },
    async article(pointer, at) {
      const { access, library } = await view(at);
      const trace = await library.trace(pointer);
      if (trace.state !== 'current' && trace.state !== 'moved') return null;
      const { start, end } = trace.excerpt;
      const ref = articleRefOf(trace.excerpt);
      const article = await library.article(ref);
      if (article === null) return null;
      const reading = await readingOf(article.file, ref.collection, access, parts);
      const said = describe(article, reading, sayIn(at.locale ?? 'en'));
      return { ...said, passage: { start, end } };
    },
    asksBy(customId) {
      const name = parseCustomId(customId)?.name;
      return name === 'followedUp' ? 'typed' : name === 'unfiltered' ? 'unfiltered' : null;
    },
    async explain({ question: written, options }, at, after) {
      const question = questionIn(written);
      const { access, library } = await view(at);
      const { article, publisher, since, until } = options;
      const say = sayIn(at.locale ?? 'en');
      const looking = { ...{ access, library, say }, serverNames: { nameOf: async () => null } };
      const filter: SearchFilter = {
        ...(typeof article === 'string' && articleFilter(await findArticle(looking, article))),
        ...(typeof publisher === 'string' && { publisher }),
        ...(typeof since === 'string' && { since: readDate(since, 'first') }),
        ...(typeof until === 'string' && { until: readDate(until, 'last') }),
      };
      const before = after && answeredBefore(after);
      // A form takes questions alone; elsewhere "source?" is about the answer itself.
      const isForm = after !== null && 'to' in after && after.isForm;
      if (before !== null && !isForm && asksBack(question) !== null)
        throw new Refusal('nothingAsked');
      const followed = before && (await followedTo(library, question, filter, before));
      const { answer, thresholds, candidates } = await library.explain(
        followed?.carried.asked ?? question,
        { ...filter, ...followed?.where },
      );
      const { confidence, signals, reading } = answer.evidence;
      return {
        ...(followed && { carried: followed.carried }),
        judgement: answer.judgement,
        confidence,
        thresholds,
        signals,
        reading,
        candidates: ranked(candidates),
      };
    },
  };
}

/** What a message of somebody's asks, without all that is no part of it. @throws Refusal `nothingAsked` */
function questionIn(written: string): string {
  const pasted = readPasted(written);
  if (pasted !== null && !('question' in pasted)) throw new Refusal('nothingAsked');
  const said = withoutNoise(pasted === null ? written : pasted.question);
  if (said === '' || smallTalk(said) !== null) throw new Refusal('nothingAsked');
  return withoutGreeting(said);
}

function answeredBefore(after: AskedAfter): AnsweredMessage | null {
  return 'to' in after ? readAnswer(after.to) : lastAnswered(ownAmong(after.said, after));
}

/** What was asked in place of a question that goes on from an answer, and where; null where it stood alone. */
async function followedTo(
  library: Library,
  question: string,
  filter: SearchFilter,
  before: AnsweredMessage,
): Promise<{ readonly carried: CarriedOver; readonly where: SearchFilter } | null> {
  const following = await followingOf(library, before);
  const { carried } = await askFollowing(library, question, { count: 1, filter }, following);
  if (carried === null) return null;
  const isInArticle = carried.article !== null && following.article !== null;
  return { carried, where: isInArticle ? articleFilter(following.article) : {} };
}

/** As the bot decides on it for a question that is asked there. */
function accessAt(
  { userId, serverId, isBotDm }: InsightPlace,
  { communities, managerGuildIds, isMember }: InsightParts,
): Promise<Access> {
  const { collections, directMessages } = communities;
  return accessOf(
    {
      ...{ guildId: serverId, user: { id: userId } },
      authorizingIntegrationOwners: { guildId: isBotDm ? BOT_DM : serverId },
    },
    {
      collections,
      // Nobody here made the bot.
      managers: { guildIds: new Set(managerGuildIds), isOwner: () => false },
      async chosenBy(person) {
        const servers = (await directMessages?.chosenBy(person)) ?? [];
        return servers.filter((server) => isMember(server, person));
      },
    },
  );
}

/** How a file was read is known where its collection is looked after. */
async function readingOf(
  file: string,
  key: CollectionKey | undefined,
  { sees }: Access,
  parts: InsightParts,
): Promise<FileReading | null> {
  if (!key) return parts.library.reading(file);
  const [server = null] = sees.find((collection) => collection.key === key)?.servers ?? [];
  const there = { userId: '', serverId: server, isBotDm: false };
  const access = await accessAt(there, parts);
  if (access.changes?.key !== key) return null;
  return (await (await parts.communities.serve(access)).upkeep?.reading(file)) ?? null;
}

function describe(
  article: Article,
  reading: FileReading | null,
  say: Say,
): Omit<InsightArticle, 'passage'> {
  const { title, author, publisher, published, url, language, file, text } = article;
  const blocks = article.blocks.map(({ start, end, number, section }) => ({
    ...{ start, end, number, section, pieces: piecesOf(article, { start, end }) },
  }));
  return {
    ...{ title, author, publisher, published, url, language, file, text, blocks },
    dropped: (reading?.dropped ?? []).map((line) => ({ ...line, reason: say.tell(line.reason) })),
    warnings: (reading?.warnings ?? []).map((warning) => say.tell(warning)),
  };
}

/**
 * Ranks in each index are those among the candidates; a passage without any of the words has none,
 * and no passage has one by vector where the question had none.
 */
function ranked(candidates: readonly Candidate[]): InsightCandidate[] {
  const byWords = [...candidates].sort((a, b) => b.lexical - a.lexical);
  const byVector = [...candidates].sort((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0));
  return candidates.map((candidate) => {
    const { excerpt, lexical, similarity, reading, fused } = candidate;
    const { start, highlight, pieces, citation, text } = excerpt;
    return {
      citationId: citation.id,
      ...inCollection(excerpt),
      title: citation.article,
      paragraph: citation.paragraph,
      text,
      start,
      pieces,
      highlight,
      marked: markedIn(excerpt) !== null,
      lexicalRank: lexical > 0 ? byWords.indexOf(candidate) + 1 : null,
      lexicalScore: lexical,
      vectorRank: similarity === null ? null : byVector.indexOf(candidate) + 1,
      similarity,
      reading,
      fused,
    };
  });
}
