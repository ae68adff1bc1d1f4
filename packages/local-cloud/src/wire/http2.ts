import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http2';
import type { Socket } from 'node:net';

/** A client that knows it speaks HTTP/2 begins with this. Source: RFC 9113, section 3.4 */
const preface = 'PRI';

/**
 * Lets an HTTP/1.1 server take HTTP/2 without TLS on the same port: the Kinesis client of the AWS SDK speaks nothing else.
 * `closeAllConnections` of the server then ends both kinds.
 */
export const acceptHttp2 = (
  server: Server,
  onRequest: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
): void => {
  const http2 = createServer({ settings: { maxConcurrentStreams: 1000 } });
  // Node's compatibility API: requests and responses of the same shape, so one handler serves both.
  http2.on('request', (incoming, outgoing) => {
    // A client that goes away while its request is worked on is no fault of the cloud; who reads its body learns of it there.
    incoming.on('error', () => undefined);
    outgoing.on('error', () => undefined);
    onRequest(incoming as unknown as IncomingMessage, outgoing as unknown as ServerResponse);
  });
  const [acceptHttp1] = server.listeners('connection');
  const sockets = new Set<Socket>();
  const lead = (socket: Socket, first: Buffer): void => {
    const isHttp2 = first.toString('latin1', 0, preface.length) === preface;
    socket.pause();
    socket.unshift(first);
    // HTTP/2 reads by itself what lies in the buffer; resumed, the socket would hand it out a second time.
    if (isHttp2) http2.emit('connection', socket);
    else {
      sockets.delete(socket);
      acceptHttp1?.call(server, socket);
      socket.resume();
    }
  };
  server.removeAllListeners('connection');
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A connection that breaks before it said anything; whoever takes the socket adds listeners of its own.
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => lead(socket, first));
  });
  const closeHttp1 = server.closeAllConnections.bind(server);
  server.closeAllConnections = () => {
    closeHttp1();
    for (const socket of sockets) socket.destroy();
  };
};
