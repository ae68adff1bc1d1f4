import { type Decision, type DecisionCause, decisionId } from '@signalbox/contracts';
import type { Effect } from './machine.ts';
import type { EngineRecord } from './record.ts';
import { shortened } from './shortened.ts';

/** As many characters as a decision's reason may have. */
const maxReason = 512;

/** What makes a machine decide. */
export interface Occasion {
  readonly ruleSet: string;
  readonly rule: string;
  readonly record: Pick<EngineRecord, 'deviceId' | 'fleet'>;
  /** The device's clock, epoch ms; of a timer, when it was due. */
  readonly decidedAt: number;
  readonly cause: DecisionCause;
}

/** The decision of the effect at `actionIndex` among those of one cause. */
export const decisionOf = (occasion: Occasion, effect: Effect, actionIndex: number): Decision => {
  const { cause, decidedAt, record, rule, ruleSet } = occasion;
  const { deviceId, fleet } = record;
  // What is spread first is copied several times as fast as what is spread later.
  return {
    ...effect,
    decisionId: decisionId({ rule, deviceId, cause, actionIndex }),
    ruleSet,
    rule,
    fleet,
    deviceId,
    decidedAt,
    cause,
    reason: shortened(effect.reason, maxReason),
  };
};
