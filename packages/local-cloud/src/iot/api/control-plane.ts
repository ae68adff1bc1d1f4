import type { RestApi, Route } from '../../kernel/api.ts';
import { UnsupportedError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { Registry } from '../registry/registry.ts';
import type { RuleEngine } from '../rules/rule-engine.ts';
import { policyOperations } from './policy-operations.ts';
import { restOperation } from './rest-operation.ts';
import { thingGroupOperations } from './thing-group-operations.ts';
import { thingOperations } from './thing-operations.ts';
import { thingTypeOperations } from './thing-type-operations.ts';
import { topicRuleOperations } from './topic-rule-operations.ts';

interface Parts {
  readonly context: CloudContext;
  readonly registry: Registry;
  readonly rules: RuleEngine;
}

/** The API of the service `iot`; an operation that is not here is refused by its method and path. */
export function controlPlane({ context, registry, rules }: Parts): RestApi {
  return {
    protocol: 'rest',
    scopes: ['iot'],
    routes: [
      describeEndpoint(context),
      ...thingOperations(registry),
      ...thingTypeOperations(registry),
      ...thingGroupOperations(registry),
      ...policyOperations(registry),
      ...topicRuleOperations(rules),
    ],
  };
}

/** The HTTP port serves the data plane and MQTT over WebSocket (path `/mqtt`), as one host does on AWS. */
function describeEndpoint({ endpoint }: CloudContext): Route {
  return restOperation<{ endpointType?: string }>({
    name: 'DescribeEndpoint',
    method: 'GET',
    path: '/endpoint',
    query: ['endpointType'],
    run: ({ endpointType = 'iot:Data' }) => {
      if (!['iot:Data', 'iot:Data-ATS'].includes(endpointType))
        throw new UnsupportedError(`the endpoint type ${endpointType}`);
      return { endpointAddress: new URL(endpoint()).host };
    },
  });
}
