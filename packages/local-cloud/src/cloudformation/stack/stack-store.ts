import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../kernel/storage.ts';
import type { ChangeSet } from './change-set.ts';
import { isDeleted, type Stack } from './stack.ts';
import { type StackEvent, stackType } from './stack-event.ts';
import type { StackResource } from './stack-resource.ts';

/** AWS keeps deleted stacks and events that long. */
const retentionMs = 90 * 24 * 3600 * 1000;

export interface StackStore {
  /** By ARN, also a deleted one; by name, only one that is not deleted. */
  find(nameOrId: string): Stack | undefined;
  /** By ARN. It exists. */
  get(id: string): Stack;
  /** All, newest first. */
  stacks(): readonly Stack[];
  save(stack: Stack): Stack;
  change(id: string, change: Partial<Stack>): Stack;
  /** Changes the status and tells it as an event. */
  setStatus(id: string, status: string, reason?: string, change?: Partial<Stack>): Stack;
  resources(stackId: string): readonly StackResource[];
  resource(stackId: string, logicalId: string): StackResource | undefined;
  saveResource(stackId: string, resource: StackResource): StackResource;
  /** Changes a resource's status and tells it as an event. */
  tell(stackId: string, resource: StackResource, status: string, reason?: string, physicalId?: string): StackResource;
  /** Tells an event of a resource without changing its status. */
  note(stackId: string, resource: StackResource, status: string, reason: string | undefined, physicalId: string): void;
  dropResource(stackId: string, logicalId: string): void;
  /** Newest first. */
  events(stackId: string): readonly StackEvent[];
  changeSets(stackId: string): readonly ChangeSet[];
  saveChangeSet(changeSet: ChangeSet): void;
  dropChangeSet(id: string): void;
}

const resourceKey = (stackId: string, logicalId: string): string => `${stackId}|${logicalId}`;

/** The stacks with their resources, events and change sets, kept in tables of the storage. */
export const openStackStore = (storage: Storage, clock: Clock, newId: () => string): StackStore => {
  const stacks = storage.table<Stack>('cloudformation.stacks');
  const resources = storage.table<StackResource & { readonly stackId: string }>('cloudformation.resources');
  const events = storage.table<StackEvent>('cloudformation.events');
  const changeSets = storage.table<ChangeSet>('cloudformation.change-sets');
  let lastEvent = [...events.keys()].reduce((last, key) => Math.max(last, Number(key)), 0);

  const isOld = (at: number | undefined): boolean => at !== undefined && at < clock.now() - retentionMs;
  for (const [key, { at }] of [...events.entries()]) if (isOld(at)) events.delete(key);
  for (const stack of [...stacks.values()]) if (isDeleted(stack) && isOld(stack.deletedAt)) stacks.delete(stack.id);

  const emit = (event: Omit<StackEvent, 'id' | 'at'>): void => {
    lastEvent += 1;
    events.set(String(lastEvent).padStart(12, '0'), { ...event, id: newId(), at: clock.now() });
  };
  const get = (id: string): Stack => {
    const stack = stacks.get(id);
    if (stack === undefined) throw new Error(`there is no stack ${id}`);
    return stack;
  };
  const save = (stack: Stack): Stack => {
    stacks.set(stack.id, stack);
    return stack;
  };
  const saveResource = (stackId: string, resource: StackResource): StackResource => {
    resources.set(resourceKey(stackId, resource.logicalId), { ...resource, stackId });
    return resource;
  };
  const note: StackStore['note'] = (stackId, { logicalId, type }, status, reason, physicalId) =>
    emit({ stackId, stackName: get(stackId).name, logicalId, physicalId, type, status, reason });
  return {
    find: (nameOrId) =>
      stacks.get(nameOrId) ?? [...stacks.values()].find((stack) => stack.name === nameOrId && !isDeleted(stack)),
    get,
    stacks: () => [...stacks.values()].sort((a, b) => b.createdAt - a.createdAt),
    save,
    change: (id, change) => save({ ...get(id), ...change }),
    setStatus: (id, status, statusReason, change = {}) => {
      const stack = save({ ...get(id), ...change, status, statusReason });
      const { name } = stack;
      emit({
        stackId: id,
        stackName: name,
        logicalId: name,
        physicalId: id,
        type: stackType,
        status,
        reason: statusReason,
      });
      return stack;
    },
    resources: (stackId) => [...resources.values()].filter((resource) => resource.stackId === stackId),
    resource: (stackId, logicalId) => resources.get(resourceKey(stackId, logicalId)),
    saveResource,
    note,
    tell: (stackId, resource, status, reason, physicalId = resource.current?.physicalId ?? '') => {
      note(stackId, resource, status, reason, physicalId);
      return saveResource(stackId, { ...resource, status, statusReason: reason, updatedAt: clock.now() });
    },
    dropResource: (stackId, logicalId) => void resources.delete(resourceKey(stackId, logicalId)),
    events: (stackId) => [...events.values()].filter((event) => event.stackId === stackId).reverse(),
    changeSets: (stackId) => [...changeSets.values()].filter((changeSet) => changeSet.stackId === stackId),
    saveChangeSet: (changeSet) => changeSets.set(changeSet.id, changeSet),
    dropChangeSet: (id) => void changeSets.delete(id),
  };
};
