import { describe, expect, it } from 'vitest';
import { compileRule } from '../compile-rule.ts';
import { Message, type MessageFields } from '../message.ts';
import type { SqlVersion } from '../values/sql-version.ts';

/** An expression and its value as a rule writes it; the empty string is Undefined. */
type Row = readonly [expression: string, output: string];

/** The payload of every row: a value of each type. */
const PAYLOAD = '{"s":"abc","b":true,"a":[1,2],"o":{"k":1},"n":null,"i":7,"d":2.5,"w":10.0}';

function evaluateExpression(
  expression: string,
  fields: Partial<MessageFields> = {},
  version: SqlVersion = '2016-03-23',
): string {
  const rule = compileRule(`SELECT VALUE ${/^[[{(*]/.test(expression) ? expression : `(${expression})`}`, {
    version,
    random: { number: () => 0.8231909191640703, uuid: () => '123a4567-b89c-12d3-e456-789012345000' },
  });
  const message = new Message({ topic: 'a/b/c', payload: Buffer.from(PAYLOAD), receivedAt: 1481825251155, ...fields });
  const result = rule.evaluate(message);
  if (!result.matched) throw result.failure ?? new Error('no match');
  return Buffer.from(result.output).toString();
}

/** A table test: one row a test. */
export function describeFunction(name: string, rows: readonly Row[], fields: Partial<MessageFields> = {}): void {
  describe(name, () => {
    it.each(rows)('%s is %s', (expression, output) => {
      expect(evaluateExpression(expression, fields)).toBe(output);
    });
  });
}

/** Rows for arguments that a function of numbers cannot use. */
export function notNumbers(name: string, ...more: string[]): Row[] {
  const rest = more.map((argument) => `, ${argument}`).join('');
  return ['s', 'b', 'a', 'o', 'n', 'missing', "''", "'+1'", "'1e+2'"].map((argument) => [
    `${name}(${argument}${rest})`,
    '',
  ]);
}
