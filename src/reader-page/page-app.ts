/** Answers requests to the reader page: read-only, without scripts and cookies, and nothing kept of it. */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { CardLook } from '../cards/card.ts';
import type { Cards } from '../cards/cards.ts';
import type { Quote } from '../citations/quote.ts';
import { SENTENCE_ONLY } from '../citations/quote.ts';
import { widen } from '../citations/widen.ts';
import type { Say } from '../languages/say.ts';
import { isRefusal } from '../refusals.ts';
import { within } from '../supervision/deadline.ts';
import { clientAddress } from './client-address.ts';
import { changedDocument, lineDocument, passageDocument, STYLE_HASH } from './document.ts';
import { type FoundPage, findPage, type PageSource } from './find-page.ts';
import { type PageAddress, parsePageAddress } from './page-address.ts';
import type { PageResult } from './page-result.ts';
import { makePageRate, type PageRate } from './rate.ts';

/** Milliseconds that whoever asks waits at most. */
const DEADLINE_MS = 5_000;
/** Seconds after which it may be tried again. */
const AGAIN_AFTER = { early: 60, late: 30 } as const;

/** How its pictures look: a chat shows them on either ground. The accent is that of `style.ts`. */
const LOOK: CardLook = { theme: 'light', accent: 0xb8860b };

/** What it answers from. */
export interface PageAppOptions extends PageSource {
  /** What addresses begin with, without a slash at the end. */
  readonly publicUrl: string;
  /** How many proxies stand before it. */
  readonly proxies: number;
  /** Draws quotes as pictures; they have none where it is left out. */
  readonly cards?: Cards;
  /** Told what came of each request. */
  readonly onResult: (result: PageResult) => void;
  /** Told what went wrong. */
  readonly onFault: (error: unknown) => void;
  /** Told once where visitors come through a proxy that nobody named. */
  readonly onForwarded: () => void;
}

/** What is answered. */
interface Answer {
  readonly result: PageResult;
  readonly status: ContentfulStatusCode;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

const HEADERS: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: [STYLE_HASH],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  // Pictures are made to be shown elsewhere.
  crossOriginResourcePolicy: 'cross-origin',
  // Whether there is HTTPS is the proxy's to know.
  strictTransportSecurity: false,
});

/** What answers each request. */
export interface PageApp {
  readonly fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>;
}

/** See the head of this file. */
export function pageApp(options: PageAppOptions): PageApp {
  const { publicUrl, proxies, onResult, onFault, onForwarded } = options;
  const base = new URL(publicUrl).pathname.replace(/\/$/, '');
  const rate = makePageRate();
  const app = new Hono<{ Bindings: HttpBindings }>();
  let isForwarded = false;

  async function answerTo(c: Context<{ Bindings: HttpBindings }>): Promise<Answer> {
    const { method } = c.req;
    if (method !== 'GET' && method !== 'HEAD') {
      const headers = { allow: 'GET, HEAD' };
      return { ...line('method', 405, (say) => say('page.missing')), headers };
    }
    const forwardedFor = c.req.header('x-forwarded-for');
    if (proxies === 0 && forwardedFor !== undefined && !isForwarded) {
      isForwarded = true;
      onForwarded();
    }
    const peer = c.env.incoming.socket.remoteAddress;
    const wait = await rate.take(clientAddress({ peer, forwardedFor }, proxies));
    if (wait > 0)
      return again(
        line('limited', 429, (say) => say('page.busy', { n: wait })),
        wait,
      );
    const { pathname } = new URL(c.req.url);
    const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : null;
    const address = path === null ? null : parsePageAddress(path);
    if (address === null) return missing();
    return look(address, options, rate);
  }

  app.use(HEADERS);
  app.all('*', async (c) => {
    const answer = await answerTo(c).catch((error: unknown) => {
      onFault(error);
      return line('failed', 500, (say) => say('page.failed'));
    });
    onResult(answer.result);
    const type = typeof answer.body === 'string' ? 'text/html; charset=utf-8' : 'image/png';
    return c.body(answer.body, answer.status, {
      'content-type': type,
      // What is removed is gone at once.
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      ...answer.headers,
    });
  });
  return { fetch: app.fetch };
}

/** What an address leads to, in time. */
async function look(
  address: PageAddress,
  options: PageAppOptions,
  rate: PageRate,
): Promise<Answer> {
  const finding = rate.run(async () =>
    answerOf(await findPage(address, options), address, options),
  );
  if (finding === null)
    return again(
      line('limited', 503, (say) => say('page.busy', { n: 1 })),
      1,
    );
  const late = () =>
    again(
      line('late', 503, (say) => say('page.failed')),
      AGAIN_AFTER.late,
    );
  try {
    return await within(DEADLINE_MS, finding, late);
  } catch (error) {
    if (isRefusal(error, 'databaseAway')) return late();
    throw error;
  }
}

async function answerOf(
  found: FoundPage,
  address: PageAddress,
  options: PageAppOptions,
): Promise<Answer> {
  const { publicUrl, cards } = options;
  const hasCards = cards?.isOffered() ?? false;
  switch (found.kind) {
    case 'missing':
      return missing();
    case 'early':
      return again(
        line('early', 503, (say) => say('page.reading')),
        AGAIN_AFTER.early,
      );
    case 'changed':
      return page('changed', changedDocument(found, { publicUrl, hasCards }, address));
    case 'card':
      return cards?.isOffered()
        ? drawn(widen(found.article, found.excerpt, SENTENCE_ONLY), cards)
        : missing();
    default:
      return page(found.kind, passageDocument(found, { publicUrl, hasCards }));
  }
}

/** The picture of a quote; none of what cannot be one. */
async function drawn(quote: Quote, cards: Cards): Promise<Answer> {
  try {
    const { png } = await cards.draw(quote, LOOK);
    return { result: 'card', status: 200, body: new Uint8Array(png) };
  } catch (error) {
    if (isRefusal(error, 'cardAway')) return late();
    if (isRefusal(error)) return missing();
    throw error;
  }
}

function page(result: PageResult, body: string): Answer {
  return { result, status: 200, body };
}

function late(): Answer {
  return again(
    line('late', 503, (say) => say('page.failed')),
    AGAIN_AFTER.late,
  );
}

/** The same for whatever is not to be seen, so that nobody learns what is there. */
function missing(): Answer {
  return line('missing', 404, (say) => say('page.missing'));
}

function line(
  result: PageResult,
  status: ContentfulStatusCode,
  said: (say: Say) => string,
): Answer {
  return { result, status, body: lineDocument(said) };
}

function again(answer: Answer, seconds: number): Answer {
  return { ...answer, headers: { 'retry-after': String(seconds) } };
}
