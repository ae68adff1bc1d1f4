import { EvaluationFailure } from './evaluation-failure.ts';
import { parsePayload } from './values/payload-json.ts';
import type { SqlValue } from './values/sql-value.ts';

export type MessageFields = {
  /** As published: Basic Ingest messages with their `$aws/rules/<rule>` prefix. */
  topic: string;
  payload: Uint8Array;
  /** Left out when the message did not come over MQTT. */
  clientId?: string | undefined;
  /** Epoch milliseconds at which the broker took the message. */
  receivedAt: number;
};

/** A message as rules and templates see it. The payload is parsed once, when the first of them asks. */
export class Message {
  readonly payload: Uint8Array;
  readonly clientId: string | undefined;
  readonly receivedAt: number;
  /** Without the prefix of Basic Ingest. */
  readonly topic: string;
  #levels: string[] | undefined;
  #document: { value: SqlValue } | undefined;
  #isNotJson = false;

  constructor(fields: MessageFields) {
    this.payload = fields.payload;
    this.clientId = fields.clientId;
    this.receivedAt = fields.receivedAt;
    this.topic = stripBasicIngest(fields.topic);
  }

  get topicLevels(): string[] {
    this.#levels ??= this.topic.split('/');
    return this.#levels;
  }

  /** @throws EvaluationFailure PAYLOAD_NOT_JSON */
  get document(): SqlValue {
    if (this.#document !== undefined) return this.#document.value;
    if (this.#isNotJson) throw new EvaluationFailure('PAYLOAD_NOT_JSON');
    try {
      this.#document = { value: parsePayload(this.payload) };
      return this.#document.value;
    } catch {
      this.#isNotJson = true;
      throw new EvaluationFailure('PAYLOAD_NOT_JSON');
    }
  }
}

const BASIC_INGEST = '$aws/rules/';

/** `$aws/rules/<rule>/a/b` is `a/b` to `topic()` ("Reducing messaging costs with Basic Ingest"). */
function stripBasicIngest(topic: string): string {
  if (!topic.startsWith(BASIC_INGEST)) return topic;
  const slash = topic.indexOf('/', BASIC_INGEST.length);
  return slash === -1 ? '' : topic.slice(slash + 1);
}
