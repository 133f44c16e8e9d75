/** Serves the playground's page, live: what a person does goes in, what they see comes out. */
import type { HttpBindings } from '@hono/node-server';
import { Locale } from 'discord.js';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { serveHttp } from '../http.ts';
import { isRefusal, Refusal, type RefusalKey } from '../refusals.ts';
import { perform } from './acts.ts';
import { rememberQuestions } from './asked.ts';
import { eventRoutes } from './events.ts';
import { isOwnRequest } from './guard.ts';
import type { Insight } from './insight.ts';
import { insightRoutes } from './insight-routes.ts';
import { type Moderating, moderatingOf } from './moderating.ts';
import { builtPageFolder, pageHeaders, pageRoutes } from './page-routes.ts';
import { attachmentRoutes } from './stand-in/rest/attachments.ts';
import { PEOPLE } from './stand-in/seed.ts';
import type { StandIn } from './stand-in/stand-in.ts';
import { tellPerson } from './tell.ts';

/** An attachment of 10 MiB in base64, and room for the rest. */
const MAX_BODY_BYTES = 15 * 1024 * 1024;
const FOREIGN = { message: 'This page answers only to its own address.' };
const NOTHING_TO_DO = { message: 'There is nothing to do here.' };
/** What is refused because it is not there. */
const MISSING: ReadonlySet<RefusalKey> = new Set<RefusalKey>([
  'noSidePanel',
  'passageGone',
  'nothingAsked',
  'messageUnseen',
  'formUnseen',
  'channelUnseen',
  'noSuchPerson',
  'noSuchCommand',
  'noSuchSubcommand',
  'notPressable',
]);
/** Every language that Discord knows. */
const LOCALES: ReadonlySet<Locale> = new Set(Object.values(Locale));
const NOTHING_HERE = { message: 'There is nothing here.' };

/** How a playground is started. */
interface PlaygroundOptions {
  readonly standIn: StandIn;
  /** For the side panel and the welcome; the page does without them where it is left out. */
  readonly insight?: Insight;
  /** `127.0.0.1` keeps it on this machine. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Folder of the page's compiled scripts; where `npm run build` puts them by default. */
  readonly scripts?: string;
}

/** A running playground. */
export interface Playground {
  readonly url: string;
  /**
   * Where others can reach it, the address that lets its visitor act as the moderator: a secret, for
   * whoever started it. The token is in the fragment, which browsers send nowhere. Null elsewhere.
   */
  readonly moderatorUrl: string | null;
  /** Ends every page's connection. Safe to call twice. */
  close(): Promise<void>;
}

function actRoutes(standIn: StandIn): Hono {
  const app = new Hono();
  const onError = () => {
    throw new Refusal('fileTooLarge');
  };
  app.post('/', bodyLimit({ maxSize: MAX_BODY_BYTES, onError }), async (c) => {
    // Only a page of ours can send this type without asking the browser first.
    if (c.req.header('content-type') !== 'application/json')
      return c.json({ message: 'This request is malformed.' }, 415);
    const body: unknown = await c.req.json().catch((cause: unknown) => {
      throw new Refusal('malformedRequest', {}, { cause });
    });
    return c.json(await perform(standIn, c.req.query('as') ?? '', body));
  });
  return app;
}

/** Refuses whoever acts as a person that they may not act as; before anything of a body is read. */
function onlyAsAllowed(standIn: StandIn, moderating: Moderating): MiddlewareHandler {
  return async (c, next) => {
    for (const userId of c.req.queries('as') ?? []) {
      standIn.as(userId);
      if (!moderating.mayActAs(c, userId)) throw new Refusal('moderatorTokenMissing');
    }
    await next();
  };
}

/** Takes up the language of the page, which is that of its person's Discord from then on. */
function inLanguage({ world }: StandIn): MiddlewareHandler {
  return async (c, next) => {
    const [userId, locale] = [c.req.query('as'), c.req.query('locale')];
    const isPerson = userId !== undefined && world.users.has(userId);
    if (isPerson && LOCALES.has(locale as Locale)) world.locales.set(userId, locale as Locale);
    await next();
  };
}

/**
 * Starts the page's server.
 * @throws Refusal when the page is not built, the port is taken or the host is not this machine's.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { standIn, insight = null, host, port, scripts = builtPageFolder() } = options;
  const page = pageRoutes(scripts);
  const asked = rememberQuestions(standIn.world, insight);
  const moderating = moderatingOf(standIn.world, host);

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(pageHeaders);
  app.use(async (c, next) => (isOwnRequest(c.req.header(), host) ? next() : c.json(FOREIGN, 403)));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (c) => c.json(NOTHING_TO_DO, 405) }));
  app.use('/act', onlyAsAllowed(standIn, moderating));
  app.use('/insight/*', onlyAsAllowed(standIn, moderating));
  app.use('/act', inLanguage(standIn));
  app.use('/insight/*', inLanguage(standIn));
  app.route('/act', actRoutes(standIn));
  app.route('/moderator', moderating.routes);
  app.route('/events', eventRoutes(standIn, moderating));
  app.route('/insight', insightRoutes(insight, asked, standIn.world));
  app.route('/attachments', attachmentRoutes(standIn.world));
  app.route('/', page);
  app.notFound((c) => c.json(NOTHING_HERE, 404));
  app.onError((error, c) => {
    if (!isRefusal(error)) return c.json({ message: 'Something went wrong.' }, 500);
    const message = tellPerson(standIn.world, c.req.query('as') ?? '', error);
    return c.json({ message }, MISSING.has(error.key) ? 404 : 400);
  });

  const onMalformed = () => Response.json(FOREIGN, { status: 403 });
  const http = await serveHttp({ fetch: app.fetch, host, port, onMalformed }).catch(
    (cause: NodeJS.ErrnoException) => {
      asked.close();
      const key = cause.code === 'EADDRINUSE' ? 'playgroundPortTaken' : 'playgroundNotListening';
      throw new Refusal(key, { host, port }, { cause });
    },
  );
  return {
    url: `${http.origin}/`,
    moderatorUrl:
      moderating.token === null
        ? null
        : `${http.origin}/?as=${PEOPLE.moderator}#token=${moderating.token}`,
    close() {
      asked.close();
      return http.close();
    },
  };
}
