import { type CompiledAction, compileAction } from '../detector/run/compile-action.ts';
import { compileKey } from '../detector/run/detector-key.ts';
import type { DetectorIdentity } from '../detector/run/draft.ts';
import { createExpressions } from '../detector/run/expressions.ts';
import { createInputPaths, type PathTree } from '../detector/run/input-paths.ts';
import type { Value } from '../expression/iot-events/index.ts';
import type { Lifecycle } from '../rules/lifecycle.ts';
import { type AlarmRule, compileAlarmRule } from './alarm-rule.ts';
import type { AlarmModel } from './definition.ts';

/** An alarm model whose texts were read once. */
export interface CompiledAlarm {
  readonly model: AlarmModel;
  readonly rule: AlarmRule;
  readonly lifecycle: Lifecycle;
  readonly actions: readonly CompiledAction[];
  /** What expressions read of each input that they name. */
  readonly paths: ReadonlyMap<string, PathTree>;
  keyOf(payload: Value): string | undefined;
  identityOf(keyValue: string | undefined): DetectorIdentity;
}

/** The life cycle of an alarm model: no waiting, no counting, but an acknowledgement if the model asks for it. */
const lifecycleOf = ({ acknowledgeFlow, disabledOnInitialization }: AlarmModel): Lifecycle => ({
  ...{ forMs: 0, cooldownMs: 0, ownClear: false },
  ...{ acknowledge: acknowledgeFlow, enabled: !disabledOnInitialization },
});

/** @throws {ExpressionError} for a text that is no expression */
export const compileAlarmModel = (model: AlarmModel): CompiledAlarm => {
  const { name, version = '1', key } = model;
  const { paths, note } = createInputPaths();
  const expressions = createExpressions(note);
  const rule = compileAlarmRule(model.rule, note);
  return {
    ...{ model, rule, paths, lifecycle: lifecycleOf(model) },
    actions: model.actions.map((action) => compileAction(action, expressions)),
    keyOf: key === undefined ? () => undefined : compileKey(key),
    identityOf: (keyValue) => ({
      modelVersion: version,
      ...(name !== undefined && { modelName: name }),
      ...(keyValue !== undefined && { keyValue }),
    }),
  };
};
