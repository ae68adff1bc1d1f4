import { PortSession } from '../ports/port-session.ts';
import type { SqlPorts } from '../ports/sql-ports.ts';
import { type RandomSource, SYSTEM_RANDOM } from '../random-source.ts';
import { DEFAULT_SQL_VERSION, type SqlVersion } from '../values/sql-version.ts';
import { compileExpression } from './compile-expression.ts';
import { compileQuery } from './compile-query.ts';
import type { CompileContext } from './evaluator.ts';
import type { Row } from './row.ts';
import type { Variables } from './variables.ts';

export type CompileOptions = {
  /** An omitted version means 2015-10-08. */
  version?: SqlVersion | undefined;
  ports?: SqlPorts | undefined;
  random?: RandomSource | undefined;
};

export function createCompileContext(text: string, options: CompileOptions, variables?: Variables): CompileContext {
  return withCompile({
    text,
    version: options.version ?? DEFAULT_SQL_VERSION,
    ports: options.ports ?? {},
    session: variables?.session ?? new PortSession(),
    random: options.random ?? SYSTEM_RANDOM,
    variables,
    row: undefined,
    calls: [],
  });
}

/** For the inside of a nested object query. */
export function withRow(context: CompileContext, row: Row): CompileContext {
  return withCompile({ ...context, row });
}

function withCompile(fields: Omit<CompileContext, 'compile' | 'compileUnwrapped'>): CompileContext {
  const context: CompileContext = {
    ...fields,
    compile: (node) => compileExpression(node, context),
    compileUnwrapped: (node) =>
      node.kind === 'query' ? compileQuery(node, context, { unwrapsObject: true }) : compileExpression(node, context),
  };
  return context;
}
