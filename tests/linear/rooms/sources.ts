/** The exports of `src/sources`, and how each is driven. */
import { statement } from '../../../src/refusals.ts';
import { textHashOf } from '../../../src/sources/fetched-text.ts';
import type { ListedItem } from '../../../src/sources/listing.ts';
import { readList, work as readListWork } from '../../../src/sources/listing-work.ts';
import { doubtOf, looksCut } from '../../../src/sources/looks-cut.ts';
import { addressFits, fitsPattern } from '../../../src/sources/pattern.ts';
import {
  contentAsHtml,
  decoded,
  escaped,
  textAsHtml,
  titleWords,
} from '../../../src/sources/plain-words.ts';
import {
  absolute,
  calendarDate,
  feedKind,
  readFeed,
  rootOf,
} from '../../../src/sources/read-feed.ts';
import { itemHashOf } from '../../../src/sources/read-item.ts';
import { readHead, readLinks } from '../../../src/sources/read-links.ts';
import { isSitemap, readSitemap } from '../../../src/sources/read-sitemap.ts';
import { work as robotsWork } from '../../../src/sources/robots-work.ts';
import {
  isSourceName,
  nameOf,
  readAddress,
  readChannel,
  readCount,
  readInterval,
  readKeep,
  readName,
  readPattern,
} from '../../../src/sources/source-settings.ts';
import { sha256Of } from '../../../src/sources/store.ts';
import { work as textWork } from '../../../src/sources/text-work.ts';
import { because, type Drive, orRefused, orRejected, type Room, text } from '../listed.ts';
import { articleOf, pieces } from '../made.ts';

const SITE = 'https://example.org/feed';

/** An address with the text in its path. */
const addressOf = (given: string) =>
  `https://example.org/${encodeURIComponent(Buffer.from(given).toString())}`;

const inItem = (given: string) =>
  `<item><title>${given}</title><link>/a</link><description>${given}</description></item>`;
const inFeed = (body: string) =>
  `<rss version="2.0"><channel><title>t</title>${body}</channel></rss>`;

/** A feed with the text as one item's content, as many items', raw and escaped; and as all there is. */
const feeds: readonly ((given: string) => string)[] = [
  (given) => given,
  (given) => inFeed(inItem(given)),
  (given) => inFeed(inItem(escaped(given))),
  (given) => inFeed(pieces(given).map(inItem).join('')),
  (given) => inFeed(inItem(`<![CDATA[${given}]]>`)),
  (given) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: given,
      items: pieces(given).map((piece, i) => ({ id: String(i), content_text: piece, url: '/a' })),
    }),
];

const sitemaps: readonly ((given: string) => string)[] = [
  (given) => `<urlset>${given}</urlset>`,
  (given) =>
    `<urlset>${pieces(given)
      .map((piece) => `<url><loc>${escaped(addressOf(piece))}</loc></url>`)
      .join('')}</urlset>`,
];

const list = (given: string) => ({
  ...{ bytes: Buffer.from(given), url: SITE, contentType: null, kind: null, only: null, most: 50 },
});

const driveAll = (
  make: readonly ((given: string) => string)[],
  call: (made: string) => unknown,
): Drive[] =>
  make.map((each) => (given) => {
    const made = each(given);
    return () => orRefused(call)(made)();
  });

const item = (given: string): ListedItem => ({
  ...{
    key: 'k',
    url: SITE,
    sharesPage: false,
    title: given,
    author: given,
    published: null,
    at: null,
  },
  ...{ language: null, content: { html: given, isSummary: false } },
});

const OURS = because('what sources.yaml says, which is the operator’s, and short');
const WIRES = because('it wires');
const KEEPS = because('it keeps what was read, in files of our own');

export const SOURCES: Room = {
  'src/sources/fetched-text.ts': {
    textHashOf: (given) => {
      const articles = [articleOf(pieces(given))];
      return () => textHashOf({ articles });
    },
  },
  'src/sources/host-turns.ts': WIRES,
  'src/sources/keep.ts': because('dates and counts'),
  'src/sources/limits.ts': {},
  'src/sources/linked.ts': OURS,
  'src/sources/list-source.ts': because('it hands bytes to where they are read'),
  'src/sources/listing-work.ts': {
    readList: driveAll([...feeds, ...sitemaps], (made) => readList(list(made))),
    work: (given) => orRejected(() => readListWork(list(given)))(''),
  },
  'src/sources/listing.ts': {},
  'src/sources/look-item.ts': WIRES,
  'src/sources/look-run.ts': because('names as they are'),
  'src/sources/look.ts': WIRES,
  'src/sources/looks-cut.ts': {
    doubtOf: (given) => {
      const articles = [articleOf(pieces(given))];
      const dropped = pieces(given).map((piece, i) => ({
        ...{ line: i, text: piece, reason: statement('navigation') },
      }));
      return () => doubtOf({ articles, dropped, warnings: [] });
    },
    looksCut: text(looksCut),
  },
  'src/sources/looks.ts': WIRES,
  'src/sources/memories.ts': KEEPS,
  'src/sources/merge-memory.ts': because('files of our own'),
  'src/sources/memory.ts': KEEPS,
  'src/sources/next-look.ts': because('numbers'),
  'src/sources/open-sources.ts': WIRES,
  'src/sources/pattern.ts': {
    addressFits: text((given) => addressFits(addressOf(given), '*a*b*c*')),
    fitsPattern: [
      text((given) => fitsPattern(given, '*a*b*c*a*b*')),
      text((given) => fitsPattern('a'.repeat(500), given.slice(0, 500))),
    ],
  },
  'src/sources/plain-words.ts': {
    contentAsHtml: text(contentAsHtml),
    decoded: text(decoded),
    escaped: text(escaped),
    textAsHtml: [text(textAsHtml), text((given) => textAsHtml(pieces(given).join('\n\n')))],
    titleWords: text(titleWords),
  },
  'src/sources/polite-fetch.ts': because('bytes as they come, and headers, which Node bounds'),
  'src/sources/preview-source.ts': WIRES,
  'src/sources/previews.ts': KEEPS,
  'src/sources/read-feed.ts': {
    absolute: [
      text((given) => absolute(given, SITE)),
      text((given) => absolute(addressOf(given), SITE)),
    ],
    calendarDate: text(calendarDate),
    feedKind: text(feedKind),
    readFeed: driveAll(feeds, (made) => readFeed(made, SITE)),
    rootOf: text(rootOf),
  },
  'src/sources/read-fetched.ts': because('it hands bytes to where they are read'),
  'src/sources/read-item.ts': {
    itemHashOf: (given) => {
      const made = item(given);
      return () => itemHashOf(made);
    },
    readItem: WIRES,
  },
  'src/sources/read-links.ts': {
    readHead: [
      text((given) => readHead(given, SITE)),
      text((given) => readHead(`<html><head><title>${given}</title></head><body>`, SITE)),
    ],
    readLinks: driveAll(
      [
        (given) => given,
        (given) =>
          pieces(given)
            .map((piece) => `- [${piece}](/a)`)
            .join('\n'),
      ],
      (made) => readLinks(made, SITE),
    ),
  },
  'src/sources/read-sitemap.ts': {
    isSitemap: text(isSitemap),
    readSitemap: driveAll(sitemaps, (made) => readSitemap(made, SITE)),
  },
  'src/sources/robots-work.ts': {
    work: [
      (given) => {
        const bytes = Buffer.from(given);
        return orRejected(() => robotsWork({ bytes, url: `${SITE}/robots.txt`, page: SITE }))('');
      },
      (given) => {
        const rules = pieces(given).map((piece) => `Disallow: /${piece.replace(/\s/g, '')}`);
        const bytes = Buffer.from(`User-agent: *\n${rules.join('\n')}`);
        return orRejected(() => robotsWork({ bytes, url: `${SITE}/robots.txt`, page: SITE }))('');
      },
    ],
  },
  'src/sources/robots.ts': WIRES,
  'src/sources/source-settings.ts': {
    isSourceName: text(isSourceName),
    nameOf: [
      text((given) => nameOf('feed', addressOf(given))),
      text((given) => nameOf('folder', `/${given}`)),
    ],
    readAddress: text(readAddress),
    readChannel: text(readChannel),
    readCount: text((given) => readCount(given, 10)),
    readInterval: text(readInterval),
    readKeep: text(readKeep),
    readName: text(readName),
    readPattern: text(readPattern),
    showKeep: because('numbers'),
    showTime: because('numbers'),
  },
  'src/sources/source.ts': {},
  'src/sources/sources-file.ts': OURS,
  'src/sources/sources-place.ts': OURS,
  'src/sources/sources.ts': {},
  'src/sources/status.ts': because('counts'),
  'src/sources/store.ts': {
    sha256Of: (given) => {
      const bytes = Buffer.from(given);
      return () => sha256Of(bytes);
    },
    storeIn: because('files, by paths of our own'),
  },
  'src/sources/take-text.ts': WIRES,
  'src/sources/text-work.ts': {
    work: (given) => {
      const made = item(given);
      const more = { item: made, listUrl: SITE, publisher: given.slice(0, 50), source: 's' };
      const whole = { from: made, ...more, fetchedAt: '2026-01-01T00:00:00Z', taken: [] };
      return orRejected(() => textWork(whole))('');
    },
  },
  'src/sources/waiting-desk.ts': WIRES,
  'src/sources/waiting-texts.ts': KEEPS,
  'src/sources/watch-file.ts': WIRES,
  'src/sources/write-sources.ts': OURS,
};
