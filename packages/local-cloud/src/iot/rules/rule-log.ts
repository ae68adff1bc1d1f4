import type { Message } from '@signalbox/iot-sql';
import type { CloudContext } from '../../kernel/context.ts';

export interface RuleLogEntry {
  readonly eventType: 'RuleExecution' | 'RuleNotFound';
  readonly ruleName: string;
  readonly traceId: string;
  readonly message: Pick<Message, 'topic' | 'clientId' | 'principal'>;
  /** The action's label, for what an action did: `KinesisAction`. */
  readonly action?: string;
  /** In one word: the code of the failure or the name of the error. */
  readonly reason: string;
  readonly details: string;
}

/**
 * What went wrong in rules, in the log group of AWS IoT logging; AWS writes it once logging is turned on.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/cwl-format.html#rule-engine-logs
 */
export class RuleLog {
  readonly #context: CloudContext;

  constructor(context: CloudContext) {
    this.#context = context;
  }

  failure({ eventType, ruleName, traceId, message, action, reason, details }: RuleLogEntry): void {
    const { accountId, clock, log, services } = this.#context;
    const timestamp = clock.now();
    const entry = {
      timestamp: timestampText(timestamp),
      logLevel: 'ERROR',
      traceId,
      accountId,
      status: 'Failure',
      eventType,
      clientId: message.clientId ?? 'N/A',
      topicName: message.topic,
      ruleName,
      ruleAction: action,
      principalId: message.principal,
      reason,
      details,
    };
    log.debug('a rule failed', entry);
    try {
      services.logs.write('AWSIotLogsV2', ruleName, [{ timestamp, message: JSON.stringify(entry) }]);
    } catch (error) {
      log.error('the log of a failed rule was not taken', { error });
    }
  }
}

/** `2017-08-10 16:32:46.070` */
function timestampText(timestamp: number): string {
  return new Date(timestamp).toISOString().replace('T', ' ').slice(0, -1);
}
