import type { Value } from '../../expression/iot-events/index.ts';
import type { DetectorModel } from '../definition.ts';
import { compileModel } from './compiled-model.ts';
import type { DetectorInstance } from './detector-state.ts';
import { type Evaluation, type MessageEvent, type TimerEvent, unchanged } from './evaluation.ts';
import { fireTimer } from './fire-timer.ts';
import { takeMessage } from './take-message.ts';

export interface DetectorOptions {
  /** False: whoever calls refuses messages that came before. By default the detector does, by their ids. */
  readonly remembersMessageIds?: boolean;
}

/** A detector model, ready to run. Pure: no clock, nothing random, no state but what it is given. */
export interface Detector {
  /** Inputs that the model's expressions name. */
  readonly inputs: ReadonlySet<string>;
  /**
   * Which detector a message is for; undefined if the model has only one.
   * @throws {DetectorError} KEY_MISSING, KEY_INVALID
   */
  keyOf(payload: Value): string | undefined;
  /**
   * Applies an event to the detector that it is for, at `now`, epoch ms. A message without a detector makes one.
   * @throws {DetectorError} the message cannot be taken, and the detector stays as it is
   */
  evaluate(state: DetectorInstance | undefined, event: MessageEvent | TimerEvent, now: number): Evaluation;
}

/**
 * Compiles a model that the analysis has found no errors in.
 * @throws {ExpressionError} for a text that is no expression
 */
export const compileDetector = (model: DetectorModel, options: DetectorOptions = {}): Detector => {
  const { remembersMessageIds = true } = options;
  const compiled = compileModel(model);
  return {
    inputs: new Set(compiled.paths.keys()),
    keyOf: compiled.keyOf,
    evaluate: (state, event, now) => {
      // AWS makes its detectors anew when a model changes: one in a state that is gone is none.
      const known = state !== undefined && compiled.states.has(state.stateName) ? state : undefined;
      if (event.type === 'message') return takeMessage(compiled, known, event, { now, remembersMessageIds });
      return known === undefined ? unchanged(known, 'STALE') : fireTimer(compiled, known, event, now);
    },
  };
};
