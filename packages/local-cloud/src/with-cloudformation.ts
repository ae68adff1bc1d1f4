import type { Factories } from './cloud.ts';
import { createCloudFormation } from './cloudformation/service.ts';
import type { Service, ServiceFactory } from './kernel/service.ts';

/** These services, which start in this order, and after them a CloudFormation that makes the resources of all their types. */
export const withCloudFormation = (factories: Factories): Factories => {
  const built: Service[] = [];
  const remembered = Object.entries(factories).map(([name, factory]) => [
    name,
    (...[context]: Parameters<typeof factory>) => {
      const service = (factory as ServiceFactory<unknown>)(context);
      built.push(service);
      return service;
    },
  ]);
  const cloudformation = createCloudFormation(() => built.flatMap(({ resourceTypes = [] }) => resourceTypes));
  return { ...Object.fromEntries(remembered), cloudformation };
};
