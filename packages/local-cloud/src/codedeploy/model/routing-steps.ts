import type { TrafficRouting } from './deployment-config.ts';

export interface RoutingStep {
  /** Of all traffic, on the new version from then on. */
  readonly percent: number;
  /** Since AllowTraffic began. */
  readonly afterMs: number;
}

const minuteMs = 60_000;

/**
 * The moves of the traffic, the first of them at once.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
export const routingSteps = (routing: TrafficRouting): readonly RoutingStep[] => {
  if (routing.type === 'AllAtOnce') return [{ percent: 100, afterMs: 0 }];
  if (routing.type === 'TimeBasedCanary') {
    const { canaryPercentage, canaryInterval } = routing.timeBasedCanary;
    return [
      { percent: canaryPercentage, afterMs: 0 },
      { percent: 100, afterMs: canaryInterval * minuteMs },
    ];
  }
  const { linearPercentage, linearInterval } = routing.timeBasedLinear;
  return Array.from({ length: Math.ceil(100 / linearPercentage) }, (_, index) => ({
    percent: Math.min(100, (index + 1) * linearPercentage),
    afterMs: index * linearInterval * minuteMs,
  }));
};
