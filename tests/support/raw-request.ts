/** Sends bytes to a server as no well-behaved client would, and tells what it answers. */
import { connect } from 'node:net';

/**
 * Sends `text` to a port of this machine and reads until an answer's head has come or the server
 * hangs up.
 * @returns the head of the answer; empty where the server only hung up.
 */
export function rawRequest(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let got = '';
    const socket = connect(port, '127.0.0.1', () => void socket.write(text));
    socket.on('data', (chunk) => {
      got += String(chunk);
      if (got.includes('\r\n\r\n')) socket.destroy();
    });
    // A reset is an answer as well.
    socket.on('error', () => {});
    socket.on('close', () => resolve(got.split('\r\n\r\n')[0] ?? ''));
  });
}

/** The status of an answer's head; 0 where there was none. */
export function statusOf(head: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
}

/** The headers with which a client asks for a WebSocket. */
export const UPGRADE =
  'Connection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';

/** Request lines whose address is none, and other lines that servers stumble over. */
export const BAD_LINES = [
  'GET // HTTP/1.1',
  'GET /// HTTP/1.1',
  'GET //[ HTTP/1.1',
  'GET http://[ HTTP/1.1',
  'GET http://a:99999/ HTTP/1.1',
  'GET /%ff%/%00 HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'TRACE / HTTP/1.1',
  'CONNECT a:1 HTTP/1.1',
  'GET / HTTP/9.9',
  '\u0016\u0003\u0001\u0000',
] as const;
