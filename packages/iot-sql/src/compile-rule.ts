import { compileSelect } from './compile/compile-select.ts';
import { type CompileOptions, createCompileContext } from './compile/create-compile-context.ts';
import type { CompileContext } from './compile/evaluator.ts';
import { Variables } from './compile/variables.ts';
import { EvaluationFailure, failureOf } from './evaluation-failure.ts';
import type { Message } from './message.ts';
import type { SqlPorts } from './ports/sql-ports.ts';
import { SqlError } from './sql-error.ts';
import type { Statement } from './syntax/ast.ts';
import { parseStatement } from './syntax/statement-parser.ts';
import { topicFilterFault } from './topics/topic-filter.ts';

/** `failure` says why a message could not be evaluated; without one WHERE was not true. */
export type RuleResult = { matched: true; output: Uint8Array } | { matched: false; failure?: EvaluationFailure };

type Compiled<Result> = {
  /** Of the FROM clause; undefined for a rule that only Basic Ingest reaches. Whoever evaluates matches it first. */
  topicFilter: string | undefined;
  /** Of the SET clause, for the substitution templates of the rule's actions. */
  variables: Variables;
  /** Never throws, never rejects. The output is the payload itself for `SELECT *` over what is not JSON. */
  evaluate(message: Message): Result;
};

export type Rule = Compiled<RuleResult>;
/** Compiled with ports: a promise only for a message that a port was asked about. */
export type RuleWithPorts = Compiled<RuleResult | Promise<RuleResult>>;

const NO_MATCH: RuleResult = { matched: false };

/**
 * Compiles a rule's statement to closures, once. A statement that needs the outside compiles only with the ports that it calls.
 *
 * @throws SqlError and nothing else
 */
export function compileRule(sql: string, options?: Omit<CompileOptions, 'ports'>): Rule;
export function compileRule(sql: string, options: CompileOptions & { ports: SqlPorts }): RuleWithPorts;
export function compileRule(sql: string, options: CompileOptions = {}): RuleWithPorts {
  const statement = parseStatement(sql);
  const variables = new Variables();
  const context = createCompileContext(sql, options, variables);
  for (const clause of statement.variables) variables.add(clause, context);
  const { from } = statement;
  const fault = from === undefined ? undefined : topicFilterFault(from.topicFilter);
  if (from !== undefined && fault !== undefined) throw new SqlError('INVALID', fault, sql, from.offset);
  const run = compileStatement(statement, variables, context);
  const evaluate = (message: Message): RuleResult => {
    try {
      return run(message);
    } catch (error) {
      return { matched: false, failure: failureOf(error) };
    }
  };
  return {
    topicFilter: from?.topicFilter,
    variables,
    evaluate: options.ports === undefined ? evaluate : (message) => context.session.run(() => evaluate(message)),
  };
}

function compileStatement(
  statement: Statement,
  variables: Variables,
  context: CompileContext,
): (message: Message) => RuleResult {
  const where = statement.where === undefined ? () => true : context.compile(statement.where);
  const select = compileSelect(statement.select, context);
  const act = (message: Message): RuleResult =>
    where(message) === true ? { matched: true, output: select(message) } : NO_MATCH;
  // "Calling get_dynamodb() multiple times in a single SQL statement causes the rule to terminate without invoking any actions."
  if (context.calls.filter((name) => name === 'get_dynamodb').length > 1) {
    return () => ({ matched: false, failure: new EvaluationFailure('GET_DYNAMODB_TWICE') });
  }
  if (statement.variables.length === 0) return act;
  return (message) => {
    variables.evaluateAll(message);
    return act(message);
  };
}
