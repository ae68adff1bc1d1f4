import type { AddressInfo, Server } from 'node:net';

/** A port that another process listens on. `message` names it. */
export class PortTakenError extends Error {}

/**
 * Listens on loopback only. `what` says in the error what the port was for.
 * @returns the port, which was chosen by the system if `port` is 0
 * @throws PortTakenError
 */
export const listen = (server: Server, port: number, what: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(
        isTaken ? new PortTakenError(`port ${port} (${what}) is taken by another process`, { cause: error }) : error,
      );
    };
    server.once('error', refuse);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refuse);
      resolve((server.address() as AddressInfo).port);
    });
  });
