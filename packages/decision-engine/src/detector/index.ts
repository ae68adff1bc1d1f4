export * from '../alarm-model/index.ts';
export { type CheckOptions, checkDetectorModel } from './check/check.ts';
export type { AnalysisLevel, AnalysisResult, AnalysisType } from './check/result.ts';
export type * from './definition.ts';
export { lifecycles } from './definition.ts';
export type * from './definition-action.ts';
export { detectorModelType, inputType, logicalIdsOf, type ModelSource, type SourcePath } from './definition-form.ts';
export {
  type InputReading,
  type InputsReading,
  readInputDefinition,
  readInputDefinitions,
} from './definition-input.ts';
export { type DetectorModelReading, readDetectorModel } from './definition-read.ts';
export { actionTypes } from './definition-read-action.ts';
export { sourcePathOf } from './definition-source.ts';
export { checkMember } from './machine/check-member.ts';
export type { MemberProblem } from './machine/member-problem.ts';
export { readDetectorMember } from './machine/read-detector-member.ts';
export { detectorMachine } from './machine.ts';
export * from './run/index.ts';
