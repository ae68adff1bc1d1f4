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
  keyOf(payload: Value): string | undefined;
  identityOf(keyValue: string | undefined): DetectorIdentity;
}

/** @throws {ExpressionError} for a text that is no expression */
export const compileModel = (model: DetectorModel): CompiledModel => {
  const { name, version = '1', key, initialStateName, evaluationMethod } = model;
  const { paths, note } = createInputPaths();
  return {
    ...{ initialStateName, evaluationMethod, paths },
    states: compileStates(model, createExpressions(note)),
    keyOf: key === undefined ? () => undefined : compileKey(key),
    identityOf: (keyValue) => ({
      modelVersion: version,
      ...(name !== undefined && { modelName: name }),
      ...(keyValue !== undefined && { keyValue }),
    }),
  };
};
