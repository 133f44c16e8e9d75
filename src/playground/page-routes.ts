/** The page's own files, and the policy under which a browser runs them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { every } from 'hono/combine';
import { secureHeaders } from 'hono/secure-headers';
import { projectRoot } from '../project-root.ts';
import { Refusal } from '../refusals.ts';

/**
 * No inline script or style, nothing from elsewhere, no frames, no markup from strings. What a
 * handler says itself, such as the stricter policy of an uploaded file, stays.
 */
export const pageHeaders: MiddlewareHandler = every(
  secureHeaders({
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
    },
    // There is no HTTPS here to insist on.
    strictTransportSecurity: false,
  }),
  async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  },
);

/** Where `npm run build` puts the page's scripts. */
export function builtPageFolder(): string {
  return join(projectRoot(), 'dist', 'playground-page');
}

/**
 * The page: markup and styles as they were written, scripts as they were compiled, and no other
 * file of either folder.
 * @param scripts folder of the compiled scripts.
 * @throws Refusal `pageNotBuilt` when the scripts have not been built.
 */
export function pageRoutes(scripts: string): Hono {
  if (!existsSync(join(scripts, 'playground', 'page', 'main.js')))
    throw new Refusal('pageNotBuilt');
  const written = join(projectRoot(), 'src', 'playground', 'page');
  const app = new Hono();
  app.get('/', serveStatic({ path: join(written, 'index.html') }));
  app.get('/:file{.+\\.(?:css|svg)}', serveStatic({ root: written }));
  app.get('/:file{.+\\.js}', serveStatic({ root: scripts }));
  return app;
}
