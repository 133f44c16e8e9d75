/** One bot on one state folder, and a way to ask the one that runs how it is. */
import { mkdir } from 'node:fs/promises';
import type { Server, Socket } from 'node:net';
import { PRIVATE_FOLDER } from '../data-folders.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import { within } from '../supervision/deadline.ts';
import { type LockPlace, lockPlaces } from './lock-places.ts';
import { claimPlace, connectTo } from './lock-sockets.ts';
import { type Status, StatusSchema } from './status.ts';

/** The one request there is, with its line end; nothing longer is read. */
const REQUEST = 'status\n';
/** Whoever connects and is silent is let go; a lock that is only looked at says nothing. */
const SILENCE_MS = 2_000;
/** A bot whose event loop stands still for so long is not well. */
const ANSWER_WITHIN_MS = 5_000;
/** UTF-16 units: files that were not read are named up to a number. */
const ANSWER_MAX = 1_000_000;

/** What file systems say that hold no sockets, or no second name of one. */
const NO_SOCKETS: ReadonlySet<string> = new Set([
  'EINVAL',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EPERM',
]);

/** A lock that is held. */
export interface InstanceLock {
  /** Lets go of it; the end of the process does so as well. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Claims a state folder for this process, and answers whoever asks how it is.
 * @param status asked at each request.
 * @throws Refusal `alreadyRunning`, or `stateNotLocked` where no socket can be made.
 */
export async function lockInstance(
  stateFolder: string,
  status: () => Status | Promise<Status>,
): Promise<InstanceLock> {
  try {
    await mkdir(stateFolder, { recursive: true, mode: PRIVATE_FOLDER });
    const places = await lockPlaces(stateFolder);
    for (const place of places) await refuseWhereHeld(place, stateFolder);
    const server = await claimFirst(places, (socket) => answer(socket, status));
    if (server === null) throw new Refusal('alreadyRunning', { folder: stateFolder });
    return { close: () => closed(server) };
  } catch (cause) {
    if (isRefusal(cause)) throw cause;
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new Refusal('stateNotLocked', { folder: stateFolder, code }, { cause });
  }
}

/** Somebody may have had to take another place than the first. */
async function refuseWhereHeld(place: LockPlace, folder: string): Promise<void> {
  const socket = await connectTo(place).catch(() => null);
  socket?.destroy();
  if (socket !== null) throw new Refusal('alreadyRunning', { folder });
}

/** The first place that takes a socket at all. @returns null where another process was faster. */
async function claimFirst(
  places: readonly LockPlace[],
  onConnection: (socket: Socket) => void,
): Promise<Server | null> {
  let last: unknown = Object.assign(new Error('no path is short enough'), { code: 'ENAMETOOLONG' });
  for (const place of places) {
    try {
      return await claimPlace(place, onConnection);
    } catch (error) {
      if (!NO_SOCKETS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      last = error;
    }
  }
  throw last;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Who asks at this moment is not waited for: the process ends.
    server.close(() => resolve());
    setTimeout(resolve, SILENCE_MS).unref();
  });
}

function answer(socket: Socket, status: () => Status | Promise<Status>): void {
  let request = '';
  socket.setEncoding('utf8');
  socket.setTimeout(SILENCE_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (text) => {
    request += String(text);
    if (request === REQUEST) void tellStatus(socket, status);
    else if (!REQUEST.startsWith(request)) socket.destroy();
  });
}

/** Whoever asks is let go where it cannot be told. */
async function tellStatus(socket: Socket, status: () => Status | Promise<Status>): Promise<void> {
  try {
    socket.end(`${JSON.stringify(await status())}\n`);
  } catch {
    socket.destroy();
  }
}

/**
 * Asks the bot that holds a state folder.
 * @returns null where none does.
 * @throws Refusal `statusSilent`.
 */
export async function askInstance(stateFolder: string): Promise<Status | null> {
  const places = await lockPlaces(stateFolder).catch(() => []);
  for (const place of places) {
    const socket = await connectTo(place).catch(() => null);
    if (socket === null) continue;
    try {
      return await within(ANSWER_WITHIN_MS, asked(socket), () => {
        throw new Error('no answer in time');
      });
    } catch (cause) {
      throw new Refusal('statusSilent', { folder: stateFolder }, { cause });
    } finally {
      socket.destroy();
    }
  }
  return null;
}

async function asked(socket: Socket): Promise<Status> {
  socket.setEncoding('utf8');
  socket.write(REQUEST);
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.length > ANSWER_MAX) throw new Error('an answer that is none');
  }
  return StatusSchema.parse(JSON.parse(text));
}
