/**
 * One process at a time, by a local socket that dies with it: no file outlives a crash as a lock.
 *
 * Sockets in a folder are numbered, and the highest one counts. Whoever finds it dead binds a socket
 * under a name of its own and links that to the next number, which only one of many can. It then
 * looks again: where a higher number has come, it was too late, and begins anew. The highest file is
 * never removed, not at an orderly end either, so that no number is given out twice.
 */
import { randomBytes } from 'node:crypto';
import { chmod, link, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { PRIVATE_FILE } from '../data-folders.ts';
import { type LockPlace, makeLockFolder } from './lock-places.ts';

/** Whoever asks at once: the lock itself needs no answer. */
const CONNECTIONS_MAX = 16;
/** Bytes of the name that a socket has before it has its number. */
const RANDOM_BYTES = 6;
/** Said by connecting to a socket that nobody listens on any more, or that is gone. */
const DEAD: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTSOCK']);

/**
 * Claims a place.
 * @returns what listens there; null where another process does.
 * @throws Error with a `code` where no socket can be made there.
 */
export async function claimPlace(
  place: LockPlace,
  onConnection: (socket: Socket) => void,
): Promise<Server | null> {
  if (place.kind === 'pipe') return listen(place.path, onConnection).catch(nullWhereTaken);
  const folder = place.path;
  await makeLockFolder(folder);
  for (;;) {
    const newest = await newestIn(folder);
    if (newest > 0 && (await isAnswered(join(folder, String(newest))))) return null;
    const own = join(folder, `.${randomBytes(RANDOM_BYTES).toString('hex')}`);
    const server = await listen(own, onConnection);
    const number = newest + 1;
    const isLinked = await chmod(own, PRIVATE_FILE)
      .then(() => link(own, join(folder, String(number))))
      .then(() => true, falseWhereRaced);
    if (isLinked && (await newestIn(folder)) === number) {
      await clearBelow(folder, number);
      return server;
    }
    server.close();
    await rm(own, { force: true });
    if (isLinked) await rm(join(folder, String(number)), { force: true });
  }
}

/** Connects with the process that holds a place; null where none does. */
export async function connectTo(place: LockPlace): Promise<Socket | null> {
  if (place.kind === 'pipe') return connected(place.path);
  const newest = await newestIn(place.path);
  return newest === 0 ? null : connected(join(place.path, String(newest)));
}

/** The highest number in a folder; 0 where there is none. */
async function newestIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return Math.max(0, ...names.filter((name) => /^\d+$/.test(name)).map(Number));
}

async function isAnswered(path: string): Promise<boolean> {
  try {
    const socket = await connected(path);
    socket?.destroy();
    return socket !== null;
  } catch (error) {
    // As many wait as the system lets wait: somebody listens, though not just now.
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return true;
    throw error;
  }
}

/** @throws Error with a `code` where it can't be told, such as another user's socket. */
function connected(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (DEAD.has(error.code ?? '')) resolve(null);
      else reject(error);
    });
  });
}

function listen(path: string, onConnection: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(onConnection);
    server.maxConnections = CONNECTIONS_MAX;
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      // One connection that fails is no reason to end.
      server.on('error', () => {});
      resolve(server.unref());
    });
  });
}

/** What is dead, and names that nobody needs any more; a rival whose name goes looks again. */
async function clearBelow(folder: string, number: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^\d+$/.test(name) && Number(name) >= number) continue;
    await rm(join(folder, name), { force: true }).catch(() => {});
  }
}

function nullWhereTaken(error: NodeJS.ErrnoException): null {
  if (error.code === 'EADDRINUSE') return null;
  throw error;
}

function falseWhereRaced(error: NodeJS.ErrnoException): boolean {
  if (error.code === 'EEXIST' || error.code === 'ENOENT') return false;
  throw error;
}
