/** Where the local socket of a running bot is: in its state folder, or where its path is short. */
import { createHash } from 'node:crypto';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRIVATE_FOLDER } from '../data-folders.ts';

/** A folder for sockets, or the name of a pipe, which Windows has instead. */
export type LockPlace =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'pipe'; readonly path: string };

/** Bytes of a socket's path: `sun_path` has 104 on macOS and 108 on Linux, with a zero at the end. */
const SOCKET_PATH_MAX = 103;
/** Bytes of a socket's name in such a folder, with the separator: see `lock-sockets.ts`. */
const SOCKET_NAME_MAX = 20;
/** Enough that two folders of one user never share a place. */
const HASH_LENGTH = 16;

/**
 * Every place where the lock of a state folder may be, the preferred one first: some file systems
 * that are shared with a virtual machine hold no sockets. The state folder must be there.
 */
export async function lockPlaces(stateFolder: string): Promise<readonly LockPlace[]> {
  const real = await realpath(stateFolder);
  const hash = createHash('sha256').update(real).digest('hex').slice(0, HASH_LENGTH);
  if (process.platform === 'win32') {
    return [{ kind: 'pipe', path: `\\\\?\\pipe\\footnote-${hash}` }];
  }
  const inState = join(real, 'lock');
  const inTemporary = join(tmpdir(), `footnote-${process.getuid?.() ?? 'user'}`, hash);
  return [inState, inTemporary]
    .filter((path) => Buffer.byteLength(path) + SOCKET_NAME_MAX <= SOCKET_PATH_MAX)
    .map((path) => ({ kind: 'folder', path }));
}

/**
 * Makes the folder of a place, private to the user.
 * @throws Error with a `code` where it cannot be made, `EACCES` where others could put a socket of
 *   their own there: the folder for temporary files is everybody's.
 */
export async function makeLockFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
  for (const folder of [join(path, '..'), path]) {
    const info = await lstat(folder);
    const isOwn = info.isDirectory() && info.uid === process.getuid?.();
    if (isOwn && (info.mode & 0o022) === 0) continue;
    throw Object.assign(new Error(`${folder} is not private`), { code: 'EACCES' });
  }
}
