import {
  type ConformanceContext,
  compileRule,
  conformanceMessage,
  matchesTopicFilter,
  type Rule,
  SqlError,
  type SqlVersion,
} from '@signalbox/iot-sql';

export interface SqlCase {
  readonly sql: string;
  readonly awsIotSqlVersion: SqlVersion;
  readonly topic: string;
  readonly payload: Buffer;
  readonly context: ConformanceContext;
}

/** `refused`: the statement does not compile; `error` of a `no-match`: the message could not be evaluated. */
export type SqlOutcome =
  | { readonly kind: 'matched'; readonly output: Buffer }
  | { readonly kind: 'no-match'; readonly error?: string }
  | { readonly kind: 'refused'; readonly error: string };

const compiled = new Map<string, Rule | SqlError>();
const maxCompiled = 1000;

const compileAnew = (sql: string, version: SqlVersion): Rule | SqlError => {
  try {
    return compileRule(sql, { version });
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
};

/** Statements come again and again in a batch, so they are kept. */
const compile = (sql: string, version: SqlVersion): Rule | SqlError => {
  const key = `${version} ${sql}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  if (compiled.size >= maxCompiled) compiled.clear();
  const rule = compileAnew(sql, version);
  compiled.set(key, rule);
  return rule;
};

/** Does what a topic rule with this statement would do with the message. */
export const evaluateCase = ({ sql, awsIotSqlVersion, topic, payload, context }: SqlCase): SqlOutcome => {
  const rule = compile(sql, awsIotSqlVersion);
  if (rule instanceof SqlError) return { kind: 'refused', error: rule.message };
  const message = conformanceMessage(topic, payload, context);
  if (rule.topicFilter !== undefined && !matchesTopicFilter(rule.topicFilter, message.topic))
    return { kind: 'no-match' };
  const result = rule.evaluate(message);
  if (result.matched) return { kind: 'matched', output: Buffer.from(result.output) };
  return result.failure === undefined ? { kind: 'no-match' } : { kind: 'no-match', error: result.failure.message };
};
