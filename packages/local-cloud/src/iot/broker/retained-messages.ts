import type { Table } from '../../kernel/table.ts';
import type { BrokerMessage } from '../message.ts';

export interface RetainedMessage {
  readonly topic: string;
  /** Base64. */
  readonly payload: string;
  readonly qos: 0 | 1;
  /** Epoch ms. */
  readonly lastModifiedTime: number;
  readonly userProperties?: readonly Readonly<Record<string, string>>[] | undefined;
}

/**
 * One retained message a topic; zero bytes delete it; topics that start with `$` keep none.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt-retain
 */
export class RetainedMessages {
  readonly #table: Table<RetainedMessage>;

  constructor(table: Table<RetainedMessage>) {
    this.#table = table;
  }

  /** @returns whether something was written */
  keep({ topic, payload, qos, userProperties }: BrokerMessage, now: number): boolean {
    if (topic.startsWith('$')) return false;
    if (payload.length === 0) return this.#table.delete(topic);
    this.#table.set(topic, { topic, payload: payload.toString('base64'), qos, lastModifiedTime: now, userProperties });
    return true;
  }

  get(topic: string): RetainedMessage | undefined {
    return this.#table.get(topic);
  }

  /** In order of their topics. */
  list(): RetainedMessage[] {
    return [...this.#table.values()].sort((a, b) => (a.topic < b.topic ? -1 : 1));
  }
}
