import type { Value } from '../../expression/iot-events/index.ts';
import { ActionFailure } from './action-failure.ts';
import type { Draft } from './draft.ts';

/** The result of an expression that must have one. The function throws an ActionFailure when there is none. */
export const required =
  (name: string, evaluate: (draft: Draft) => Value | undefined): ((draft: Draft) => Value) =>
  (draft) => {
    const value = evaluate(draft);
    if (value === undefined || value === null) throw new ActionFailure(`'${name}' could not be evaluated`);
    return value;
  };
