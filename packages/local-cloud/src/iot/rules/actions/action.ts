import type { Message, Rule, SqlPorts, SqlVersion, TemplateResult, TemplateWithPorts } from '@signalbox/iot-sql';
import type { CloudContext } from '../../../kernel/context.ts';
import type { BrokerMessage } from '../../message.ts';

/** A message that came to a rule. */
export interface Arrival {
  /** For substitution templates: the original message, not the rule's output. */
  readonly message: Message;
  /** UUID; the same for all rules of the message. */
  readonly traceId: string;
  /** How many rules republished the message so far. */
  readonly republished: number;
}

/** What an action works on. */
export interface ActionEvent extends Arrival {
  /** What the SELECT gave, or the error document for an error action. */
  readonly output: Uint8Array;
  /** What the action's asking templates became. */
  readonly answers?: ReadonlyMap<TemplateWithPorts, TemplateResult>;
}

/** One action of a rule, ready to run. */
export interface RuleAction {
  /** As in the API: `kinesis`. */
  readonly type: string;
  /** As error documents name it: `KinesisAction`. */
  readonly label: string;
  /** The stream, queue, topic… as written in the rule, for error documents. */
  readonly resource: string;
  /** Substitution templates that call functions of other services: asked before every run. */
  readonly asking: readonly TemplateWithPorts[];
  /** Resolves when the result is durable. @throws AwsError, ActionError */
  run(event: ActionEvent): Promise<void>;
}

/** What actions are built with. */
export interface ActionContext {
  readonly cloud: CloudContext;
  readonly ruleName: string;
  readonly ruleArn: string;
  readonly sqlVersion: SqlVersion;
  /** Of the rule's SET clause. */
  readonly variables: Rule['variables'];
  /** Functions that need another service. */
  readonly functions: SqlPorts;
  /** Whether those are forbidden: "any function except external functions". */
  readonly isErrorAction: boolean;
  /** Publishes as a rule does; resolves when durable. */
  republish(message: BrokerMessage): Promise<void>;
}

/** What one action is built with. */
export interface CompileContext extends ActionContext {
  /** Of {@link RuleAction}; filled by the action's fields. */
  readonly asking: TemplateWithPorts[];
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
  compile(parameters: Parameters, context: CompileContext): Pick<RuleAction, 'resource' | 'run'>;
}
