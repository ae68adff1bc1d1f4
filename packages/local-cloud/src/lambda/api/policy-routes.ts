import type { Route } from '../../kernel/api.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import { addPermission, getPolicy, type PermissionInput, removePermission } from '../functions/policies.ts';
import { restOperation } from './rest-operation.ts';

interface Named {
  readonly FunctionName: string;
  readonly Qualifier?: string;
}

const policy = '/2015-03-31/functions/{FunctionName}/policy';

const targetOf = ({ FunctionName, Qualifier }: Named) => parseIdentifier(FunctionName, Qualifier);

/** Who may invoke a function: its resource policy. */
export const policyRoutes = (parts: LambdaParts): readonly Route[] => [
  restOperation<Named & PermissionInput>(
    'AddPermission',
    'POST',
    policy,
    {
      query: ['Qualifier'],
      body: ['StatementId', 'Action', 'Principal', 'SourceArn', 'SourceAccount', 'RevisionId'],
      status: 201,
    },
    (input) => ({ Statement: JSON.stringify(addPermission(parts, targetOf(input), input)) }),
  ),
  restOperation<Named>('GetPolicy', 'GET', policy, { query: ['Qualifier'] }, (input) => {
    const { statements, revisionId } = getPolicy(parts, targetOf(input));
    return {
      Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements }),
      RevisionId: revisionId,
    };
  }),
  restOperation<Named & { StatementId: string; RevisionId?: string }>(
    'RemovePermission',
    'DELETE',
    `${policy}/{StatementId}`,
    { query: ['Qualifier', 'RevisionId'], status: 204 },
    (input) => {
      removePermission(parts, targetOf(input), input.StatementId, input.RevisionId);
      return undefined;
    },
  ),
];
