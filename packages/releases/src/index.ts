export type { Bounds, ExpectedChange } from './judge/expected-change.ts';
export type { ExpectedRecordChange, RecordChangeKind } from './judge/expected-record-change.ts';
export { judge } from './judge/judge.ts';
export type { RuleDifferences, Totals, Verdict } from './judge/verdict.ts';
export type { HookCheck, HookReport } from './records/hook-report.ts';
export type {
  ActiveRelease,
  ReleasedService,
  ReleaseKind,
  ReleaseRecord,
  ReleaseStatus,
} from './records/release-record.ts';
export type { RuleGateReport } from './records/rule-gate-report.ts';
export type { RuleRelease } from './records/rule-release.ts';
export { ReleaseError, type ReleaseErrorCode } from './release-error.ts';
export type { Change } from './timeline/append.ts';
export { type Assignment, assignmentOf, cohortOf } from './timeline/assignment.ts';
export { entryAt, knownUntil } from './timeline/entry-at.ts';
export { parseTimeline } from './timeline/parse-timeline.ts';
export { type Promotion, promote } from './timeline/promote.ts';
export { replaceStable, rollBack } from './timeline/roll-back.ts';
export { setBaseline, startRelease } from './timeline/start-release.ts';
export {
  currentRelease,
  emptyTimeline,
  lastEntry,
  leadMs,
  type RulePhase,
  type RuleTimeline,
  skewMs,
  type TimelineEntry,
} from './timeline/timeline.ts';
