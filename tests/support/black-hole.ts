/** Stands between a process and a server on TCP, and swallows what both send, as a network that drops packets. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Such a network. */
export interface BlackHole {
  readonly port: number;
  /**
   * Whether nothing comes through. Nobody is told: connections stay open. What was sent is lost, so those of
   * before are silent for ever, as behind a firewall that has forgotten them.
   */
  isDropping: boolean;
  close(): Promise<void>;
}

/** Starts it before a port of this machine. */
export async function startBlackHole(target: number): Promise<BlackHole> {
  const sockets = new Set<Socket>();
  const hole = { isDropping: false };
  /** Both ends of each connection, once it was hit. */
  const lost = new WeakSet<Socket>();

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  }
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      keep(from);
      const isLost = (): boolean => {
        if (hole.isDropping) {
          lost.add(near);
          lost.add(far);
        }
        return lost.has(from);
      };
      from.on('data', (bytes) => {
        if (!isLost()) to.write(bytes);
      });
      from.on('end', () => {
        if (!isLost()) to.end();
      });
      // A reset does not come through either.
      from.on('close', () => {
        if (!isLost()) to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(hole, {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  });
}
