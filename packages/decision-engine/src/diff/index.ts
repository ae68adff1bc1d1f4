export { createDecisionDiff, type DecisionDiff, type DiffOptions } from './decision-diff.ts';
export { type Difference, type DifferenceKind, subjectOf } from './difference.ts';
