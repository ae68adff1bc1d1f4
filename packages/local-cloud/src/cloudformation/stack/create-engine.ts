import type { CloudContext } from '../../kernel/context.ts';
import type { ResourceType } from '../../kernel/resource-type.ts';
import { validationError } from '../template/template-error.ts';
import type { Engine } from './engine.ts';
import { createModel } from './model.ts';
import { exportsOf } from './outputs.ts';
import { createReadParameter } from './read-parameter.ts';
import { openStackStore } from './stack-store.ts';

/** @param resourceTypes asked when a type is first needed, for the services are not all built yet */
export const createEngine = (
  cloud: CloudContext,
  resourceTypes: () => readonly ResourceType[],
  newId: () => string,
  stopping: AbortSignal,
): Engine => {
  const store = openStackStore(cloud.storage, cloud.clock, newId);
  let byName: ReadonlyMap<string, ResourceType> | undefined;
  const typeOf = (typeName: string): ResourceType | undefined => {
    byName ??= new Map(resourceTypes().map((type) => [type.typeName, type]));
    return byName.get(typeName);
  };
  return {
    store,
    log: cloud.log,
    typeOf,
    modelOf: ({ id, name }, deployment, onImport = () => undefined) => {
      const { accountId, region } = cloud;
      const exported = (exportName: string): unknown => {
        const found = exportsOf(store).find((each) => each.name === exportName && each.stack.id !== id);
        if (found === undefined) throw validationError(`No export named ${exportName} found.`);
        onImport(exportName);
        return found.value;
      };
      return createModel(deployment, { accountId, region, stackId: id, stackName: name }, exported);
    },
    readParameter: createReadParameter(cloud),
    newId,
    now: () => cloud.clock.now(),
    isStopping: () => stopping.aborted,
    stopped: new Promise((resolve) => stopping.addEventListener('abort', () => resolve(undefined), { once: true })),
    cancelled: new Set(),
    callOff: new Map(),
  };
};
