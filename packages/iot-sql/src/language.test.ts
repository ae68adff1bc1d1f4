import { describe, expect, it } from 'vitest';
import { compileRule } from './compile-rule.ts';
import { compileTemplate } from './compile-template.ts';
import { Message } from './message.ts';
import type { SqlVersion } from './values/sql-version.ts';

function message(payload: string, fields: { topic?: string } = {}): Message {
  return new Message({ topic: 'a/b', receivedAt: 0, ...fields, payload: Buffer.from(payload) });
}

function run(sql: string, payload: string, version: SqlVersion = '2016-03-23'): string | undefined {
  const result = compileRule(sql, { version }).evaluate(message(payload));
  return result.matched ? Buffer.from(result.output).toString() : result.failure?.code;
}

const SENSORS = JSON.stringify({
  e: [
    { n: 'temperature', u: 'Cel', t: 1234, v: 22.5 },
    { n: 'light', u: 'lm', t: 1235, v: 135 },
    { n: 'acidity', u: 'pH', t: 1235, v: 7 },
  ],
  o: { a: 1, l: [{ x: 1 }, { x: 2 }] },
  arr: [1, 2, 3, 'three', 5.7, null],
});

describe('SET', () => {
  it('sets variables for SET, SELECT, WHERE and nested queries', () => {
    const sql = `SET @x = a + 1, @y = @x * 2, @o = {'k': @y}
      SELECT @x AS x, @o.k AS y, (SELECT VALUE v FROM l WHERE v > @x) AS l, @y FROM 'a/b' WHERE @y = 4`;
    expect(run(sql, '{"a":1,"l":[{"v":2},{"v":3}]}')).toBe('{"x":2,"y":4,"l":[3]}');
    expect(run(sql, '{"a":2,"l":[]}')).toBeUndefined();
  });

  it('takes ten variables', () => {
    const set = (count: number) => Array.from({ length: count }, (_, i) => `@v${i} = ${i}`).join(', ');
    expect(run(`SET ${set(10)} SELECT @v9 AS v`, '{}')).toBe('{"v":9}');
    expect(() => run(`SET ${set(11)} SELECT @v9 AS v`, '{}')).toThrow('at most 10 variables');
  });

  it('evaluates once for the statement and its templates', () => {
    const ids = ['uuid-1', 'uuid-2'];
    const random = { number: () => 0.5, uuid: () => ids.shift() ?? '' };
    const rule = compileRule('SET @id = newuuid() SELECT @id AS a, @id AS b', { version: '2016-03-23', random });
    const template = compileTemplate('keys/${@id}', { version: '2016-03-23', variables: rule.variables });
    const [first, second] = [message('{}'), message('{}')];
    const result = rule.evaluate(first);
    expect(result.matched && Buffer.from(result.output).toString()).toBe('{"a":"uuid-1","b":"uuid-1"}');
    expect(template.render(first)).toEqual({ ok: true, value: 'keys/uuid-1' });
    expect(template.render(second)).toEqual({ ok: true, value: 'keys/uuid-2' });
  });
});

describe('SELECT VALUE', () => {
  it.each([
    ['SELECT VALUE color', '"red"'],
    ['SELECT VALUE arr', '[1,2]'],
    ['SELECT VALUE *', '{"color":"red","arr":[1,2],"o":{"m":[1]}}'],
    ['SELECT VALUE *.o.m', '[1]'],
    ['SELECT VALUE o.*', '{"m":[1]}'],
    ['SELECT VALUE missing', ''],
    ["SELECT {'c': color}", '{"c":"red"}'],
    ["SELECT {'c': color, 'x': missing} AS o", '{"o":{"c":"red"}}'],
  ])('%s gives %s', (sql, output) => {
    expect(run(sql, '{"color":"red","arr":[1,2],"o":{"m":[1]}}')).toBe(output);
  });

  it('passes what is not JSON through *', () => expect(run('SELECT VALUE *', 'no json')).toBe('no json'));
});

describe('CASE', () => {
  const COLORS = "CASE color WHEN 'green' THEN 'go' WHEN 'red' THEN 'stop' WHEN 'red' THEN 'never' ELSE 'none' END";
  it.each([
    [COLORS, '{"color":"red"}', '{"r":"stop"}'],
    [COLORS, '{"color":"blue"}', '{"r":"none"}'],
    [COLORS, '{"color":null}', '{"r":"none"}'],
    [COLORS, '{}', '{}'],
    ["CASE color WHEN 'green' THEN 'go' END", '{"color":"red"}', '{}'],
    ['CASE color WHEN missing THEN 1 ELSE 2 END', '{"color":"red"}', '{"r":2}'],
    ["CASE WHEN color = 'red' THEN 1 WHEN missing THEN 2 ELSE 3 END", '{"color":"red"}', '{"r":1}'],
    ["CASE WHEN color = 'red' THEN 1 WHEN missing > 2 THEN 2 ELSE 3 END", '{}', '{"r":3}'],
    ['CASE color WHEN 1 THEN 1 ELSE CASE WHEN true THEN 2 END END', '{"color":"1"}', '{"r":2}'],
  ])('%s of %s is %s', (expression, payload, output) => {
    expect(run(`SELECT ${expression} AS r`, payload)).toBe(output);
  });
});

describe('nested object queries', () => {
  it.each([
    ['(SELECT VALUE n FROM e)', '["temperature","light","acidity"]'],
    ["(SELECT v FROM e WHERE n = 'temperature')", '[{"v":22.5}]'],
    ["get((SELECT v FROM e WHERE n = 'temperature'), 0).v", '22.5'],
    ['(SELECT n AS name.short, missing FROM e WHERE t = 1234)', '[{"name":{"short":"temperature"}}]'],
    ['(SELECT *, upper(n) AS n FROM e WHERE v = 7)', '[{"n":"ACIDITY","u":"pH","t":1235,"v":7}]'],
    ['(SELECT a FROM o)', '[{"a":1}]'],
    ['(SELECT a FROM o WHERE a = 2)', '[]'],
    ['(SELECT VALUE (SELECT VALUE x FROM l) FROM o)', '[[1,2]]'],
    ['(SELECT VALUE x FROM o.l WHERE x > 1)', '[2]'],
    ['(SELECT * FROM arr AS a WHERE a > 2)', '[3,5.7]'],
    ['(SELECT VALUE a.v FROM e AS a WHERE a.t = 1234)', '[22.5]'],
    ['(SELECT VALUE missing FROM e)', '[]'],
    ['(SELECT * FROM missing)', undefined],
    ['(SELECT * FROM o.a)', undefined],
    ['(SELECT topic(2) AS t FROM o)', '[{"t":"b"}]'],
    ['(SELECT o FROM e WHERE v = 7)', '[{}]'],
  ])('%s is %s', (query, output) => {
    expect(run(`SELECT ${query} AS r`, SENSORS)).toBe(output === undefined ? '{}' : `{"r":${output}}`);
  });

  it('need SQL 2016-03-23', () => {
    expect(() => run('SELECT (SELECT n FROM e) AS r', '{}', '2015-10-08')).toThrow('needs awsIotSqlVersion 2016-03-23');
  });
});

describe('IN and EXISTS', () => {
  it.each([
    ['3 IN arr', true],
    ["'three' in arr", true],
    ['5.70 in arr', true],
    ['null in arr', true],
    ['4 in arr', false],
    ["'3' in arr", false],
    ['missing in arr', false],
    ['3 in o', false],
    ['3 in [1, 3]', true],
    ["'light' in (SELECT VALUE n FROM e)", true],
    ['exists (select * from arr as a where a = 3)', true],
    ['exists (select * from e where v = 8)', false],
    ['NOT exists (select * from e where v = 8) AND 3 in arr', true],
  ])('%s is %s', (where, matched) => {
    expect(run(`SELECT 1 AS a WHERE ${where}`, SENSORS)).toBe(matched ? '{"a":1}' : undefined);
  });
});

describe('payloads', () => {
  it('adds to an empty one', () => {
    expect(run('SELECT *, topic() AS t, a', '')).toBe('{"t":"a/b"}');
    expect(run('SELECT a WHERE a = 1', '')).toBeUndefined();
  });

  it('decodes what is not a JSON object', () => {
    const decoded = "decode(encode(*, 'base64'), 'base64')";
    expect(run(`SELECT ${decoded} AS value WHERE ${decoded} > 50`, '80')).toBe('{"value":80}');
    expect(run(`SELECT ${decoded} AS value WHERE ${decoded} > 50`, '40')).toBeUndefined();
    expect(run(`SELECT ${decoded} AS value`, 'text')).toBe('{"value":"text"}');
  });
});

describe('a call with a wrong number of arguments', () => {
  it.each(['topic(1, 2)', 'abs()', 'substring(a)', 'newuuid(1)'])('%s is Undefined', (call) => {
    expect(run(`SELECT ${call} AS r, 1 AS one`, '{"a":"x"}')).toBe('{"one":1}');
  });
});
