import { TopicFilterIndex } from '@signalbox/iot-sql';
import type { AedesPublishPacket } from 'aedes';

type Deliver = (packet: AedesPublishPacket, done: () => void) => void;
type Callback = (error?: Error | null) => void;

/**
 * What aedes hands packets to its subscribers through, in place of mqemitter: topic filters match as AWS matches them
 * (`sensor/#` is not `sensor`).
 */
export class MessageBus {
  readonly #subscribers = new TopicFilterIndex<Deliver>();

  on(filter: string, deliver: Deliver, done?: Callback): void {
    this.#subscribers.add(filter, deliver);
    if (done !== undefined) setImmediate(done);
  }

  removeListener(filter: string, deliver: Deliver, done?: Callback): void {
    this.#subscribers.remove(filter, deliver);
    if (done !== undefined) setImmediate(done);
  }

  /** `done` comes when every subscriber has taken the packet. */
  emit(packet: AedesPublishPacket, done: Callback = () => undefined): void {
    const subscribers = this.#subscribers.match(packet.topic);
    let left = subscribers.length;
    if (left === 0) {
      done();
      return;
    }
    const taken = (): void => {
      left -= 1;
      if (left === 0) done();
    };
    for (const deliver of subscribers) deliver(packet, taken);
  }

  close(done: Callback): void {
    setImmediate(done);
  }
}
