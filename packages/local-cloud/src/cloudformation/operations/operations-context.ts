import type { CloudContext } from '../../kernel/context.ts';
import type { Begin } from '../stack/begin.ts';
import type { Engine } from '../stack/engine.ts';
import type { Stack } from '../stack/stack.ts';
import type { StackStore } from '../stack/stack-store.ts';
import { validationError } from '../template/template-error.ts';

/** What the operations of the API work with. */
export interface OperationsContext {
  readonly cloud: CloudContext;
  readonly engine: Engine;
  readonly begin: Begin;
}

/** @throws AwsError ValidationError with the words of `message`, by default those of DescribeStacks */
export const requireStack = (
  store: StackStore,
  nameOrId: string | undefined,
  message: (name: string) => string = (name) => `Stack with id ${name} does not exist`,
): Stack => {
  const stack = nameOrId === undefined ? undefined : store.find(nameOrId);
  if (stack === undefined) throw validationError(message(nameOrId ?? ''));
  return stack;
};

const stackArn = (context: CloudContext, name: string, id: string): string =>
  context.arn('cloudformation', `stack/${name}/${id}`);

/** A stack of which nothing exists yet. @throws AwsError ValidationError for a bad name */
export const newStack = ({ cloud, engine }: OperationsContext, name: string): Stack => {
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name))
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  return {
    id: stackArn(cloud, name, engine.newId()),
    name,
    status: '',
    createdAt: engine.now(),
    outputs: [],
    onFailure: 'ROLLBACK',
    disableRollback: false,
    terminationProtection: false,
  };
};

const updatable = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_FAILED']);

/** @throws AwsError ValidationError if the stack cannot be updated in its status */
export const requireUpdatable = ({ id, status, disableRollback }: Stack): void => {
  if (updatable.has(status) || (status === 'CREATE_FAILED' && disableRollback)) return;
  throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
};
