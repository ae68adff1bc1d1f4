import type { Value } from '../../expression/iot-events/index.ts';
import type { DetectorModel } from '../definition.ts';
import { type CompiledState, compileStates } from './compile-states.ts';
import { compileKey } from './detector-key.ts';
import type { DetectorIdentity } from './draft.ts';
import { createExpressions } from './expressions.ts';
import { createInputPaths, type PathTree } from './input-paths.ts';

/** A model whose texts were read once. */
export interface CompiledModel extends Pick<DetectorModel, 'initialStateName' | 'evaluationMethod'> {
  readonly states: ReadonlyMap<string, CompiledState>;
  /** What expressions read of each input that they name. */
  readonly paths: ReadonlyMap<string, PathTree>;
  /** False: each evaluation is one of a new message of the only input, so nothing reads what came before. */
  readonly keepsInputs: boolean;
  keyOf(payload: Value): string | undefined;
  identityOf(keyValue: string | undefined): DetectorIdentity;
}

const setsTimers = ({ states }: DetectorModel): boolean =>
  states.some(({ onEnter, onInput, onExit }) =>
    [...onEnter.events, ...onInput.events, ...onInput.transitionEvents, ...onExit.events].some(({ actions }) =>
      actions.some(({ type }) => type === 'setTimer'),
    ),
  );

/** @throws {ExpressionError} for a text that is no expression */
export const compileModel = (model: DetectorModel): CompiledModel => {
  const { name, version = '1', key, initialStateName, evaluationMethod } = model;
  const { paths, note } = createInputPaths();
  const states = compileStates(model, createExpressions(note));
  return {
    ...{ initialStateName, evaluationMethod, paths, states },
    keepsInputs: paths.size > 1 || setsTimers(model),
    keyOf: key === undefined ? () => undefined : compileKey(key),
    identityOf: (keyValue) => ({
      modelVersion: version,
      ...(name !== undefined && { modelName: name }),
      ...(keyValue !== undefined && { keyValue }),
    }),
  };
};
