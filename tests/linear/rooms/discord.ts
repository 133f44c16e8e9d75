/** The exports of `src/discord`, and how each is driven. */
import { renderAnnouncement } from '../../../src/discord/announce.ts';
import {
  openMenu,
  renderAnswer,
  renderPage,
  withOpened,
} from '../../../src/discord/answer-layout.ts';
import { lastAnswered, readAnswer } from '../../../src/discord/answered-message.ts';
import {
  factsOf,
  renderList,
  renderOutline,
  renderPassage,
  renderReading,
  titleOf,
} from '../../../src/discord/article-pages.ts';
import { quoteButtons } from '../../../src/discord/buttons.ts';
import { renderCollection, renderDeletion } from '../../../src/discord/collection-page.ts';
import { copiedMarkdown } from '../../../src/discord/copied-markdown.ts';
import { copiesOf, renderCopy } from '../../../src/discord/copy.ts';
import { encodesShortly, parseCustomId } from '../../../src/discord/custom-id.ts';
import { renderOrphan } from '../../../src/discord/deleted-originals.ts';
import { distinctChoices } from '../../../src/discord/distinct-choices.ts';
import {
  escapeHeading,
  escapeLines,
  escapeMarkdown,
  escapePart,
  escapeTitle,
  oneLine,
  quoteBlock,
} from '../../../src/discord/escape.ts';
import { cutLabel, fitWindow, graphemeEnds, LEFT_OUT } from '../../../src/discord/fit.ts';
import { quoteWithin, wholeQuote } from '../../../src/discord/fitted-quote.ts';
import { followingLine } from '../../../src/discord/follow-up.ts';
import { renderGapList } from '../../../src/discord/gap-list.ts';
import { readKeptMessage } from '../../../src/discord/kept-message.ts';
import { escapedLabel, escapedTitle } from '../../../src/discord/label.ts';
import { laidOut } from '../../../src/discord/laid-out.ts';
import { renderLineForm } from '../../../src/discord/line-form.ts';
import { linesWithin } from '../../../src/discord/lines.ts';
import { quoteMarked } from '../../../src/discord/marked-lines.ts';
import type { MessageBody } from '../../../src/discord/message.ts';
import { makePackets, nameOf } from '../../../src/discord/packets.ts';
import { readParent } from '../../../src/discord/parent-channel.ts';
import { partLines } from '../../../src/discord/parts.ts';
import {
  headingOf,
  layOutPassages,
  passageOption,
  placeLine,
  nameOf as titleOfPassage,
} from '../../../src/discord/passage-layout.ts';
import { gapMark, pinMenu, pinnedQuestion } from '../../../src/discord/pin-menu.ts';
import { inPlainText, lighter, wordsOf } from '../../../src/discord/plain.ts';
import { readArticle, readKey, readRefs } from '../../../src/discord/pointer-codec.ts';
import { readPressedMessage } from '../../../src/discord/pressed-message.ts';
import { contextLine, quoteMarkdown } from '../../../src/discord/quote-markdown.ts';
import { readBack } from '../../../src/discord/read-back.ts';
import { renderContext, renderOwn, renderShared } from '../../../src/discord/render.ts';
import { fitsIn, jsonBytes, roomOf } from '../../../src/discord/room.ts';
import { readAccent, renderSettings } from '../../../src/discord/settings-page.ts';
import { renderSharedCard } from '../../../src/discord/shared-card.ts';
import {
  lookLines,
  sourceAddress,
  sourceName,
  sourceSettings,
} from '../../../src/discord/source-lines.ts';
import { lookReport, renderSources } from '../../../src/discord/source-list.ts';
import {
  openingLines,
  readingFacts,
  renderSourcePreview,
} from '../../../src/discord/source-preview.ts';
import { renderWaiting } from '../../../src/discord/source-waiting.ts';
import {
  renderRemoval,
  renderRemoved,
  renderRestored,
  renderStaged,
} from '../../../src/discord/staged.ts';
import { renderCorrection } from '../../../src/discord/staged-form.ts';
import { renderLines } from '../../../src/discord/staged-lines.ts';
import { readTargetMessage } from '../../../src/discord/target-message.ts';
import { tell } from '../../../src/discord/tell.ts';
import { readUnquoted, renderUnquoted } from '../../../src/discord/unquoted.ts';
import { renderUse, type UseMore } from '../../../src/discord/use-layout.ts';
import { renderDiff, renderVerdict, renderVerdicts } from '../../../src/discord/verdict.ts';
import { factLines, omissionLines, sentenceLines } from '../../../src/discord/verdict-facts.ts';
import { sentenceOptions } from '../../../src/discord/which-sentence.ts';
import type { Answer, Article, Excerpt, Span } from '../../../src/model.ts';
import { statement } from '../../../src/refusals.ts';
import { USUAL_SETTINGS } from '../../../src/settings/server-settings.ts';
import type { LookResult, Source } from '../../../src/sources/source.ts';
import { NO_COUNTS } from '../../../src/statistics/day-counts.ts';
import type { UseReport } from '../../../src/statistics/use-report.ts';
import { makePreview } from '../../support/preview.ts';
import { because, type Drive, type Room, text } from '../listed.ts';
import { all, articleOf, excerptOf, messageOf, pieces, say, spans, titled } from '../made.ts';
import { withArticles, withExcerpts } from '../made-blocks.ts';

const noPage = () => null;
const CARD = { png: Buffer.alloc(8), alt: 'A quote.' };
const showing = { canShare: true, removableBy: '1300000000000000010', publicUrlOf: noPage };
const ROOM = { units: 3_000, bytes: 4_000 };

/** With an article of one paragraph, of many, and with long names. */
const articles = (call: (article: Article) => unknown): Drive[] =>
  [(given: string) => articleOf([given]), (given: string) => articleOf(pieces(given)), titled].map(
    (make) => (given) => {
      const article = make(given);
      // Pages are remembered by the article: another one each time.
      return () => call({ ...article });
    },
  );

/** With the excerpt of one: a sentence, or many of which one is highlighted. */
const excerpts = (call: (excerpt: Excerpt) => unknown): Drive[] => [
  (given) => {
    const excerpt = excerptOf(articleOf([given]));
    return () => call(excerpt);
  },
  (given) => {
    const excerpt = excerptOf(articleOf([given]), spans(given));
    return () => call(excerpt);
  },
  (given) => {
    const excerpt = excerptOf(titled(given));
    return () => call(excerpt);
  },
];

/** The second of them: what is built on embeds is as they are. */
const aSentence = (call: (excerpt: Excerpt) => unknown): Drive[] => excerpts(call).slice(1, 2);

const answered = (excerpt: Excerpt, question = 'A question?'): Answer => ({
  ...{ question, answered: true, excerpts: [excerpt, excerpt], further: [], tookMs: 1 },
  byWordsAlone: false,
  judgement: 'answers',
  evidence: { confidence: 1, signals: {}, reading: null },
});

const asked = (answer: Answer) => ({
  ...{ answer, percentRead: null, count: 5, named: new Map<string, Excerpt>() },
});

const sourceOf = (given: string): Source => ({
  ...{ name: 'a', kind: 'feed', address: `https://a.example/${given}`, everyMs: 60_000 },
  ...{ only: given, most: 1, keep: null, announce: null, line: 1 },
});
const lookOf = (given: string): LookResult => ({
  ...{ source: sourceOf(given), added: [], changed: [], removed: [], waiting: [] },
  ...{ same: 0, failed: 0, problem: statement('unknownArticle', { article: given }) },
});
const readingOf = (article: Article) => ({
  ...{ file: article.title, sha256: '', articles: [article], warnings: [] },
  dropped: [{ line: 1, text: article.text, reason: statement('rule') }],
});
/** A waiting article, and a line of it that was left out. */
const staged = (article: Article) =>
  makePreview([article], {
    ...{ fileName: article.title, duplicateOf: { file: 'a', title: article.title } },
    ...{ fetched: article.title, claimedPublisher: article.title },
    dropped: [{ line: 1, text: article.text, reason: statement('rule') }],
  });

const collectionOf = (title: string) => ({
  ...{ key: 'abcde', title, use: null, seesDefault: true, isOwn: true, notes: [] },
});

/** A message that is gone. */
const DELETED = {
  server: '1300000000000000002',
  channel: '1300000000000000020',
  message: '1300000000000000500',
  deletedAt: 0,
};

const summary = (article: Article) => ({ ...article, paragraphs: article.blocks.length });
const quote = (excerpt: Excerpt) => ({
  ...excerpt,
  ...{ steps: 1, paragraphs: { first: 1, last: 1 }, hasMore: true },
});

const OPS = ['same', 'left-out', 'put-in'] as const;
const diffs = (given: string) => [
  [{ op: 'put-in', text: given } as const],
  pieces(given).map((piece, i) => ({ op: OPS[i % 3] ?? 'same', text: piece })),
];

const verdictOf = (given: string) => {
  const nearest = { citationId: 'aaaaaa-aaaaaa', articleId: 'aaaaaa', ...all(given) };
  const [, diff = []] = diffs(given);
  return { kind: 'altered', similarity: 0.5, nearest, diff, pieces: [], disguises: [] } as const;
};

/** Fits what a message takes, as the callers have it. */
const fitsRoom =
  (given: string) =>
  ({ start, end }: Span) =>
    quoteBlock(`… ${given.slice(start, end)} …`, null).length <= ROOM.units;

const packetOf = (id: string, given: string) => ({
  ...{ op: 0, t: 'INTERACTION_CREATE', s: 1 },
  d: {
    ...{ id, application_id: '1', token: given, type: 2, locale: given },
    message: messageOf(given),
    data: { type: 3, target_id: '1', resolved: { messages: { '1': messageOf(given) } } },
  },
});

/** With a message of one long text, of embeds, and of many fields. */
const shortened = (call: (body: MessageBody) => unknown): Drive[] =>
  (
    [
      (given) => ({ content: given, embeds: [] }),
      (given) => ({ content: '', embeds: [{ title: given, description: given }] }),
      (given) => {
        const fields = pieces(given).map((name) => ({ name, value: name }));
        return { content: given, embeds: [{ fields, footer: { text: given } }] };
      },
    ] as ((given: string) => Pick<MessageBody, 'content' | 'embeds'>)[]
  ).map((make) => (given) => {
    const body = { ...make(given), components: [], files: [] };
    return () => call(body);
  });

/** A week in which a text is the title of articles and quotes, and a question. */
function useOf(given: string): [UseReport, UseMore] {
  const named = [{ citationId: 'aaaaaa-bbbbbb', title: given, n: 1 }];
  const article = { ...summary(articleOf(['A text.'])), title: given };
  const report: UseReport = {
    ...{ days: { from: '2026-11-16', to: '2026-11-22' }, since: '2026-11-16', weeks: [1] },
    ...{ now: NO_COUNTS, before: NO_COUNTS, said: { helpful: 0, unhelpful: 0 } },
    ...{ disliked: named, shared: named },
    unreached: { articles: [article, article], of: 2 },
  };
  const recurring = [{ text: given, days: 3 }];
  const more = { title: '', before: String, recurring, withChart: true, notes: [given] };
  return [report, more];
}

export const DISCORD: Room = {
  'src/discord/access-of.ts': {
    accessOf: because('ids'),
    accessOfMessage: because('ids'),
    isBotDm: because('ids'),
    isBotThere: because('ids'),
    rolesOf: because('it hands on a list of ids'),
    accessOfServer: because('an id'),
  },
  'src/discord/announce.ts': {
    announcementChannels: because('it renders by renderAnnouncement'),
    renderAnnouncement: [
      ...articles((article) =>
        renderAnnouncement(say, { article, opening: null, more: 1 }, noPage),
      ),
      ...aSentence((excerpt) => {
        const article = articleOf(['A text.']);
        return renderAnnouncement(say, { article, opening: quote(excerpt), more: 0 }, noPage);
      }),
    ],
  },
  'src/discord/answer-layout.ts': {
    openMenu: excerpts((excerpt) => openMenu(say, 'answer', [excerpt])),
    renderAnswer: [
      ...aSentence((excerpt) => renderAnswer(say, asked(answered(excerpt)), { showing })),
      (given) => {
        const answer = answered(excerptOf(articleOf(['A text.'])), given);
        return () => renderAnswer(say, { ...asked(answer), percentRead: 5 }, { showing });
      },
    ],
    renderPage: aSentence((excerpt) =>
      renderPage(say, [], [excerpt, excerpt], { as: 'answer', count: 1, showing }),
    ),
    withOpened: aSentence((excerpt) => {
      const before = openMenu(say, 'answer', [excerpt]);
      return withOpened(say, before, excerpt, { as: 'answer', showing });
    }),
    wordsAlone: because('a sentence of our own'),
  },
  'src/discord/answer-passages.ts': because('renderAnswer drives it'),
  'src/discord/answered-message.ts': {
    lastAnswered: text((given) => lastAnswered([messageOf(given), messageOf(given)])),
    readAnswer: [
      text((given) => readAnswer(messageOf(given))),
      text((given) => readAnswer({ content: `Question: ${given}` })),
    ],
    readPressedAnswer: because('it reads by readAnswer'),
  },
  'src/discord/article-pages.ts': {
    factsOf: articles(factsOf),
    renderList: articles((article) => renderList(say, [summary(article)], 0)),
    renderOutline: articles((article) => renderOutline(say, article)),
    renderPassage: articles((article) => renderPassage(say, article, excerptOf(article))),
    renderReading: [
      ...articles((article) => renderReading(say, article, 3)),
      ...withArticles(({ article }) => renderReading(say, { ...article }, 3)),
    ],
    titleOf: articles(titleOf),
  },
  'src/discord/asking.ts': because('a question: QUESTION_MAX code points'),
  'src/discord/attachments.ts': because('bytes, which the intake reads'),
  'src/discord/channel-server.ts': because('an id'),
  'src/discord/channel-visibility.ts': because('ids, and numbers of at most 40 digits'),
  'src/discord/buttons.ts': because(
    'labels of our own, ids, and an address that BUTTON_URL_MAX bounds',
  ),
  'src/discord/channel-posts.ts': because('messages that were rendered before'),
  'src/discord/chosen-by.ts': because('ids'),
  'src/discord/client.ts': because('it wires, and looks at no text'),
  'src/discord/collection-page.ts': {
    renderCollection: text((title) => renderCollection(say, collectionOf(title))),
    renderDeletion: text((title) => renderDeletion(say, collectionOf(title))),
  },
  'src/discord/colours.ts': {},
  'src/discord/command-mention.ts': because('names of our own commands'),
  'src/discord/command-words.ts': because('names of our own commands'),
  'src/discord/command.ts': because('definitions of our own'),
  'src/discord/connection-failure.ts': because('errors of the network, made by Node'),
  'src/discord/cooldown.ts': because('ids and times'),
  'src/discord/copied-markdown.ts': { copiedMarkdown: withExcerpts(copiedMarkdown) },
  'src/discord/copy.ts': {
    copiesOf: excerpts((excerpt) => copiesOf(say, excerpt)),
    renderCopy: excerpts((excerpt) => renderCopy(say, excerpt)),
  },
  'src/discord/custom-id.ts': {
    encodesShortly: text((address) => encodesShortly({ name: 'feed', preview: 'a', address })),
    encodeCustomId: because('ids and numbers of our own'),
    parseCustomId: [text(parseCustomId), text((given) => parseCustomId(`1:more:${given}`))],
  },
  'src/discord/dates.ts': because('dates of ten characters, checked when they were read'),
  'src/discord/delivery.ts': because('requests, and answers that are not looked at'),
  'src/discord/desk.ts': because('it wires, and looks at no text'),
  'src/discord/digest-message.ts': {
    digestClosedLine: because('an id'),
    digestTitles: because('a week'),
    renderDigest: because('it renders by renderUse'),
  },
  'src/discord/digests.ts': { digestWay: because('it renders by renderDigest') },
  'src/discord/distinct-choices.ts': {
    distinctChoices: text((name) => distinctChoices([{ name }, { name }, { name: `${name} (2)` }])),
  },
  'src/discord/error-name.ts': because('names of errors'),
  'src/discord/escape.ts': {
    escapeHeading: text(escapeHeading),
    escapeLines: text((given) => escapeLines(given, all(given))),
    escapeMarkdown: text(escapeMarkdown),
    escapePart: text(escapePart),
    escapeTitle: text(escapeTitle),
    oneLine: text(oneLine),
    quoteBlock: [
      text((given) => quoteBlock(given, null)),
      text((given) => quoteBlock(given, all(given))),
    ],
  },
  'src/discord/failure.ts': because('errors, and the options of a command, which Discord bounds'),
  'src/discord/fit.ts': {
    cutLabel: [
      text((given) => cutLabel(given, 100)),
      text((given) => cutLabel(given, 100, '…', (label) => escapeTitle(label).length)),
    ],
    fitWindow: [
      text((given) => fitWindow(given, all(given), [all(given)], fitsRoom(given))),
      text((given) => {
        const sentences = spans(given);
        const middle = sentences[sentences.length >> 1] ?? all(given);
        return fitWindow(given, middle, sentences, fitsRoom(given));
      }),
    ],
    graphemeEnds: text(graphemeEnds),
    longest: because('numbers, of what fits a page'),
  },
  'src/discord/feedback-buttons.ts': because('words of our own'),
  'src/discord/fitted-quote.ts': {
    quoteWithin: [
      ...excerpts((excerpt) => quoteWithin(excerpt, ROOM)),
      ...withExcerpts((excerpt) => quoteWithin(excerpt, ROOM)),
    ],
    wholeQuote: excerpts((excerpt) => wholeQuote(excerpt)),
  },
  'src/discord/follow-up.ts': {
    followingLine: text((given) =>
      followingLine(say, { subject: given, article: given, asked: given }),
    ),
    followingOf: because('ids, and headings as they are'),
  },
  'src/discord/follow-up-form.ts': because('what a custom id holds, and what a form bounds'),
  'src/discord/deleted-originals.ts': {
    onDeletedMessages: because('ids, and titles that renderOrphan shows'),
    orphansAmong: because('addresses, looked up whole'),
    renderOrphan: articles((article) =>
      renderOrphan(say, { article: summary(article), original: DELETED }),
    ),
  },
  'src/discord/kept-message.ts': {
    keptMessageOf: because('it reads by readKeptMessage'),
    noteOriginal: because('it keeps what came'),
    readKeptMessage: (given) => {
      const message = {
        ...messageOf(given),
        ...{ id: DELETED.message, channel_id: DELETED.channel },
      };
      return () => readKeptMessage({ message, channel: { name: given } });
    },
  },
  'src/discord/freshness.ts': because('times, and an id'),
  'src/discord/pin-menu.ts': {
    gapMark: text(gapMark),
    pinMenu: text((given) => pinMenu(say, [{ question: given }])),
    pinnedQuestion: text(pinnedQuestion),
    renderPinForm: because('a mark'),
    renderPinPreview: because('a question that is cut, and passages as layOutPassages has them'),
    typedPassage: because('what a form bounds'),
  },
  'src/discord/gap-list.ts': {
    lookUpDisliked: because('ids'),
    renderGapList: text((given) => {
      const group = { question: given, count: 1, lastAt: 0, wordings: [given] };
      const groups = [group];
      const list = { unanswered: 1, groups, disliked: [], retentionDays: 1, keepsTexts: true };
      return renderGapList(say, list);
    }),
  },
  'src/discord/gateway.ts': because('what Discord says of its own gateway'),
  'src/discord/guarded-shards.ts': because('it hands packets on, which packets.ts looks at'),
  'src/discord/history.ts': because('messages of Discord’s, of which ids are read'),
  'src/discord/hooks.ts': because('it joins functions'),
  'src/discord/interaction-wire.ts': because('messages that were rendered before'),
  'src/discord/invite.ts': because('an id of our own'),
  'src/discord/keep-connected.ts': because('errors of the network, and no text'),
  'src/discord/keep-shards.ts': because('numbers of our own, and errors of the network'),
  'src/discord/laid-out.ts': { laidOut: shortened(laidOut) },
  'src/discord/label.ts': {
    escapedLabel: text((given) => escapedLabel(given, 100)),
    escapedTitle: text((given) => escapedTitle(given, 100)),
  },
  'src/discord/layout.ts': because('parts of our own, which Discord bounds'),
  'src/discord/limits.ts': {},
  'src/discord/line-form.ts': {
    renderLineForm: text((given) =>
      renderLineForm({
        action: { name: 'accentTyped' },
        ...{ title: given, label: given, hint: given, placeholder: given, field: 'a', most: 7 },
      }),
    ),
    typedLine: because('what a form bounds'),
  },
  'src/discord/lines.ts': {
    linesWithin: [
      text((given) => linesWithin([given], ROOM, () => LEFT_OUT)),
      (given) => {
        const lines = pieces(given);
        return () => linesWithin(lines, ROOM, () => LEFT_OUT);
      },
      (given) => {
        const lines = Array.from(given);
        return () => linesWithin(lines, ROOM, () => LEFT_OUT);
      },
    ],
  },
  'src/discord/listener.ts': because('a message: Discord bounds it to 4,000 characters'),
  'src/discord/locale.ts': because('a locale that Discord sends'),
  'src/discord/localise.ts': because('words of our own commands'),
  'src/discord/managers.ts': because('what Discord says of our own application'),
  'src/discord/marked-lines.ts': {
    quoteMarked: [
      text((given) => quoteMarked([{ mark: '**', text: given }])),
      text((given) => quoteMarked(pieces(given).map((piece) => ({ mark: '~~', text: piece })))),
    ],
  },
  'src/discord/measure.ts': because('names of our own commands, and times'),
  'src/discord/membership.ts': because('ids, of the form that they have'),
  'src/discord/message.ts': because('it puts what is rendered into a message'),
  'src/discord/named-passages.ts': because('ids, and passages as they were made'),
  'src/discord/own-roles.ts': because('roles of a server, of which ids are read'),
  'src/discord/owner.ts': because('messages that were rendered before'),
  'src/discord/packets.ts': {
    makePackets: (given) => {
      const packets = makePackets(() => {});
      let id = 0;
      return () => {
        id += 1;
        packets.admit(packetOf(`${id}`, given), id);
        return packets.arrivalOf(`${id}`);
      };
    },
    nameOf: [
      text((given) => nameOf({ op: 0, t: given })),
      (given) => {
        const packet = packetOf('1', given);
        return () => nameOf(packet);
      },
    ],
  },
  'src/discord/parent-channel.ts': {
    noteParent: because('an id'),
    parentOf: because('an id'),
    readParent: text((given) => readParent({ channel: { parent_id: given } })),
  },
  'src/discord/parting.ts': because('functions that are waited for'),
  'src/discord/parts.ts': {
    partLines: (given) => {
      const ailment = statement('frontMatterBroken', {
        ...{ line: 1, reason: statement('notAddable', { endings: [given] }) },
      } as never);
      const part = { part: 'model', since: 0, ailment } as never;
      return () => partLines(say, [part, part]);
    },
  },
  'src/discord/passage-layout.ts': {
    layOutPassages: aSentence((quotable) =>
      layOutPassages(say, {
        kind: 'answer',
        passages: [{ quotable, ...quoteButtons(say, quotable, showing) }],
      }),
    ),
    passageOption: excerpts((excerpt) => passageOption('x', excerpt)),
    placeLine: excerpts((excerpt) => placeLine(say, excerpt)),
    headingOf: text((given) => headingOf(given)),
    nameOf: excerpts((excerpt) => titleOfPassage(excerpt.citation)),
  },
  'src/discord/permission-log.ts': because('ids, and names of our own'),
  'src/discord/plain.ts': {
    inPlainText: shortened(inPlainText),
    lighter: shortened((body) => lighter(body, () => true)),
    wordsOf: shortened(({ embeds }) => embeds.map(wordsOf)),
  },
  'src/discord/pointer-codec.ts': {
    readArticle: text(readArticle),
    readKey: text(readKey),
    readRefs: [text(readRefs), text((given) => readRefs(`${'abcde'.repeat(9)}*${given}`))],
    writeArticle: because('ids'),
    writeKey: because('a key'),
    writeRefs: because('ids and numbers'),
  },
  'src/discord/pressed-message.ts': {
    readPressedMessage: (given) => {
      const message = messageOf(given);
      return () => readPressedMessage(message);
    },
  },
  'src/discord/public-url.ts': { sourceUrl: because('excerptUrl drives it') },
  'src/discord/quote-markdown.ts': {
    contextLine: text((given) => contextLine({ role: 'leadIn', ...all(given), text: given })),
    quoteMarkdown: withExcerpts((excerpt) => quoteMarkdown(excerpt)),
  },
  'src/discord/read-back.ts': {
    readBack: [
      ...excerpts((excerpt) =>
        readBack(
          pieces(excerpt.text).map((text) => ({ text, place: 'message', isCard: false })),
          [excerpt],
        ),
      ),
      (given) => {
        const excerpt = excerptOf(articleOf(['A word of it.']));
        const shown = { text: `${wholeQuote(excerpt)}\n${given}`, place: 'embed' } as const;
        return () => readBack([{ ...shown, isCard: false }], [excerpt]);
      },
    ],
  },
  'src/discord/readiness.ts': because('numbers'),
  'src/discord/register.ts': because('our own commands'),
  'src/discord/raw-message.ts': because('readAnswer and readTargetMessage drive it'),
  'src/discord/remembered.ts': because('ids, and answers that are not looked at'),
  'src/discord/render.ts': {
    renderContext: aSentence((excerpt) => renderContext(say, quote(excerpt), showing)),
    renderOwn: aSentence((excerpt) => renderOwn(say, excerpt, showing)),
    renderShared: aSentence((excerpt) =>
      renderShared(say, excerpt, { userId: '1', publicUrlOf: noPage }),
    ),
    sharedButtons: because('labels of our own, ids, and an address that BUTTON_URL_MAX bounds'),
    sharedBy: because('an id'),
  },
  'src/discord/reply-channel.ts': because('messages that were rendered before'),
  'src/discord/reply.ts': because('messages that were rendered before'),
  'src/discord/rest.ts': because('requests of our own'),
  'src/discord/room.ts': {
    fitsIn: text((given) => fitsIn(given, ROOM)),
    isWithin: because('numbers'),
    jsonBytes: text(jsonBytes),
    roomOf: text(roomOf),
  },
  'src/discord/router.ts': because('it wires, and looks at no text'),
  'src/discord/server-list.ts': because('ids, of the form that they have'),
  'src/discord/server-names.ts': because('ids, of the form that they have'),
  'src/discord/settings-page.ts': {
    channelsOf: because('ids'),
    readAccent: [text(readAccent), text((given) => readAccent(`#${given}`))],
    renderAccentForm: because('a colour of six digits'),
    renderSettings: text((given) =>
      renderSettings(say, { settings: USUAL_SETTINGS, problem: { of: 'digest', words: given } }),
    ),
  },
  'src/discord/shared-card.ts': {
    lookOf: because('a colour of six digits'),
    pictureButtons: because('labels of our own, and ids'),
    renderSharedCard: aSentence((excerpt) =>
      renderSharedCard(say, excerpt, CARD, { userId: '1', publicUrlOf: noPage }),
    ),
  },
  'src/discord/shards.ts': because('numbers of our own'),
  'src/discord/search-notes.ts': because('codes of languages, and dates'),
  'src/discord/showing.ts': because('ids of our own'),
  'src/discord/source-lines.ts': {
    lookLines: text((given) => lookLines(say, lookOf(given))),
    sourceAddress: text((given) => sourceAddress(sourceOf(given))),
    sourceName: text(sourceName),
    sourceSettings: text((given) => sourceSettings(say, sourceOf(given))),
  },
  'src/discord/source-list.ts': {
    lookReport: text((given) => lookReport(say, [lookOf(given), lookOf(given)], given)),
    renderSources: text((given) =>
      renderSources(say, {
        list: {
          sources: [
            {
              ...{ source: sourceOf(given), isLooking: false, lastLookAt: 1, lastGoodAt: 1 },
              ...{ nextLookAt: 1, problem: lookOf(given).problem, failures: 1, articles: 1 },
              ...{ gone: 0, waiting: 0, changedAt: null },
            },
          ],
          problems: [],
        },
        ...{ page: 0, closedFor: () => null, adding: '' },
      }),
    ),
    sourcesOnPage: because('it picks some of a list'),
  },
  'src/discord/source-preview.ts': {
    openingLines: articles((article) => openingLines(readingOf(article))),
    readingFacts: articles((article) => readingFacts(say, readingOf(article))),
    renderSourcePreview: articles((article) =>
      renderSourcePreview(say, {
        ...{ id: 'a', source: { ...sourceOf(article.title), kind: 'feed' }, expiresAt: 0 },
        ...{ title: article.text, found: 1, named: 1, feeds: [`https://${article.text}`] },
        newest: [
          {
            ...{ title: article.text, url: article.text, published: null, sameAs: article },
            ...{ reading: readingOf(article), problem: lookOf(article.text).problem },
          },
        ],
      }),
    ),
    renderSourceRemoval: because('a name of at most MAX_NAME characters'),
  },
  'src/discord/source-waiting.ts': {
    renderWaiting: articles((article) =>
      renderWaiting(say, {
        ...{ total: 1, page: 0, pages: 1, said: null },
        shown: [
          {
            article: {
              ...{ id: 'a', source: 'a', title: article.text, url: article.text, since: 0 },
              ...{ published: null, why: statement('unknownArticle', { article: article.text }) },
            },
            reading: readingOf(article),
          },
        ],
      }),
    ),
    waitingOnPage: because('it picks some of a list'),
  },
  'src/discord/staged.ts': {
    renderRemoval: articles((article) => renderRemoval(say, summary(article), 2)),
    renderRemoved: text((file) => renderRemoved(say, { id: 'a', file })),
    renderRestored: text((file) => renderRestored(say, { file, was: `${file}a` } as never, true)),
    keepButton: because('an id of our own'),
    renderStaged: articles((article) => renderStaged(say, staged(article))),
  },
  'src/discord/staged-form.ts': {
    changedFields: because('five texts, which Discord bounds to 4,000 characters each'),
    fieldMarks: because('five texts, bounded before'),
    renderCorrection: articles((article) => renderCorrection(say, staged(article))),
    wrongLines: because('values that were cut before'),
  },
  'src/discord/staged-lines.ts': {
    renderLines: articles((article) => renderLines(say, staged(article), { view: 'all', page: 0 })),
    chosenNumbers: because('25 values, which Discord bounds to 100 characters each'),
  },
  'src/discord/tell-askers.ts': because('it asks again, and renders by renderAnswer'),
  'src/discord/target-message.ts': {
    noteTarget: because('it keeps what was read'),
    readTargetMessage: (given) => {
      const message = messageOf(given);
      return () => readTargetMessage(message);
    },
    targetOf: because('it finds what was kept'),
  },
  'src/discord/text-pages.ts': because('renderReading and renderPassage drive it'),
  'src/discord/tell.ts': {
    tell: text((given) =>
      tell(
        say,
        statement('frontMatterBroken', {
          line: 1,
          reason: statement('notAddable', { endings: [given] }),
        } as never),
      ),
    ),
  },
  'src/discord/unquoted.ts': {
    readUnquoted: (given) => {
      const part = { type: 10, id: 4_002, content: given, toJSON: () => part };
      const message = { components: [part] } as unknown as Parameters<typeof readUnquoted>[0];
      return () => readUnquoted(message);
    },
    renderUnquoted: [
      text((given) => renderUnquoted(say, [{ text: given, place: given.slice(0, 100) }])),
      (given) => {
        const all = pieces(given).map((piece) => ({ text: piece, place: null }));
        return () => renderUnquoted(say, all);
      },
    ],
  },
  'src/discord/verdict-facts.ts': {
    factLines: text((given) => {
      const number = { text: given, quoted: given };
      const facts = { joined: true, paragraphs: 2, places: 2, cutNumbers: [number] };
      return factLines(say, facts as never, 1);
    }),
    omissionLines: text((given) =>
      omissionLines(say, [{ articleId: 'aaaaaa', ...all(given), text: given }], ROOM),
    ),
    sentenceLines: text((given) =>
      sentenceLines(
        [
          {
            ...{ articleId: 'aaaaaa', citationId: 'aaaaaa-aaaaaa', ...all(given) },
            ...{ before: given, quoted: given, after: given },
          },
        ],
        ROOM,
      ),
    ),
  },
  'src/discord/use-layout.ts': {
    renderUse: (given) => {
      const use = useOf(given);
      return () => renderUse(say, ...use);
    },
  },
  'src/discord/verdict.ts': {
    shownPlaces: because('places of a verdict, a few of them'),
    renderDiff: [0, 1].map(
      (which): Drive =>
        (given) => {
          const diff = diffs(given)[which] ?? [];
          return () => renderDiff(diff, { units: 2_000, bytes: 4_000 });
        },
    ),
    renderVerdict: (given) => {
      const [verdict, excerpt] = [verdictOf(given), excerptOf(articleOf([given]))];
      return () => renderVerdict(say, verdict, () => excerpt, showing);
    },
    renderVerdicts: (given) => {
      const [verdict, excerpt] = [verdictOf(given), excerptOf(articleOf([given]))];
      const checked = [
        { text: given, verdict, place: given.slice(0, 100) },
        { text: given, verdict: { kind: 'not-found' } as const, place: null },
      ];
      return () => renderVerdicts(say, checked, () => excerpt, [], showing);
    },
  },
  'src/discord/visible.ts': because('ids, and messages that were rendered before'),
  'src/discord/waiting-room.ts': because('promises, and no text'),
  'src/discord/which-sentence.ts': {
    sentenceOptions: (given) => {
      const sentences = pieces(given).map((piece) => ({ value: 'a', text: piece, from: piece }));
      return () => sentenceOptions(sentences);
    },
    renderWhichSentence: because('it hands on to `renderContext`'),
  },
  'src/discord/witness.ts': because('ids, and numbers'),
};
