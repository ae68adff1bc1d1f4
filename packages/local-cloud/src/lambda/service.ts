import type { CloudContext } from '../kernel/context.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { Invocation, LambdaPort } from '../ports/lambda.ts';
import { accountRoutes } from './api/account-routes.ts';
import { aliasRoutes } from './api/alias-routes.ts';
import { codeLocationRoute } from './api/code-location.ts';
import { eventInvokeConfigRoutes } from './api/event-invoke-config-routes.ts';
import { eventSourceMappingRoutes, mappingTags } from './api/event-source-mapping-routes.ts';
import { functionRoutes } from './api/function-routes.ts';
import { invokeRoute } from './api/invoke-route.ts';
import { policyRoutes } from './api/policy-routes.ts';
import { functionTags, tagRoutes } from './api/tag-routes.ts';
import { createMappings } from './event-source-mappings/mappings.ts';
import { updateAlias } from './functions/aliases.ts';
import { authorizeCaller } from './functions/authorize-caller.ts';
import { createCodeStore } from './functions/code-store.ts';
import { createFunctionStore, keyOf, latest } from './functions/function-store.ts';
import { parseIdentifier } from './functions/identifier.ts';
import type { LambdaParts } from './functions/lambda-parts.ts';
import { type AsyncInvoker, createAsyncInvoker } from './invocation/async-invoker.ts';
import { createAsyncStore } from './invocation/async-store.ts';
import { createConcurrency } from './invocation/concurrency.ts';
import { createInvoker, type Invoker } from './invocation/invoker.ts';
import { createMetrics } from './invocation/metrics.ts';
import { checkPayloadSize } from './invocation/payload-limits.ts';
import { aliasType } from './resource-types/alias.ts';
import { eventInvokeConfigType } from './resource-types/event-invoke-config.ts';
import { eventSourceMappingType } from './resource-types/event-source-mapping.ts';
import { functionType } from './resource-types/function.ts';
import { permissionType } from './resource-types/permission.ts';
import { versionType } from './resource-types/version.ts';
import { createEnvironments } from './runtime/environments.ts';

const createParts = (context: CloudContext): LambdaParts => {
  const store = createFunctionStore(context.storage);
  const code = createCodeStore(context.storage.folder('lambda-code'));
  code.prune(new Set([...store.versions.values()].map((version) => version.code.sha256)));
  return {
    context,
    store,
    code,
    arn: (name, qualifier) =>
      context.arn('lambda', qualifier === undefined ? `function:${name}` : `function:${name}:${qualifier}`),
    environments: createEnvironments(context, code),
  };
};

const createPort = (parts: LambdaParts, invoker: Invoker, asyncInvoker: AsyncInvoker): LambdaPort => ({
  invoke: async (functionArnOrName, payload, type, caller): Promise<Invocation> => {
    const target = parseIdentifier(functionArnOrName);
    checkPayloadSize(payload, type);
    if (caller !== undefined) {
      const policy = parts.store.policies.get(keyOf(target.name, target.qualifier));
      authorizeCaller(policy, caller, parts.arn(target.name, target.qualifier), parts.context.accountId);
    }
    if (type === 'Event') {
      await asyncInvoker.enqueue(target, payload);
      return { statusCode: 202, payload: Buffer.alloc(0), executedVersion: latest };
    }
    const { functionError, payload: answer, executedVersion } = await invoker.invoke(target, payload);
    return {
      statusCode: 200,
      payload: answer,
      executedVersion,
      ...(functionError === undefined ? {} : { functionError }),
    };
  },
  aliasOf: (functionName, alias) => {
    const known = parts.store.aliases.get(keyOf(functionName, alias));
    if (known === undefined) return undefined;
    const { version, routing } = known;
    return { functionVersion: version, weights: routing === undefined ? {} : { [routing.version]: routing.weight } };
  },
  setAlias: (functionName, alias, { functionVersion, weights }) => {
    const routing = { AdditionalVersionWeights: weights };
    updateAlias(parts, functionName, alias, { FunctionVersion: functionVersion, RoutingConfig: routing });
  },
  hasVersion: (functionName, version) => parts.store.versions.has(keyOf(functionName, version)),
});

/** Lambda of the embedded cloud. */
export const createLambda: ServiceFactory<LambdaPort> = (context) => {
  const parts = createParts(context);
  const { store, arn, environments } = parts;
  const concurrency = createConcurrency(store);
  const metrics = createMetrics(context);
  const invoker = createInvoker({ store, arn, environments, concurrency, metrics });
  const events = createAsyncStore(context.storage.database('lambda'));
  const asyncInvoker = createAsyncInvoker({ context, store, events, arn, invoker, metrics });
  const checkpoints = context.storage.table<string>('lambda-checkpoints');
  const sources = { context, store, arn, invoker, metrics, checkpoints, results: new Map<string, string>() };
  const mappings = createMappings(parts, sources);
  return {
    name: 'lambda',
    port: createPort(parts, invoker, asyncInvoker),
    apis: [
      {
        protocol: 'rest',
        scopes: ['lambda'],
        routes: [
          invokeRoute(parts, invoker, asyncInvoker),
          ...functionRoutes(parts),
          ...aliasRoutes(parts),
          ...policyRoutes(parts),
          ...accountRoutes(parts),
          ...eventInvokeConfigRoutes(parts),
          ...eventSourceMappingRoutes(parts, mappings),
          ...tagRoutes([functionTags(parts), mappingTags(parts, mappings)]),
          codeLocationRoute(parts),
        ],
      },
    ],
    resourceTypes: [
      functionType(parts),
      versionType(parts),
      aliasType(parts),
      permissionType(parts),
      eventSourceMappingType(context, mappings),
      eventInvokeConfigType(parts),
    ],
    start: async () => {
      await environments.start();
      metrics.start();
      asyncInvoker.start();
      mappings.start();
    },
    stop: async () => {
      mappings.stop();
      asyncInvoker.stop();
      await environments.stop();
      events.close();
      metrics.stop();
    },
  };
};
