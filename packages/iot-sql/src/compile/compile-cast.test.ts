import { describe, expect, it } from 'vitest';
import { compileRule } from '../compile-rule.ts';
import { describeFunction } from '../functions/describe-function.ts';
import { Message } from '../message.ts';

const OTHERS = ['a', 'o', 'n', 'missing'];
const undefinedFor = (type: string, more: string[] = []): [string, string][] =>
  [...OTHERS, ...more].map((value) => [`cast(${value} AS ${type})`, '']);

describeFunction('cast to Int', [
  ['cast(true as Int)', '1'],
  ['cast(false as integer)', '0'],
  ['cast("12" as Int)', '12'],
  ['cast(12.9 as Int)', '12'],
  ['cast(-12.1 as Int)', '-13'],
  ["cast('1.9' as Int)", '1'],
  ["cast('x' as Int)", ''],
  ...undefinedFor('Int', ["''", 's']),
]);

describeFunction('cast to Decimal', [
  ['cast("5E-12" as Decimal)', '5E-12'],
  ['cast("-1.2" as Decimal)', '-1.2'],
  ['cast(5 as Decimal)', '5'],
  ['cast(10.0 as Decimal)', '10'],
  ['cast(true as Decimal)', '1'],
  ['cast(0.12345678901234567890 as Decimal)', '0.1234567890123456789'],
  ['cast(0.12345678901234567890 as Double)', '0.12345678901234568'],
  ["cast('1e+2' as Decimal)", ''],
  ...undefinedFor('Decimal', ['s']),
  ...undefinedFor('DOUBLE', ['s']),
]);

describeFunction('cast to Boolean', [
  ['cast(0 as Bool)', 'false'],
  ['cast(0.0 as Boolean)', 'false'],
  ['cast(0.5 as Boolean)', 'true'],
  ['cast(-1 as Boolean)', 'true'],
  ["cast('TRUE' as Boolean)", 'true'],
  ["cast('yes' as Boolean)", ''],
  ...undefinedFor('Boolean', ['s']),
]);

describeFunction('cast to String', [
  ['cast(5 as varchar)', '"5"'],
  ['cast(2.50 as String)', '"2.5"'],
  ['cast(5E-12 as Text)', '"5E-12"'],
  ['cast(true as nvarchar)', '"true"'],
  ["cast('x' as ntext)", '"x"'],
  ['cast(a as String)', '"[1,2]"'],
  ['cast(o as String)', '"{\\"k\\":1}"'],
  ['cast(n as String)', ''],
  ['cast(missing as String)', ''],
]);

describe('cast in SQL 2015-10-08', () => {
  it('keeps a whole Double a Double', () => {
    const rule = compileRule('SELECT cast(5 as Double) AS r', { version: '2015-10-08' });
    const result = rule.evaluate(new Message({ topic: 'a', payload: Buffer.from('{}'), receivedAt: 0 }));
    expect(result.matched && Buffer.from(result.output).toString()).toBe('{"r":5.0}');
  });

  it.each(['Decimal', 'Bool', 'Boolean'])('does not know %s', (type) => {
    expect(() => compileRule(`SELECT cast(a AS ${type}) AS r`, { version: '2015-10-08' })).toThrow('2016-03-23');
  });
});
