/** The exports of `src/intake`, and how each is driven. */
import { guardUrl } from '../../../src/intake/address-guard.ts';
import { notAdded, readCandidate } from '../../../src/intake/candidate.ts';
import { contentKind, isAcceptedType, mediaType } from '../../../src/intake/content-kind.ts';
import { pageName, submissionOf } from '../../../src/intake/fetched-page.ts';
import { freeName } from '../../../src/intake/file-names.ts';
import { isRandomId } from '../../../src/intake/random-id.ts';
import { work } from '../../../src/intake/submission-work.ts';
import { traitsOf } from '../../../src/intake/traits.ts';
import { writeFrontMatter, writeMarkdown } from '../../../src/intake/write-markdown.ts';
import { statement } from '../../../src/refusals.ts';
import { because, type Drive, orRefused, orRejected, type Room, text } from '../listed.ts';
import { articleOf, pieces, titled } from '../made.ts';

/** What a submission says it is. */
const KINDS = ['a.md', 'a.txt', 'a.html'];

/** An address with the text in its path: as one name, or as many folders. */
const addressOf = (given: string) =>
  `https://example.org/${encodeURI(Buffer.from(given).toString())}`;
const deep = (given: string) => addressOf(pieces(given).join('/'));

/** A page that is the text, under an address made of it. */
const fetched = (given: string) => ({
  ...{ bytes: Buffer.from(given, 'utf8'), url: deep(given), contentType: `text/plain; ${given}` },
});

export const INTAKE: Room = {
  'src/intake/address-guard.ts': {
    guardUrl: orRefused((given) => guardUrl(given, [])),
    guardedLookup: because('a name that guardUrl let through'),
  },
  'src/intake/candidate.ts': {
    notAdded: text((given) => notAdded(given, statement('empty'))),
    readCandidate: KINDS.map(
      (name): Drive =>
        (given) => {
          const submission = { bytes: Buffer.from(given, 'utf8'), name };
          return orRejected(() => readCandidate(submission, new Set()))('');
        },
    ),
  },
  'src/intake/content-kind.ts': {
    contentKind: [
      (given) => {
        const bytes = Buffer.from(given, 'utf8');
        return () => contentKind(bytes, { name: 'a.html' });
      },
      text((given) => contentKind(Buffer.from('A text.'), { name: given, contentType: given })),
    ],
    isAcceptedType: text(isAcceptedType),
    mediaType: text(mediaType),
  },
  'src/intake/fetch-article.ts': because('bytes, which are read as every submission is'),
  'src/intake/fetched-page.ts': {
    pageName: [text((given) => pageName(addressOf(given))), text((given) => pageName(deep(given)))],
    submissionOf: (given) => {
      const page = fetched(given);
      return orRefused(() => submissionOf(page))('');
    },
  },
  'src/intake/file-names.ts': { freeName: text((given) => freeName(given, '.md', new Set())) },
  'src/intake/folders.ts': because('paths of our own'),
  'src/intake/guarded-fetch.ts': because('bytes, and addresses, which guardUrl bounds'),
  'src/intake/http-get.ts': because('bytes as they come, and headers, which Node bounds to 16 kB'),
  'src/intake/intake.ts': because('it wires'),
  'src/intake/known-articles.ts': {
    knowArticles: because('hashes that traitsOf made: what is the same is found in maps'),
  },
  'src/intake/limits.ts': {},
  'src/intake/move-file.ts': because('paths of our own'),
  'src/intake/random-id.ts': {
    isRandomId: text(isRandomId),
    randomId: because('it takes nothing'),
  },
  'src/intake/read-submission.ts': because('it hands bytes to where they are read'),
  'src/intake/remove-article.ts': because('it moves files'),
  'src/intake/removed.ts': because('it moves files; names and notes of our own, read by zod'),
  'src/intake/restore-removed.ts': because('it moves files'),
  'src/intake/stage.ts': because('it keeps what readCandidate made'),
  'src/intake/submission-work.ts': {
    work: [
      (given) => {
        const sent = { bytes: Buffer.from(given, 'utf8'), name: 'a.txt' };
        return orRejected(() => work({ sent, taken: [] }))('');
      },
      (given) => {
        const sent = fetched(given);
        return orRejected(() => work({ sent, taken: pieces(given) }))('');
      },
    ],
  },
  'src/intake/traits.ts': {
    traitsOf: [
      (given) => {
        const article = { ...articleOf([given]), url: `https://example.org/${given}` };
        return () => traitsOf(article);
      },
      (given) => {
        const article = articleOf(pieces(given));
        return () => traitsOf(article);
      },
    ],
  },
  'src/intake/waiting.ts': because('names that the system lists: random ids, or of no use'),
  'src/intake/write-markdown.ts': {
    writeFrontMatter: (given) => {
      const article = titled(given);
      return () => writeFrontMatter(article);
    },
    writeMarkdown: (given) => {
      const article = articleOf(pieces(given));
      const blocks = [given, ...pieces(given)].map(
        (each) => ({ kind: 'heading', text: each, line: 1 }) as const,
      );
      return () => writeMarkdown(article, blocks);
    },
  },
};
