/** Serves an uploaded file to whoever knows its address, and never as a page. */
import { Hono } from 'hono';
import type { World } from '../world.ts';

/** Images are shown in the page; everything else is only ever downloaded. */
const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** The routes below `/attachments`, see `filePath`. */
export function attachmentRoutes(world: World): Hono {
  const app = new Hono();
  app.get('/:channel/:id/:name', (c) => {
    const file = world.files.get(c.req.param('id'));
    if (file === undefined || c.req.query('key') !== file.key)
      return c.text('This content is no longer available.', 404);
    return c.body(file.data, 200, {
      'content-type': file.contentType,
      'content-length': String(file.data.byteLength),
      // An uploaded HTML or SVG file must not run in the origin that serves it.
      'content-disposition': SHOWN.test(file.contentType) ? 'inline' : 'attachment',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });
  return app;
}
