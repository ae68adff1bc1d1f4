import type { Route } from '../../kernel/api.ts';
import {
  describeEventInvokeConfig,
  type EventInvokeConfigInput,
  getEventInvokeConfig,
  putEventInvokeConfig,
} from '../functions/event-invoke-configs.ts';
import { keyOf } from '../functions/function-store.ts';
import { latestVersion } from '../functions/functions.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import { page } from './page.ts';
import { restOperation } from './rest-operation.ts';

interface Named {
  readonly FunctionName: string;
  readonly Qualifier?: string;
}

const path = '/2019-09-25/functions/{FunctionName}/event-invoke-config';
const body = ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'];
const query = ['Qualifier'];

const targetOf = ({ FunctionName, Qualifier }: Named) => parseIdentifier(FunctionName, Qualifier);

/** How asynchronous invocations are retried and where their outcome goes. */
export const eventInvokeConfigRoutes = (parts: LambdaParts): readonly Route[] => [
  restOperation<Named & EventInvokeConfigInput>('PutFunctionEventInvokeConfig', 'PUT', path, { query, body }, (input) =>
    describeEventInvokeConfig(parts, putEventInvokeConfig(parts, targetOf(input), input, false)),
  ),
  restOperation<Named & EventInvokeConfigInput>(
    'UpdateFunctionEventInvokeConfig',
    'POST',
    path,
    { query, body },
    (input) => describeEventInvokeConfig(parts, putEventInvokeConfig(parts, targetOf(input), input, true)),
  ),
  restOperation<Named>('GetFunctionEventInvokeConfig', 'GET', path, { query }, (input) =>
    describeEventInvokeConfig(parts, getEventInvokeConfig(parts, targetOf(input))),
  ),
  restOperation<Named>('DeleteFunctionEventInvokeConfig', 'DELETE', path, { query, status: 204 }, (input) => {
    const { functionName, qualifier } = getEventInvokeConfig(parts, targetOf(input));
    parts.store.invokeConfigs.delete(keyOf(functionName, qualifier));
    return undefined;
  }),
  restOperation<Named & { Marker?: string; MaxItems?: string }>(
    'ListFunctionEventInvokeConfigs',
    'GET',
    `${path}/list`,
    { query: ['Marker', 'MaxItems'] },
    (input) => {
      const { functionName } = latestVersion(parts, targetOf(input).name);
      const all = [...parts.store.invokeConfigs.values()].filter((each) => each.functionName === functionName);
      const { items, next } = page(all, input.Marker, input.MaxItems, 50);
      return { FunctionEventInvokeConfigs: items.map((each) => describeEventInvokeConfig(parts, each)), ...next };
    },
  ),
];
