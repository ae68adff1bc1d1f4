import type { CloudContext } from '../../kernel/context.ts';
import type { Environments } from '../runtime/environments.ts';
import type { CodeStore } from './code-store.ts';
import type { FunctionStore } from './function-store.ts';
import type { FunctionArn } from './resolve-version.ts';

/** What the operations on functions work with. */
export interface LambdaParts {
  readonly context: CloudContext;
  readonly store: FunctionStore;
  readonly code: CodeStore;
  readonly arn: FunctionArn;
  readonly environments: Environments;
}
