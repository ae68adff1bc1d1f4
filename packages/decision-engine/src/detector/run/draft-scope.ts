import { type Scope, valueAt } from '../../expression/iot-events/index.ts';
import type { Draft } from './draft.ts';
import { readTimeout } from './timers.ts';

/** What expressions see of a detector in the middle of an evaluation, always as it is now. */
export const scopeOf = ({
  cause,
  inputs,
  variables,
  timers,
}: Pick<Draft, 'cause' | 'inputs' | 'variables' | 'timers'>): Scope => ({
  input: (name, path) => valueAt(inputs.get(name), path),
  variable: (name) => variables.get(name),
  timeout: (name) => readTimeout(timers, name),
  triggerType: cause.type === 'timer' ? 'Timer' : 'Message',
  currentInput: (name) => cause.type === 'message' && cause.input === name,
});
