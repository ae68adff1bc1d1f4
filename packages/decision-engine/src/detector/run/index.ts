export { decodeValue, parseInputPayload, type Value } from '../../expression/iot-events/index.ts';
export { compileDetector, type Detector, type DetectorOptions } from './compile-detector.ts';
export { DetectorError, type DetectorErrorCode } from './detector-error.ts';
export { type DetectorInstance, restoreDetector } from './detector-state.ts';
export type { Evaluation, MessageEvent, TimerEvent } from './evaluation.ts';
export { fatalResults } from './fatal-results.ts';
export type { ActionProblem, Parameters, PayloadText, ResolvedAction } from './resolved-action.ts';
export { runningTimers } from './timers.ts';
export { valueJson } from './value-json.ts';
