import { refuse } from '../../compile/evaluator.ts';
import type { SqlFunction } from '../sql-function.ts';
import { readAnswer } from './port-answer.ts';
import { stringArguments } from './port-arguments.ts';
import { requirePort } from './require-port.ts';

/** `get_registry_data(api, thingName, roleArn)`: what the registry's API answers; its name is a constant, one of two. */
export const getRegistryData: SqlFunction = {
  name: 'get_registry_data',
  arity: [3, 3],
  since2016: true,
  compile: ({ node, args, context }) => {
    const port = requirePort('get_registry_data', context, node);
    const api = node.args[0];
    const registryApi = api?.kind === 'literal' ? api.value : undefined;
    if (registryApi !== 'DescribeThing' && registryApi !== 'ListThingGroupsForThing') {
      const reason = "the first argument of get_registry_data() must be 'DescribeThing' or 'ListThingGroupsForThing'";
      throw refuse(context, 'INVALID', reason, api ?? node);
    }
    return (message) => {
      const [, thingName, roleArn] = stringArguments(args, message) ?? [];
      if (thingName === undefined || roleArn === undefined) return undefined;
      const request = { registryApi, thingName, roleArn } as const;
      return readAnswer(
        'get_registry_data',
        context.session.ask('get_registry_data', request, () => port(request)),
      );
    };
  },
};
