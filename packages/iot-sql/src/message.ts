import { EvaluationFailure } from './evaluation-failure.ts';
import type { AttributePath } from './json/attribute-path.ts';
import type { JsonIndex } from './json/json-index.ts';
import { indexJson } from './json/json-scanner.ts';
import type { MqttProperties } from './mqtt-properties.ts';
import { parsePayload } from './values/payload-json.ts';
import { memberOf, type SqlValue } from './values/sql-value.ts';

export type MessageFields = {
  /** As published: Basic Ingest messages with their `$aws/rules/<rule>` prefix. */
  topic: string;
  payload: Uint8Array;
  /** Left out when the message did not come over MQTT. */
  clientId?: string | undefined;
  /** Epoch milliseconds at which the broker took the message. */
  receivedAt: number;
  /** Account that owns the rule, 12 digits. */
  accountId?: string | undefined;
  /** Certificate thumbprint, `<role id>:<session>` or user id. */
  principal?: string | undefined;
  /** Address of the device or of the router before it. */
  sourceIp?: string | undefined;
  /** UUID; left out when the message did not come over MQTT. */
  traceId?: string | undefined;
  /** Headers of an MQTT 5 PUBLISH. */
  mqttProperties?: MqttProperties | undefined;
};

/** A message as rules and templates see it. The payload is parsed once, when the first of them asks. */
export class Message {
  readonly payload: Uint8Array;
  readonly clientId: string | undefined;
  readonly receivedAt: number;
  readonly accountId: string | undefined;
  readonly principal: string | undefined;
  readonly sourceIp: string | undefined;
  readonly traceId: string | undefined;
  readonly mqttProperties: MqttProperties | undefined;
  /** Without the prefix of Basic Ingest. */
  readonly topic: string;
  #levels: string[] | undefined;
  #document: { value: SqlValue } | undefined;
  #isNotJson = false;
  #index: JsonIndex | null | undefined;
  #variables: Map<object, Map<string, SqlValue>> | undefined;

  constructor(fields: MessageFields) {
    this.payload = fields.payload;
    this.clientId = fields.clientId;
    this.receivedAt = fields.receivedAt;
    this.accountId = fields.accountId;
    this.principal = fields.principal;
    this.sourceIp = fields.sourceIp;
    this.traceId = fields.traceId;
    this.mqttProperties = fields.mqttProperties;
    this.topic = stripBasicIngest(fields.topic);
  }

  get topicLevels(): string[] {
    this.#levels ??= this.topic.split('/');
    return this.#levels;
  }

  /** Undefined, not a failure, for an empty payload: to that `*` can add keys. @throws EvaluationFailure PAYLOAD_NOT_JSON */
  get document(): SqlValue {
    if (this.#document !== undefined) return this.#document.value;
    if (this.#isNotJson) throw new EvaluationFailure('PAYLOAD_NOT_JSON');
    try {
      this.#document = { value: this.payload.length === 0 ? undefined : parsePayload(this.payload) };
      return this.#document.value;
    } catch {
      this.#isNotJson = true;
      throw new EvaluationFailure('PAYLOAD_NOT_JSON');
    }
  }

  /** Read off the bytes if nobody has parsed them. @throws EvaluationFailure PAYLOAD_NOT_JSON */
  valueAt(path: AttributePath): SqlValue {
    const index = this.#document === undefined ? this.index : null;
    if (index !== null) return index.valueAt(path);
    let value = this.document;
    for (const name of path.names) value = memberOf(value, name);
    return value;
  }

  /** Null for what is not JSON, and for JSON that has to be parsed as a whole. */
  get index(): JsonIndex | null {
    if (this.#index === undefined) this.#index = indexJson(this.payload) ?? null;
    return this.#index;
  }

  /** The values that the variables of one statement took: its action's templates see what its SELECT saw. */
  variablesOf(statement: object): Map<string, SqlValue> {
    this.#variables ??= new Map();
    let values = this.#variables.get(statement);
    if (values === undefined) {
      values = new Map();
      this.#variables.set(statement, values);
    }
    return values;
  }
}

const BASIC_INGEST = '$aws/rules/';

/** `$aws/rules/<rule>/a/b` is `a/b` to `topic()` ("Reducing messaging costs with Basic Ingest"). */
function stripBasicIngest(topic: string): string {
  if (!topic.startsWith(BASIC_INGEST)) return topic;
  const slash = topic.indexOf('/', BASIC_INGEST.length);
  return slash === -1 ? '' : topic.slice(slash + 1);
}
