import type { RuleSet } from '@signalbox/decision-engine';
import type { RuleTimeline } from '@signalbox/releases';

/** By which rule sets records were decided when. */
export interface ReleasedPlan {
  readonly timeline: RuleTimeline;
  /** Those that the timeline names. One that only ever ran beside another may be missing. */
  readonly ruleSets: readonly RuleSet[];
}
