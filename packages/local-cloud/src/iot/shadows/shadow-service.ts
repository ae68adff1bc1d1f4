import { AwsError } from '../../kernel/aws-error.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../kernel/storage.ts';
import type { BrokerMessage, ProtocolName } from '../message.ts';
import type { IotMetrics } from '../metrics.ts';
import { deltaOf, metadataOf, type ShadowState } from './shadow-document.ts';
import { readToken, readUpdate } from './shadow-request.ts';
import { type Shadow, type ShadowId, ShadowStore, type ShadowUpdate } from './shadow-store.ts';

type Publish = (topic: string, document: object) => Promise<void> | undefined;
type Operation = 'get' | 'update' | 'delete';

const REQUEST = /^\$aws\/things\/([^/]+)\/shadow\/(?:name\/([^/]+)\/)?(get|update|delete)$/;

/**
 * Shadows over MQTT topics and REST: https://docs.aws.amazon.com/iot/latest/developerguide/iot-device-shadows.html
 * Every REST operation gives the response document; an update or a deletion tells the topics too.
 */
export class ShadowService {
  readonly store: ShadowStore;
  readonly #clock: Clock;
  readonly #storage: Storage;
  readonly #metrics: IotMetrics;
  readonly #publish: Publish;

  constructor(storage: Storage, clock: Clock, metrics: IotMetrics, publish: Publish) {
    this.store = new ShadowStore(storage.table<Shadow>('iot-shadows'), clock);
    this.#storage = storage;
    this.#clock = clock;
    this.#metrics = metrics;
    this.#publish = publish;
  }

  /** Answers a request over MQTT on its accepted or rejected topic. */
  handle({ topic, payload }: BrokerMessage): Promise<void> | undefined {
    const [, thingName, shadowName = '', operation] = REQUEST.exec(topic) ?? [];
    if (thingName === undefined) return undefined;
    return this.#answer({ thingName, shadowName }, operation as Operation, payload);
  }

  async #answer(id: ShadowId, operation: Operation, payload: Uint8Array): Promise<void> {
    try {
      const document = await this.run(id, operation, payload, 'MQTT');
      if (operation === 'get') await this.#publish(`${prefix(id)}/get/accepted`, document);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      await this.#publish(`${prefix(id)}/${operation}/rejected`, {
        code: error.status,
        message: error.message,
        timestamp: this.#now(),
        ...token(readToken(payload)),
      });
    }
  }

  /** @returns the document of the accepted topic and of the REST answer. @throws AwsError */
  async run(id: ShadowId, operation: Operation, payload: Uint8Array, protocol: ProtocolName): Promise<object> {
    const document = await this[operation](id, payload);
    const name = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}ThingShadow.Accepted`;
    this.#metrics.counter(name, { Protocol: protocol }).add();
    return document;
  }

  private async get(id: ShadowId, payload: Uint8Array): Promise<object> {
    const shadow = this.store.get(id);
    const delta = deltaOf(shadow)?.state;
    const { state, metadata, version } = shadow;
    const whole = delta === undefined ? state : { ...state, delta };
    return { state: whole, metadata, version, timestamp: this.#now(), ...token(readToken(payload)) };
  }

  private async update(id: ShadowId, payload: Uint8Array): Promise<object> {
    const request = readUpdate(payload);
    const update = this.store.update(id, request);
    const { timestamp } = update;
    const { version } = update.current;
    const mark = { version, timestamp, ...token(request.clientToken) };
    const accepted = { state: request.change, metadata: metadataOf(request.change, timestamp), ...mark };
    await this.#storage.flush();
    await this.#publish(`${prefix(id)}/update/accepted`, accepted);
    const delta = deltaOf(update.current);
    if (delta !== undefined) await this.#publish(`${prefix(id)}/update/delta`, { ...mark, ...delta });
    await this.#publish(`${prefix(id)}/update/documents`, { ...documents(update), ...token(request.clientToken) });
    return accepted;
  }

  private async delete(id: ShadowId, payload: Uint8Array): Promise<object> {
    const { version } = this.store.delete(id);
    const deleted = { version, timestamp: this.#now(), ...token(readToken(payload)) };
    await this.#storage.flush();
    await this.#publish(`${prefix(id)}/delete/accepted`, deleted);
    return deleted;
  }

  #now(): number {
    return Math.floor(this.#clock.now() / 1000);
  }
}

function prefix({ thingName, shadowName }: ShadowId): string {
  return `$aws/things/${thingName}/shadow${shadowName === '' ? '' : `/name/${shadowName}`}`;
}

function token(clientToken: string | undefined): { clientToken?: string } {
  return clientToken === undefined ? {} : { clientToken };
}

/** `previous` has no keys at the first write. */
function documents({ previous, current, timestamp }: ShadowUpdate): object {
  return { previous: previous === undefined ? {} : whole(previous), current: whole(current), timestamp };
}

function whole({ state, metadata, version }: ShadowState & { version: number }): object {
  return { state, metadata, version };
}
