import { describeFaults, propertyFaults } from '../properties/validate-properties.ts';
import { canonicalJson } from '../template/json.ts';
import { type Engine, requireType } from './engine.ts';
import { checkExports, evaluateOutputs } from './outputs.ts';
import { planChanges } from './plan-changes.ts';
import type { ResourceChange } from './resource-change.ts';
import type { Deployment, Stack } from './stack.ts';

/** A deployment that was evaluated as far as it can be before anything is made. */
export interface PreparedDeployment {
  readonly deployment: Deployment;
  readonly changes: readonly ResourceChange[];
  /** One message a resource whose properties are wrong. */
  readonly faults: readonly string[];
  /** False if neither resources nor outputs nor tags would change. */
  readonly hasChanges: boolean;
}

/** @throws AwsError ValidationError */
export const prepareDeployment = (
  engine: Engine,
  stack: Stack,
  base: Omit<Deployment, 'imports'>,
): PreparedDeployment => {
  const imports = new Set<string>();
  const model = engine.modelOf(stack, base, (name) => imports.add(name));
  const plan = planChanges(engine, model, base, engine.store.resources(stack.id));
  const outputs = evaluateOutputs(model, plan.values);
  checkExports(engine, stack, outputs);
  const faults = [...plan.properties].flatMap(([logicalId, properties]) => {
    const typeName = model.desired.get(logicalId)?.type ?? '';
    const found = propertyFaults(requireType(engine, typeName), properties);
    return found.length === 0 ? [] : [describeFaults(logicalId, typeName, found)];
  });
  const isSame =
    plan.changes.length === 0 &&
    canonicalJson(outputs) === canonicalJson(stack.outputs) &&
    canonicalJson(base.tags) === canonicalJson(stack.deployment?.tags ?? []);
  return { deployment: { ...base, imports: [...imports] }, changes: plan.changes, faults, hasChanges: !isSame };
};
