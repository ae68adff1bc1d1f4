import type { IncomingMessage } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { listen } from '../../kernel/listen.ts';
import { MAX_PAYLOAD_BYTES } from './limits.ts';

type Handle = (stream: Duplex, request?: IncomingMessage) => unknown;

/** The largest MQTT packet that can be legal: payload, topic and headers. */
const MAX_FRAME_BYTES = MAX_PAYLOAD_BYTES + 1024;

/** MQTT over TCP on a port of its own, and over WebSocket (subprotocol `mqtt`) on the HTTP port. */
export class MqttListeners {
  readonly #sockets = new Set<Socket>();
  readonly #tcp: Server;
  readonly #webSockets: WebSocketServer;
  readonly #handle: Handle;
  #port = 0;

  constructor(handle: Handle) {
    this.#handle = handle;
    this.#tcp = createServer((socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      socket.setNoDelay(true);
      handle(socket);
    });
    this.#webSockets = new WebSocketServer({
      noServer: true,
      maxPayload: MAX_FRAME_BYTES,
      handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false),
    });
  }

  /** @throws PortTakenError */
  async open(port: number): Promise<void> {
    this.#port = await listen(this.#tcp, port, 'MQTT');
  }

  get port(): number {
    return this.#port;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const stream = createWebSocketStream(webSocket);
      stream.on('error', () => stream.destroy());
      this.#handle(stream, request);
    });
  }

  async close(): Promise<void> {
    for (const webSocket of this.#webSockets.clients) webSocket.terminate();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#tcp.close(resolve));
  }
}
