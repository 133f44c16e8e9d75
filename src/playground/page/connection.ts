/** The wire to the server: events come in, acts go out; a lost connection comes back by itself. */
import type { Act, ActResult, FileToSend, ServerEvent } from './wire.ts';
import { language } from './words/language.ts';
import { words } from './words/words.ts';

/** Milliseconds until a refused connection is tried again. */
const RETRY = 3_000;

/** An act that was refused; the message is for the person. */
export class Refused extends Error {}

/** The page's side of the wire. */
export interface Connection {
  /** Listens as a person in a channel; a snapshot comes first. Null takes the server's choice. */
  open(as: string | null, channelId: string | null): void;
  /** @throws Refused */
  act(as: string, what: Act): Promise<ActResult>;
  /** Gives the token that lets this browser act as the moderator. @throws Refused */
  unlock(token: string): Promise<void>;
  /** Reads what the side panel shows. @throws Refused */
  read(path: string, query: Readonly<Record<string, string>>): Promise<unknown>;
}

async function answerOf(response: Promise<Response>): Promise<unknown> {
  let body: unknown;
  try {
    const answered = await response;
    body = await answered.json();
    if (answered.ok) return body;
  } catch {
    throw new Refused(words.noAnswer);
  }
  const { message } = body as { readonly message?: string };
  throw new Refused(message ?? words.wentWrong);
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** @param onStatus is told whether the connection stands. */
export function createConnection(
  onEvent: (event: ServerEvent) => void,
  onStatus: (connected: boolean) => void,
): Connection {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const open = (as: string | null, channelId: string | null) => {
    clearTimeout(retry);
    source?.close();
    const query = new URLSearchParams();
    if (as !== null) query.set('as', as);
    if (channelId !== null) query.set('channel', channelId);
    const opened = new EventSource(`/events?${query}`);
    source = opened;
    opened.onopen = () => onStatus(true);
    opened.onmessage = ({ data }) => onEvent(JSON.parse(String(data)) as ServerEvent);
    opened.onerror = () => {
      onStatus(false);
      // The browser tries again by itself, but not after a refusal.
      if (opened.readyState === EventSource.CLOSED && opened === source)
        retry = setTimeout(() => open(as, channelId), RETRY);
    };
  };
  return {
    open,
    act: async (as, what) =>
      (await answerOf(
        post(`/act?${new URLSearchParams({ as, locale: language })}`, what),
      )) as ActResult,
    async unlock(token) {
      await answerOf(post('/moderator', { token }));
    },
    read: (path, query) =>
      answerOf(fetch(`${path}?${new URLSearchParams({ ...query, locale: language })}`)),
  };
}

/** Bytes that are turned into text at once: more would exceed what a call takes as arguments. */
const CHUNK = 0x8000;

/** Reads a file that a person chose, as it is sent to the server. */
export async function readFile(file: File): Promise<FileToSend> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  const contentType = file.type === '' ? 'text/plain' : file.type;
  return { filename: file.name, contentType, base64: btoa(text) };
}
