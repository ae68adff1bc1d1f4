import { createCompileContext } from './compile/compile-expression.ts';
import { compileSelect } from './compile/compile-select.ts';
import { refuse } from './compile/evaluator.ts';
import { attempt, type EvaluationFailure } from './evaluation-failure.ts';
import type { Message } from './message.ts';
import { SqlError } from './sql-error.ts';
import { parseStatement } from './syntax/statement-parser.ts';
import { topicFilterFault } from './topics/topic-filter.ts';
import { DEFAULT_SQL_VERSION, type SqlVersion } from './values/sql-version.ts';

/** `failure` says why a message could not be evaluated; without one WHERE was not true. */
export type RuleResult = { matched: true; output: Uint8Array } | { matched: false; failure?: EvaluationFailure };

export type Rule = {
  /** Of the FROM clause; undefined for a rule that only Basic Ingest reaches. Whoever evaluates matches it first. */
  topicFilter: string | undefined;
  /** Never throws. The output is the payload itself for `SELECT *` over what is not JSON. */
  evaluate(message: Message): RuleResult;
};

const NO_MATCH: RuleResult = { matched: false };

/**
 * Compiles a rule's statement to closures, once.
 *
 * @throws SqlError and nothing else
 */
export function compileRule(sql: string, options: { version?: SqlVersion | undefined } = {}): Rule {
  const context = createCompileContext(sql, options.version ?? DEFAULT_SQL_VERSION);
  const statement = parseStatement(sql);
  const [variable] = statement.variables;
  if (variable !== undefined) throw refuse(context, 'UNSUPPORTED', 'the SET clause is not supported', variable);
  const { from } = statement;
  const fault = from === undefined ? undefined : topicFilterFault(from.topicFilter);
  if (from !== undefined && fault !== undefined) throw new SqlError('INVALID', fault, sql, from.offset);
  const where = statement.where === undefined ? () => true : context.compile(statement.where);
  const select = compileSelect(statement.select, context);

  const run = (message: Message): RuleResult =>
    where(message) === true ? { matched: true, output: select(message) } : NO_MATCH;
  return {
    topicFilter: from?.topicFilter,
    evaluate: (message) => {
      const result = attempt(() => run(message));
      return result.ok ? result.value : { matched: false, failure: result.failure };
    },
  };
}
