import { compileRule } from './compile-rule.ts';
import { type ConformanceContext, conformanceMessage } from './conformance-message.ts';
import { SqlError } from './sql-error.ts';
import { matchesTopicFilter } from './topics/topic-filter.ts';
import type { SqlVersion } from './values/sql-version.ts';

/** One case of the conformance files: a statement, a message, the document that AWS would emit. */
export type ConformanceCase = {
  id: string;
  sql: string;
  awsIotSqlVersion: SqlVersion;
  topic: string;
  payload?: unknown;
  /** Bytes as text, where spelling matters. */
  rawPayload?: string;
  context?: ConformanceContext;
  expected?: unknown;
  rawExpected?: string;
  expectNoAction?: boolean;
};

export type ConformanceOutcome =
  | { outcome: 'passed' }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'failed'; expected: string; actual: string };

const NO_ACTION = 'no action';

/** `refused`: the statement did not compile, for a reason that names the missing feature. */
export function runCase(testCase: ConformanceCase): ConformanceOutcome {
  const actual = evaluate(testCase);
  if (actual instanceof SqlError) return { outcome: 'refused', reason: actual.reason };
  const expected = expectedText(testCase);
  if (actual === expected || sameJson(testCase, actual, expected)) return { outcome: 'passed' };
  return { outcome: 'failed', expected, actual };
}

function evaluate(testCase: ConformanceCase): string | SqlError {
  try {
    const rule = compileRule(testCase.sql, { version: testCase.awsIotSqlVersion });
    const payload = Buffer.from(testCase.rawPayload ?? JSON.stringify(testCase.payload));
    const message = conformanceMessage(testCase.topic, payload, testCase.context);
    if (rule.topicFilter !== undefined && !matchesTopicFilter(rule.topicFilter, message.topic)) return NO_ACTION;
    const result = rule.evaluate(message);
    return result.matched ? Buffer.from(result.output).toString() : NO_ACTION;
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
}

function expectedText(testCase: ConformanceCase): string {
  if (testCase.expectNoAction) return NO_ACTION;
  return testCase.rawExpected ?? JSON.stringify(testCase.expected);
}

/** Where bytes are not asked for, key order and the spelling of numbers do not count. */
function sameJson(testCase: ConformanceCase, actual: string, expected: string): boolean {
  if (testCase.rawExpected !== undefined || actual === NO_ACTION || expected === NO_ACTION) return false;
  return actual !== '' && sortedJson(JSON.parse(actual)) === sortedJson(JSON.parse(expected));
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
