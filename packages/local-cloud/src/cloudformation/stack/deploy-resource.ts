import { AwsError } from '../../kernel/aws-error.ts';
import type { ResourceState, ResourceType } from '../../kernel/resource-type.ts';
import { describeFaults, propertyFaults } from '../properties/validate-properties.ts';
import type { Evaluate } from '../template/evaluate.ts';
import { canonicalJson, type JsonMap } from '../template/json.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import { contextOf, deriveProperties, type Engine, requireType } from './engine.ts';
import { failureReason } from './failure-reason.ts';
import { orEnd, policyChange } from './policy-change.ts';
import { changedProperties } from './property-diff.ts';
import type { Stack } from './stack.ts';
import { type Instance, type InstanceSettings, isCutOff, type StackResource } from './stack-resource.ts';
import { evaluateUpdatePolicy } from './update-policy.ts';

/** What one resource is to become. */
export interface ResourceTask {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly declaration: ResourceDeclaration;
  readonly dependsOn: readonly string[];
  readonly evaluate: Evaluate;
  /** True once another resource has failed: what still runs is called cancelled, whatever comes of it. */
  readonly isCancelled: () => boolean;
  /** Aborts then, and when somebody cancels the update. */
  readonly cancelled: AbortSignal;
  /** Called in the same turn in which its failure is told, so that nothing is begun after that. */
  readonly onFailed: () => void;
}

interface Derived {
  readonly type: ResourceType;
  readonly declared: JsonMap;
  readonly properties: JsonMap;
  readonly settings: InstanceSettings;
}

const derive = (engine: Engine, { stack, logicalId, declaration, dependsOn, evaluate }: ResourceTask): Derived => {
  const type = requireType(engine, declaration.type);
  const tags = stack.deployment?.tags ?? [];
  const { declared, properties } = deriveProperties(engine, type, evaluate(declaration.properties), tags);
  const faults = propertyFaults(type, properties);
  if (faults.length > 0) throw new AwsError('ValidationError', describeFaults(logicalId, declaration.type, faults));
  const { deletionPolicy, updateReplacePolicy, metadata } = declaration;
  const updatePolicy = evaluateUpdatePolicy(type, logicalId, declaration, evaluate);
  const settings = { dependsOn, deletionPolicy, updateReplacePolicy, updatePolicy, metadata };
  return { type, declared, properties, settings };
};

const settingsOf = ({
  dependsOn,
  deletionPolicy,
  updateReplacePolicy,
  updatePolicy,
  metadata,
}: Instance): InstanceSettings => ({ dependsOn, deletionPolicy, updateReplacePolicy, updatePolicy, metadata });

const blank = ({ logicalId, declaration }: ResourceTask, now: number): StackResource => ({
  logicalId,
  type: declaration.type,
  status: '',
  updatedAt: now,
  replaced: [],
});

const replacing = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** Makes a physical resource: the first of this logical one, or one that takes the place of `replaced`. */
const make = async (
  engine: Engine,
  task: ResourceTask,
  derived: Derived,
  replaced: Instance | undefined,
): Promise<void> => {
  const { store } = engine;
  const { stack, logicalId } = task;
  const phase = replaced === undefined ? 'CREATE' : 'UPDATE';
  const token = engine.newId();
  const known = store.resource(stack.id, logicalId) ?? blank(task, engine.now());
  const begun = { ...known, pendingToken: token, changeToken: undefined };
  store.tell(stack.id, begun, `${phase}_IN_PROGRESS`, replaced === undefined ? undefined : replacing);
  const { type, declared, properties, settings } = derived;
  const keep = (made: ResourceState, pendingToken?: string): StackResource => {
    const latest = store.resource(stack.id, logicalId) ?? begun;
    const others = latest.replaced.filter((each) => each.token !== replaced?.token);
    return store.saveResource(stack.id, {
      ...latest,
      current: { token, ...made, declared, properties, ...settings },
      pendingToken,
      replaced: replaced === undefined ? others : [...others, replaced],
    });
  };
  const initiated = (state: ResourceState) => void keep(state, token);
  const made = await type.create(properties as never, contextOf(stack, logicalId, token, { initiated }));
  const through = keep(made);
  if (task.isCancelled()) return;
  store.tell(stack.id, through, `${phase}_IN_PROGRESS`, 'Resource creation Initiated');
  store.tell(stack.id, through, `${phase}_COMPLETE`);
};

const updateInPlace = async (
  engine: Engine,
  task: ResourceTask,
  derived: Derived,
  existing: Instance,
): Promise<void> => {
  const { store } = engine;
  const { stack, logicalId } = task;
  const known = store.resource(stack.id, logicalId) ?? blank(task, engine.now());
  const { type, declared, properties, settings } = derived;
  // Said before it is tried: should it fail half-way, the rollback must know that these properties may be in effect.
  const tried: Instance = { ...existing, declared, properties, ...settings };
  const { token: changeToken, change } = policyChange(engine, stack, known, settings.updatePolicy, task.cancelled);
  if (!isCutOff(known)) store.tell(stack.id, { ...known, current: tried, changeToken }, 'UPDATE_IN_PROGRESS');
  const context = contextOf(stack, logicalId, existing.token, { change });
  const made = await orEnd(engine, change, type.update(existing as never, properties as never, context));
  if (made === undefined) return;
  const latest = store.resource(stack.id, logicalId) ?? known;
  const through = store.saveResource(stack.id, { ...latest, current: { ...tried, ...made } });
  if (!task.isCancelled()) store.tell(stack.id, through, 'UPDATE_COMPLETE');
};

const apply = async (engine: Engine, task: ResourceTask, derived: Derived): Promise<void> => {
  const { store } = engine;
  const { stack, logicalId } = task;
  const known = store.resource(stack.id, logicalId);
  const existing = known?.current;
  if (known === undefined || existing === undefined) return make(engine, task, derived, undefined);
  if (isCutOff(known)) return updateInPlace(engine, task, derived, known.previous ?? existing);
  const changed = changedProperties(existing.declared, derived.declared);
  if (changed.some((name) => derived.type.createOnly.includes(name))) return make(engine, task, derived, existing);
  if (changed.length > 0 || /_FAILED$/.test(known.status)) return updateInPlace(engine, task, derived, existing);
  if (canonicalJson(settingsOf(existing)) !== canonicalJson(derived.settings))
    store.saveResource(stack.id, { ...known, current: { ...existing, ...derived.settings } });
};

const fail = (engine: Engine, task: ResourceTask, reason: string): false => {
  if (task.isCancelled()) return false;
  const { store } = engine;
  const known = store.resource(task.stack.id, task.logicalId) ?? blank(task, engine.now());
  const isFirst = known.current === undefined || known.status === 'CREATE_IN_PROGRESS';
  const phase = isFirst ? 'CREATE' : 'UPDATE';
  const isCalledOff = phase === 'UPDATE' && engine.cancelled.has(task.stack.id);
  store.tell(task.stack.id, known, `${phase}_FAILED`, isCalledOff ? 'Resource update cancelled' : reason);
  task.onFailed();
  return false;
};

/**
 * Makes, changes, replaces or leaves alone one resource, as its declaration asks, and tells it as events.
 * @returns false if it failed
 */
export const deployResource = async (engine: Engine, task: ResourceTask): Promise<boolean> => {
  let derived: Derived;
  try {
    derived = derive(engine, task);
  } catch (error) {
    return fail(engine, task, error instanceof Error ? error.message : String(error));
  }
  try {
    await apply(engine, task, derived);
    return true;
  } catch (error) {
    const { stack, logicalId } = task;
    if (!(error instanceof AwsError)) engine.log.warn('a resource failed', { stack: stack.name, logicalId, error });
    return fail(engine, task, failureReason(error, engine.newId()));
  }
};
