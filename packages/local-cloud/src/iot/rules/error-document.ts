import type { Arrival, RuleAction } from './actions/action.ts';

export interface ActionFailure {
  readonly action: RuleAction;
  readonly error: unknown;
}

/**
 * What an error action gets: one document a rule and message, with every failed action.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html
 */
export function errorDocument(
  ruleName: string,
  { message, traceId }: Arrival,
  failures: readonly ActionFailure[],
): Uint8Array {
  const document = {
    ruleName,
    topic: message.topic,
    cloudwatchTraceId: traceId,
    clientId: message.clientId ?? 'N/A',
    base64OriginalPayload: Buffer.from(message.payload).toString('base64'),
    failures: failures.map(({ action, error }) => ({
      failedAction: action.label,
      failedResource: action.resource,
      errorMessage: `${reasonOf(error)}. Message arrived on: ${message.topic}, Action: ${action.type}`,
    })),
  };
  return Buffer.from(JSON.stringify(document));
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isNamed = error.name !== 'Error';
  return isNamed ? `${error.name}: ${error.message}` : error.message;
}
