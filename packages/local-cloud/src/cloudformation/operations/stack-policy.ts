import type { GetStackPolicyInput, SetStackPolicyInput } from '@aws-sdk/client-cloudformation';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { ResourceChange } from '../stack/resource-change.ts';
import type { Stack } from '../stack/stack.ts';
import { deniedByPolicy, readStackPolicy } from '../stack/stack-policy.ts';
import { validationError } from '../template/template-error.ts';
import { type OperationsContext, requireStack } from './operations-context.ts';

/** @throws AwsError ValidationError if it is not a stack policy */
export const checkPolicy = (body: string): void => void readStackPolicy(body);

/** @throws AwsError ValidationError if the stack's policy forbids one of the changes */
export const refuseDenied = ({ policyBody }: Stack, changes: readonly ResourceChange[]): void => {
  const reason = policyBody === undefined ? undefined : deniedByPolicy(policyBody, changes);
  if (reason !== undefined) throw validationError(reason);
};

/** GetStackPolicy and SetStackPolicy. */
export const stackPolicy = ({ engine: { store } }: OperationsContext): Readonly<Record<string, Operation>> => ({
  GetStackPolicy: operation<GetStackPolicyInput, object>(['StackName'], ({ StackName }) => ({
    StackPolicyBody: requireStack(store, StackName).policyBody,
  })),
  SetStackPolicy: operation<SetStackPolicyInput, undefined>(['StackName', 'StackPolicyBody'], (input) => {
    const { id } = requireStack(store, input.StackName);
    if (input.StackPolicyBody === undefined)
      throw validationError('Either StackPolicyBody or StackPolicyURL must be specified');
    checkPolicy(input.StackPolicyBody);
    store.change(id, { policyBody: input.StackPolicyBody });
  }),
});
