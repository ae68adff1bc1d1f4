import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A publisher of MQTT 3.1.1 that costs next to nothing, so that on few cores the systems are measured and not their load. */
export interface Publisher {
  /** Publishes at QoS 1, at most `window` messages unacknowledged at a time. Resolves with how many were acknowledged. */
  publish(topic: string, count: number, window: number, payload: (index: number) => string): Promise<number>;
  close(): Promise<void>;
}

const puback = 0x40;
const pubackBytes = 4;

/** MQTT 3.1.1, section 2.2.3: seven bits a byte, the lowest first. */
const remainingLength = (length: number): number[] =>
  length < 128 ? [length] : [(length & 127) | 128, ...remainingLength(length >> 7)];

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

const packet = (type: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([type, ...remainingLength(body.length)]), body]);
};

const connectPacket = (clientId: string): Buffer =>
  packet(0x10, text('MQTT'), Buffer.from([4, 2, 0, 0]), text(clientId));

const publishPacket = (topic: Buffer, id: number, payload: string): Buffer =>
  packet(0x32, topic, Buffer.from([id >> 8, id & 255]), Buffer.from(payload));

/** Message ids go round from 1 to 65535, far more than may be on their way. */
const idOf = (index: number): number => (index % 65_535) + 1;

const publishAll = (
  socket: Socket,
  topic: Buffer,
  count: number,
  window: number,
  payload: (index: number) => string,
): Promise<number> =>
  new Promise((resolve, reject) => {
    let sent = 0;
    let acknowledged = 0;
    let rest: Buffer = Buffer.alloc(0);
    const send = (): void => {
      const packets: Buffer[] = [];
      for (; sent < count && sent - acknowledged < window; sent += 1) {
        packets.push(publishPacket(topic, idOf(sent), payload(sent)));
      }
      if (packets.length > 0) socket.write(Buffer.concat(packets));
    };
    const end = (): void => {
      socket.off('data', read);
      resolve(acknowledged);
    };
    const read = (chunk: Buffer): void => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (; rest.length >= pubackBytes; rest = rest.subarray(pubackBytes)) {
        if (rest[0] !== puback) return void reject(new Error(`the broker answered with a packet of type ${rest[0]}`));
        acknowledged += 1;
      }
      if (acknowledged === count) end();
      else send();
    };
    socket.on('data', read);
    socket.once('close', end);
    send();
  });

/** @throws if the broker refuses the connection */
export const openPublisher = async (url: string, clientId: string): Promise<Publisher> => {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  socket.write(connectPacket(clientId));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.equals(Buffer.from([0x20, 2, 0, 0])))
    throw new Error(`${clientId} was refused: ${answer.toString('hex')}`);
  return {
    publish: (topic, count, window, payload) => publishAll(socket, text(topic), count, window, payload),
    close: async () => {
      socket.end(Buffer.from([0xe0, 0]));
      await once(socket, 'close');
    },
  };
};
