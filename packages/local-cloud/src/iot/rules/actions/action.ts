import type { Message, SqlVersion } from '@signalbox/iot-sql';
import type { CloudContext } from '../../../kernel/context.ts';
import type { BrokerMessage } from '../../message.ts';

/** What an action works on. */
export interface ActionEvent {
  /** For substitution templates: the original message, not the rule's output. */
  readonly message: Message;
  /** What the SELECT gave, or the error document for an error action. */
  readonly output: Uint8Array;
  /** How many rules republished the message so far. */
  readonly republished: number;
}

/** One action of a rule, ready to run. */
export interface RuleAction {
  /** As in the API: `kinesis`. */
  readonly type: string;
  /** As error documents name it: `KinesisAction`. */
  readonly label: string;
  /** The stream, queue, topic… as written in the rule, for error documents. */
  readonly resource: string;
  /** Resolves when the result is durable. @throws AwsError, ActionError */
  run(event: ActionEvent): Promise<void>;
}

/** What actions are built with. */
export interface ActionContext {
  readonly cloud: CloudContext;
  readonly ruleName: string;
  readonly ruleArn: string;
  readonly sqlVersion: SqlVersion;
  /** Publishes as a rule does; resolves when durable. */
  republish(message: BrokerMessage): Promise<void>;
}

/** An action cannot work on this message, and will not if tried again. */
export class ActionError extends Error {}

/** Parameters as in the API, before they are checked. */
export type Parameters = Readonly<Record<string, unknown>>;

/** One kind of action, one file each; `registry.ts` lists them. */
export interface ActionKind {
  readonly type: string;
  readonly label: string;
  /** Every parameter that is honoured; any other one is refused by name. */
  readonly accepts: readonly string[];
  readonly requires: readonly string[];
  /** @throws AwsError InvalidRequestException, SqlParseException; UnsupportedError */
  compile(parameters: Parameters, context: ActionContext): Pick<RuleAction, 'resource' | 'run'>;
}
