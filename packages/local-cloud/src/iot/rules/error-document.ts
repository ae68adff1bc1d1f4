import { AwsError } from '../../kernel/aws-error.ts';
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
      errorMessage: errorMessage(action, error, message.topic),
    })),
  };
  return Buffer.from(JSON.stringify(document));
}

function errorMessage({ label, type, resource }: RuleAction, error: unknown, topic: string): string {
  const where = `Message arrived on: ${topic}, Action: ${type}, Resource: ${resource}`;
  return `Failed to run ${label}. The error received was ${receivedError(error)}. ${where}`;
}

function receivedError(error: unknown): string {
  if (!(error instanceof AwsError)) return reasonOf(error);
  return `${error.message} (Status Code: ${error.status}; Error Code: ${error.code})`;
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isNamed = error.name !== 'Error';
  return isNamed ? `${error.name}: ${error.message}` : error.message;
}
