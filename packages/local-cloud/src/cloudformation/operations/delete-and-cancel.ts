import type {
  CancelUpdateStackInput,
  ContinueUpdateRollbackInput,
  DeleteStackInput,
  UpdateTerminationProtectionInput,
} from '@aws-sdk/client-cloudformation';
import { type Operation, operation } from '../../kernel/operation.ts';
import { inUseReason } from '../stack/outputs.ts';
import { isInProgress, type Stack } from '../stack/stack.ts';
import { validationError } from '../template/template-error.ts';
import { type OperationsContext, requireStack } from './operations-context.ts';
import { isTrue, listOf } from './query-values.ts';

const missing = (name: string) => `Stack [${name}] does not exist`;

/** A deletion that an import forbids is begun and taken back: the stack keeps its status and tells why. */
const cancelDeletion = ({ engine: { store } }: OperationsContext, stack: Stack, reason: string): void => {
  store.setStatus(stack.id, 'DELETE_IN_PROGRESS', 'User Initiated');
  store.setStatus(stack.id, 'UPDATE_ROLLBACK_IN_PROGRESS', `Delete canceled. ${reason}`);
  store.setStatus(stack.id, stack.status, `Delete canceled. ${reason}`);
};

const remove = (context: OperationsContext): Operation =>
  operation<DeleteStackInput, undefined>(['StackName', 'RetainResources', 'RoleARN'], (input) => {
    const stack = context.engine.store.find(input.StackName ?? '');
    if (stack === undefined || ['DELETE_COMPLETE', 'DELETE_IN_PROGRESS'].includes(stack.status)) return;
    if (stack.terminationProtection)
      throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    if (isInProgress(stack))
      throw validationError(`Stack [${stack.name}] cannot be deleted while in status ${stack.status}`);
    const retained = listOf<string>(input.RetainResources);
    if (retained.length > 0 && stack.status !== 'DELETE_FAILED')
      throw validationError(
        'Invalid operation on stack: RetainResources can be given only for a stack in DELETE_FAILED',
      );
    const reason = inUseReason(context.engine.store, stack);
    if (reason === undefined) context.begin.remove(stack.id, retained);
    else cancelDeletion(context, stack, reason);
  });

const cancelUpdate = ({ engine }: OperationsContext): Operation =>
  operation<CancelUpdateStackInput, undefined>(['StackName'], ({ StackName }) => {
    const { id, status } = requireStack(engine.store, StackName, missing);
    if (status !== 'UPDATE_IN_PROGRESS')
      throw validationError(`CancelUpdateStack cannot be called from current stack status ${status}`);
    engine.cancelled.add(id);
    engine.callOff.get(id)?.abort();
  });

const continueRollback = ({ engine: { store }, begin }: OperationsContext): Operation =>
  operation<ContinueUpdateRollbackInput, object>(['StackName', 'RoleARN'], ({ StackName }) => {
    const { id, status } = requireStack(store, StackName, missing);
    if (status !== 'UPDATE_ROLLBACK_FAILED')
      throw validationError(`Stack [${id}] is in ${status} state and cannot continue its update rollback`);
    begin.continueRollback(id);
    return {};
  });

const protect = ({ engine: { store } }: OperationsContext): Operation =>
  operation<UpdateTerminationProtectionInput, object>(['StackName', 'EnableTerminationProtection'], (input) => {
    const { id } = requireStack(store, input.StackName, missing);
    store.change(id, { terminationProtection: isTrue(input.EnableTerminationProtection) });
    return { StackId: id };
  });

/** DeleteStack, CancelUpdateStack, ContinueUpdateRollback and UpdateTerminationProtection. */
export const deleteAndCancel = (context: OperationsContext): Readonly<Record<string, Operation>> => ({
  CancelUpdateStack: cancelUpdate(context),
  ContinueUpdateRollback: continueRollback(context),
  DeleteStack: remove(context),
  UpdateTerminationProtection: protect(context),
});
