/** Names files as other programs do: from the working directory, parted by slashes. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A file below the working directory in relation to it, any other one absolutely; with `/`. */
export function relativePath(file: string): string {
  const whole = resolve(file);
  const within = relative(process.cwd(), whole);
  const isOutside = isAbsolute(within) || within === '..' || within.startsWith(`..${sep}`);
  return (isOutside ? whole : within || '.').replaceAll(sep, '/');
}

/** The same as a URI reference (RFC 3986): relative, or a `file:` address. */
export function relativeUri(file: string): string {
  const path = relativePath(file);
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split('/').map(encodeURIComponent).join('/');
}
