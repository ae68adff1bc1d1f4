import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../kernel/context.ts';

export interface RuleLogEntry {
  readonly eventType: 'RuleMatch' | 'RuleExecution' | 'RuleNotFound';
  readonly ruleName: string;
  readonly topic: string;
  readonly clientId?: string | undefined;
  /** The action's type, for what an action did. */
  readonly action?: string;
  readonly reason: string;
}

/**
 * What went wrong in rules, in the log group of AWS IoT logging; AWS writes it once logging is turned on.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/cloud-watch-logs.html
 */
export class RuleLog {
  readonly #context: CloudContext;

  constructor(context: CloudContext) {
    this.#context = context;
  }

  /** @returns the trace id of the entry */
  failure({ eventType, ruleName, topic, clientId, action, reason }: RuleLogEntry): string {
    const { accountId, clock, log, services } = this.#context;
    const timestamp = clock.now();
    const traceId = randomUUID();
    const entry = {
      timestamp: new Date(timestamp).toISOString(),
      logLevel: 'ERROR',
      traceId,
      accountId,
      status: 'Failure',
      eventType,
      clientId,
      topicName: topic,
      ruleName,
      ruleAction: action,
      details: reason,
    };
    log.debug('a rule failed', entry);
    try {
      services.logs.write('AWSIotLogsV2', ruleName, [{ timestamp, message: JSON.stringify(entry) }]);
    } catch (error) {
      log.error('the log of a failed rule was not taken', { error });
    }
    return traceId;
  }
}
