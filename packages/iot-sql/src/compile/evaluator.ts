import type { Message } from '../message.ts';
import type { PortSession } from '../ports/port-session.ts';
import type { SqlPorts } from '../ports/sql-ports.ts';
import type { RandomSource } from '../random-source.ts';
import { SqlError, type SqlErrorCode } from '../sql-error.ts';
import type { Expression } from '../syntax/ast.ts';
import type { SqlValue } from '../values/sql-value.ts';
import type { SqlVersion } from '../values/sql-version.ts';
import type { Row } from './row.ts';
import type { Variables } from './variables.ts';

/** A compiled expression. Synchronous; it throws PortCall where it must wait, EvaluationFailure where it cannot go on. */
export type Evaluator = (message: Message) => SqlValue;

/** What compiling needs beside the node. */
export interface CompileContext {
  /** The statement, for error messages. */
  readonly text: string;
  readonly version: SqlVersion;
  readonly ports: SqlPorts;
  readonly session: PortSession;
  readonly random: RandomSource;
  /** Those that are set before the expression. */
  readonly variables: Variables | undefined;
  /** Inside a nested object query: what its names refer to, instead of the payload. */
  readonly row: Row | undefined;
  /** The names of the functions that the statement calls, one entry a call. */
  readonly calls: string[];
  /** Compiles a part of the node. @throws SqlError UNSUPPORTED, INVALID */
  compile(node: Expression): Evaluator;
  /** As `compile`, but a nested query over an object gives the selected object, not an array of it. */
  compileUnwrapped(node: Expression): Evaluator;
}

export function refuse(
  context: CompileContext,
  code: SqlErrorCode,
  reason: string,
  node: { offset: number },
): SqlError {
  return new SqlError(code, reason, context.text, node.offset);
}

/** @throws SqlError INVALID when the statement's version is older than the feature */
export function requireVersion2016(context: CompileContext, feature: string, node: { offset: number }): void {
  if (context.version === '2016-03-23') return;
  throw refuse(context, 'INVALID', `${feature} needs awsIotSqlVersion 2016-03-23`, node);
}
