import type { CloudContext } from '../kernel/context.ts';

export type EventsMetric =
  | 'MatchedEvents'
  | 'TriggeredRules'
  | 'Invocations'
  | 'FailedInvocations'
  | 'RetryInvocationAttempts'
  | 'InvocationsSentToDlq'
  | 'InvocationsFailedToBeSentToDlq';

/** Counts in the namespace AWS/Events. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
export type Count = (metric: EventsMetric, ruleName: string, bus: string) => void;

export const createCount =
  ({ services }: CloudContext): Count =>
  (name, ruleName, bus) => {
    if (!Object.hasOwn(services, 'cloudwatch')) return;
    const dimensions = { RuleName: ruleName, ...(bus === 'default' ? {} : { EventBusName: bus }) };
    services.cloudwatch.putMetrics([{ namespace: 'AWS/Events', name, dimensions, value: 1, unit: 'Count' }]);
  };
