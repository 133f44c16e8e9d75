/** Serves an uploaded file to whoever knows its address, and never as a page. */
import type { ServerResponse } from 'node:http';
import type { World } from '../world.ts';

/** Images are shown in the page; everything else is only ever downloaded. */
const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** Answers a request for `/attachments/<channel>/<id>/<name>?key=…`. */
export function sendFile(world: World, url: URL, response: ServerResponse): void {
  const file = world.files.get(url.pathname.split('/')[3] ?? '');
  if (file === undefined || url.searchParams.get('key') !== file.key) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('This content is no longer available.');
    return;
  }
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-length': file.data.byteLength,
    // An uploaded HTML or SVG file must not run in the origin that serves it.
    'content-disposition': SHOWN.test(file.contentType) ? 'inline' : 'attachment',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  response.end(file.data);
}
