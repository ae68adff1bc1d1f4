import type { Message } from '../message.ts';
import { SqlError, type SqlErrorCode } from '../sql-error.ts';
import type { Expression } from '../syntax/ast.ts';
import type { SqlValue } from '../values/sql-value.ts';
import type { SqlVersion } from '../values/sql-version.ts';

/** A compiled expression. */
export type Evaluator = (message: Message) => SqlValue;

/** What compiling needs beside the node. */
export interface CompileContext {
  /** The statement, for error messages. */
  readonly text: string;
  readonly version: SqlVersion;
  /** Compiles a part of the node. @throws SqlError UNSUPPORTED, INVALID */
  compile(node: Expression): Evaluator;
}

export function refuse(
  context: CompileContext,
  code: SqlErrorCode,
  reason: string,
  node: { offset: number },
): SqlError {
  return new SqlError(code, reason, context.text, node.offset);
}

/** @throws SqlError UNSUPPORTED when the statement's version is older than the feature */
export function requireVersion2016(context: CompileContext, feature: string, node: { offset: number }): void {
  if (context.version === '2016-03-23') return;
  throw refuse(context, 'UNSUPPORTED', `${feature} needs awsIotSqlVersion 2016-03-23`, node);
}
