import type { Operations } from '../kernel/call-operation.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { CodeDeployPort } from '../ports/codedeploy.ts';
import { createEngine } from './engine/engine.ts';
import { createNotifier } from './engine/notifier.ts';
import { applicationOperations } from './operations/application-operations.ts';
import { deploymentConfigOperations } from './operations/deployment-config-operations.ts';
import { deploymentGroupOperations } from './operations/deployment-group-operations.ts';
import { deploymentOperations } from './operations/deployment-operations.ts';
import { hookOperations } from './operations/hook-operations.ts';
import { listDeployments } from './operations/list-deployments.ts';
import { revisionOperations } from './operations/revision-operations.ts';
import { tagOperations } from './operations/tag-operations.ts';
import { targetOperations } from './operations/target-operations.ts';
import { applicationType } from './resource-types/application.ts';
import { deploymentConfigType } from './resource-types/deployment-config.ts';
import { deploymentGroupType } from './resource-types/deployment-group.ts';
import { createPort } from './shift-alias.ts';
import { openStore } from './store.ts';

/** AWS CodeDeploy for functions: canary and linear shifts of an alias, with hooks, alarms and rollback. Servers and containers are refused by name. */
export const createCodeDeploy: ServiceFactory<CodeDeployPort> = (context) => {
  const store = openStore(context.storage);
  const notifier = createNotifier(context);
  const engine = createEngine({ context, store, notifier });
  const operations: Operations = {
    ...applicationOperations(store, context),
    ...deploymentConfigOperations(store, context),
    ...deploymentGroupOperations(store, context),
    ...deploymentOperations(store, engine, context),
    ...listDeployments(store),
    ...targetOperations(store, context),
    ...hookOperations(store, engine, context),
    ...revisionOperations(store, context),
    ...tagOperations(store),
  };
  return {
    name: 'codedeploy',
    port: createPort(store, engine, () => context.clock.now()),
    apis: [
      { protocol: 'json', version: '1.1', scopes: ['codedeploy'], targetPrefix: 'CodeDeploy_20141006', operations },
    ],
    resourceTypes: [
      applicationType(operations, context),
      deploymentConfigType(operations),
      deploymentGroupType(operations, context),
    ],
    start: async () => {
      notifier.start();
      engine.start();
    },
    stop: async () => {
      await engine.stop();
      await notifier.stop();
    },
  };
};
