import type { PolicyChange } from '../../kernel/resource-type.ts';
import type { JsonMap } from '../template/json.ts';
import type { Engine } from './engine.ts';
import type { Stack } from './stack.ts';
import { isCutOff, type StackResource } from './stack-resource.ts';

const never = new AbortController().signal;

const tellProgress = ({ store }: Engine, stack: Stack, logicalId: string, reason: string): void => {
  const resource = store.resource(stack.id, logicalId);
  const isTold = store.events(stack.id).some((event) => event.logicalId === logicalId && event.reason === reason);
  if (resource?.status === 'UPDATE_IN_PROGRESS' && !isTold)
    store.tell(stack.id, resource, 'UPDATE_IN_PROGRESS', reason);
};

/**
 * What an update of a resource is given if there is an UpdatePolicy for it, and the token to keep with the resource before it begins.
 * @param cancelled absent for a rollback, which nobody can cancel
 */
export const policyChange = (
  engine: Engine,
  stack: Stack,
  resource: StackResource,
  policy: JsonMap | undefined,
  cancelled?: AbortSignal,
): { readonly token?: string; readonly change?: PolicyChange } => {
  if (policy === undefined) return {};
  const isResumed = isCutOff(resource);
  const token = (isResumed ? resource.changeToken : undefined) ?? engine.newId();
  const isRollback = cancelled === undefined;
  const progress = (reason: string) => tellProgress(engine, stack, resource.logicalId, reason);
  return { token, change: { policy, isRollback, token, isResumed, cancelled: cancelled ?? never, progress } };
};

/** Waits for an update; for one that can be taken up again only until the cloud ends, then it gives undefined. */
export const orEnd = async <Made>(
  { stopped }: Engine,
  change: PolicyChange | undefined,
  update: Promise<Made>,
): Promise<Made | undefined> => (change === undefined ? update : Promise.race([update, stopped]));
