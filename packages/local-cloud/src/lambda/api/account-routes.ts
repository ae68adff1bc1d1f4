import type { Route } from '../../kernel/api.ts';
import { latest } from '../functions/function-store.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import { releaseConcurrency, requireEntry, reserveConcurrency } from '../functions/reserved-concurrency.ts';
import { accountConcurrency, unreservedConcurrency } from '../invocation/concurrency.ts';
import { restOperation } from './rest-operation.ts';

interface Named {
  readonly FunctionName: string;
}

const nameOf = ({ FunctionName }: Named): string => parseIdentifier(FunctionName).name;

/** Reserved concurrency, and the limits of the account. */
export const accountRoutes = (parts: LambdaParts): readonly Route[] => [
  restOperation<Named & { ReservedConcurrentExecutions: number }>(
    'PutFunctionConcurrency',
    'PUT',
    '/2017-10-31/functions/{FunctionName}/concurrency',
    { body: ['ReservedConcurrentExecutions'] },
    (input) => {
      reserveConcurrency(parts, nameOf(input), input.ReservedConcurrentExecutions);
      return { ReservedConcurrentExecutions: input.ReservedConcurrentExecutions };
    },
  ),
  restOperation<Named>(
    'GetFunctionConcurrency',
    'GET',
    '/2019-09-30/functions/{FunctionName}/concurrency',
    {},
    (input) => {
      const { reservedConcurrency } = requireEntry(parts, nameOf(input));
      return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
    },
  ),
  restOperation<Named>(
    'DeleteFunctionConcurrency',
    'DELETE',
    '/2017-10-31/functions/{FunctionName}/concurrency',
    { status: 204 },
    (input) => {
      releaseConcurrency(parts, nameOf(input));
      return undefined;
    },
  ),
  restOperation('GetAccountSettings', 'GET', '/2016-08-19/account-settings', {}, () => {
    const functions = [...parts.store.versions.values()];
    return {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: accountConcurrency,
        UnreservedConcurrentExecutions: unreservedConcurrency(parts.store),
      },
      AccountUsage: {
        TotalCodeSize: functions.reduce((sum, each) => sum + each.code.size, 0),
        FunctionCount: functions.filter((each) => each.version === latest).length,
      },
    };
  }),
];
