import { describe, expect, it } from 'vitest';
import { compileRule } from './compile-rule.ts';
import { Message } from './message.ts';
import { SqlError } from './sql-error.ts';
import type { SqlVersion } from './values/sql-version.ts';

const INGEST =
  "SELECT encode(*,'base64') AS payload, topic() AS topic, clientid() AS clientId, timestamp() AS receivedAt FROM 'dt/#'";

function message(payload: string | Uint8Array, fields: { topic?: string; clientId?: string } = {}): Message {
  return new Message({ topic: 'a/b', receivedAt: 1_700_000_000_123, ...fields, payload: Buffer.from(payload) });
}

function run(sql: string, payload: string, version: SqlVersion = '2016-03-23'): string | undefined {
  const result = compileRule(sql, { version }).evaluate(message(payload));
  return result.matched ? Buffer.from(result.output).toString() : result.failure?.code;
}

function refusal(sql: string, version: SqlVersion = '2016-03-23'): SqlError {
  try {
    compileRule(sql, { version });
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  throw new Error(`compiled: ${sql}`);
}

describe('the ingest rule', () => {
  const rule = compileRule(INGEST, { version: '2016-03-23' });

  it.each(['', 'not json', '{"t":10.0}', '\u0000\u00ff'])('wraps %j without parsing it', (text) => {
    const input = message(Buffer.from(text, 'latin1'), { topic: 'dt/demo/pump-7/telemetry', clientId: 'pump-7' });
    Object.defineProperty(input, 'document', {
      get: () => {
        throw new Error('the payload was parsed');
      },
    });
    const result = rule.evaluate(input);
    expect(result.matched && Buffer.from(result.output).toString()).toBe(
      JSON.stringify({
        payload: Buffer.from(text, 'latin1').toString('base64'),
        topic: 'dt/demo/pump-7/telemetry',
        clientId: 'pump-7',
        receivedAt: 1_700_000_000_123,
      }),
    );
  });

  it('says n/a for a message that did not come over MQTT', () => {
    const result = rule.evaluate(message('{}'));
    expect(result.matched && JSON.parse(Buffer.from(result.output).toString()).clientId).toBe('n/a');
  });
});

describe('SELECT', () => {
  it('passes what is not JSON through *', () => expect(run('SELECT *', 'not json')).toBe('not json'));
  it('keeps the empty payload', () => expect(run('SELECT *', '')).toBe(''));
  it('writes JSON anew', () => expect(run('SELECT *', '{ "a" : [1, {"b": null}] }')).toBe('{"a":[1,{"b":null}]}'));
  it('omits Undefined, keeps Null', () =>
    expect(run('SELECT a, missing, n, a.b.c AS d', '{"a":1,"n":null}')).toBe('{"a":1,"n":null}'));
  it('adds to *', () => expect(run("SELECT *, 15 AS speed, 'x' AS a", '{"a":1}')).toBe('{"a":"x","speed":15}'));
  it('takes * in the middle with an alias', () =>
    expect(run('SELECT 1 AS v, * AS all, topic(2) AS t', '{"a":1}')).toBe('{"v":1,"all":{"a":1},"t":"b"}'));
  it('spreads an object', () =>
    expect(run('SELECT a.b.*, c', '{"a":{"b":{"x":1,"y":2}},"c":3}')).toBe('{"x":1,"y":2,"c":3}'));
  it('builds nested objects from dotted aliases without touching the payload', () =>
    expect(run('SELECT *, 1 AS s.d.c, s AS old', '{"s":{"d":{"k":0}}}')).toBe(
      '{"s":{"d":{"k":0,"c":1}},"old":{"d":{"k":0}}}',
    ));
  it('names what has no alias after its last segment or its function', () =>
    expect(run('SELECT color.red, topic(1)', '{"color":{"red":255}}')).toBe('{"red":255,"topic":"a"}'));
  it('indexes arrays', () =>
    expect(run('SELECT l[1].x AS a, l[9] AS b, l[-1] AS c', '{"l":[0,{"x":5}]}')).toBe('{"a":5}'));
  it('accepts a trailing comma, double quotes and any case', () =>
    expect(run('select A as x, TOPIC() as t, from "a/#" where A = "q"', '{"A":"q"}')).toBe('{"x":"q","t":"a/b"}'));
  it('reads attributes that are called like keywords', () =>
    expect(run('SELECT value, timestamp, a.from, case', '{"value":1,"timestamp":2,"a":{"from":3},"case":4}')).toBe(
      '{"value":1,"timestamp":2,"from":3,"case":4}',
    ));
  it('has array and object literals', () =>
    expect(run("SELECT [a, 2, missing] AS l, {'k': a, 'u': missing} AS o", '{"a":1}')).toBe('{"l":[1,2],"o":{"k":1}}'));
  it('encodes attributes as strings', () =>
    expect(
      run(
        "SELECT encode(a, 'base64') AS a, encode(o, 'base64') AS o, encode(n, 'base64') AS n",
        '{"a":"hi","o":{"k":1},"n":null}',
      ),
    ).toBe(`{"a":"${btoa('hi')}","o":"${btoa('{"k":1}')}"}`));
  it('does not see inherited or magic keys', () => {
    expect(run('SELECT toString, constructor.name AS c, __proto__ AS p', '{"a":1}')).toBe('{}');
    expect(run('SELECT *, 1 AS x', '{"__proto__":{"x":9}}')).toBe('{"__proto__":{"x":9},"x":1}');
  });
});

describe('numbers', () => {
  it('emits a decimal without fraction as an integer in 2016-03-23 only', () => {
    expect(run('SELECT a', '{"a":10.0}')).toBe('{"a":10}');
    expect(run('SELECT a', '{"a":10.0}', '2015-10-08')).toBe('{"a":10.0}');
  });
  it('keeps 16 digits that a double does not', () =>
    expect(run('SELECT *, a AS b', '{"a":9.000000000000001,"id":"1e4-12.0"}')).toBe(
      '{"a":9.000000000000001,"id":"1e4-12.0","b":9.000000000000001}',
    ));
  it('keeps all digits', () =>
    expect(run('SELECT *', '{"i":12345678901234567890,"d":0.1234567890123456789}')).toBe(
      '{"i":12345678901234567890,"d":0.1234567890123456789}',
    ));
  it('calculates in decimal', () =>
    expect(run('SELECT 0.1 + 0.2 AS a, 9007199254740991 + 2 AS b', '{}')).toBe('{"a":0.3,"b":9007199254740993}'));
  it('divides Int by Int to Int where that is exact, anything else to Decimal', () => {
    expect(run('SELECT a / 5 AS a, b / 4 AS b, 1 / 0 AS c, 1 / 3 AS d', '{"a":10,"b":10.0}')).toBe(
      '{"a":2,"b":2.5,"d":0.3333333333333333333333333333333333}',
    );
    expect(run('SELECT a / 5 AS a, b / 5 AS b', '{"a":10,"b":10.0}', '2015-10-08')).toBe('{"a":2,"b":2.0}');
  });
  it('spells small and large decimals as Java does', () =>
    expect(run('SELECT *, a / 10 AS d', '{"a":5E-12,"b":0.000001,"c":1.5e40}')).toBe(
      '{"a":5E-12,"b":0.000001,"c":1.5E+40,"d":5E-13}',
    ));
  it('compares an Int with a Decimal', () =>
    expect(run('SELECT a = 10 AS r, a < 10.5 AS s', '{"a":10.0}')).toBe('{"r":true,"s":true}'));
  it('survives absurd exponents', () => expect(run('SELECT *, a + 1 AS b', '{"a":1e999999999,"c":1}')).toBe('{"c":1}'));
  it('negates', () => expect(run('SELECT -a AS n, -5 AS m, 3 - -2 AS p', '{"a":2}')).toBe('{"n":-2,"m":-5,"p":5}'));
});

describe('WHERE', () => {
  it.each([
    ['t > 50 AND on', true],
    ['t > 50 AND NOT on', false],
    ['t > 100 OR on', true],
    ["name = 'x'", true],
    ["name <> 'x'", false],
    ['missing > 5', false],
    ['missing <> 5', false],
    ["on = 'true'", false],
    ["'5' + 1 = '51'", true],
    ["'60' > t", false],
    ['(t + 1) * 2 % 7 >= 1.5 - 1', true],
    ['NOT t = 1', true],
    ['t', false],
  ])('%s is %s', (where, matched) => {
    expect(run(`SELECT 1 AS a FROM 'x' WHERE ${where}`, '{"t":80,"on":true,"name":"x"}')).toBe(
      matched ? '{"a":1}' : undefined,
    );
  });
  it('cannot see aliases', () => expect(run('SELECT t AS x WHERE x = 1', '{"t":1}')).toBeUndefined());
  it('fails on what is not JSON only when it needs JSON', () => {
    expect(run('SELECT * WHERE t = 1', 'no')).toBe('PAYLOAD_NOT_JSON');
    expect(run('SELECT * WHERE timestamp() % 2 = 1', 'no')).toBe('no');
    expect(run('SELECT *, 1 AS x', '[1]')).toBe('PAYLOAD_NOT_AN_OBJECT');
  });
  it('fails on JSON too deep to write', () => {
    const deep = '['.repeat(60_000) + ']'.repeat(60_000);
    expect(run('SELECT *', deep)).toBe('TOO_DEEP');
  });
});

describe('refusals', () => {
  it.each([
    ["SELECT foo(a) AS r FROM 'x'", 'INVALID', 'there is no function foo()', 8],
    ['SELECT cast(a AS Date) AS r', 'INVALID', 'cast() knows no type Date', 8],
    ['SELECT EXISTS (a) AS r', 'INVALID', 'EXISTS takes a nested object query', 8],
    ['SELECT VALUE a, b', 'INVALID', 'SELECT VALUE takes one projection', 1],
    ['SELECT VALUE a AS b', 'INVALID', 'SELECT VALUE takes no alias', 14],
    ['SELECT @x AS y', 'INVALID', '@x is not set', 8],
    ['SET @x = @y, @y = 1 SELECT 1 AS a', 'INVALID', '@y is not set', 10],
    ['SET @x = 1, @x = 2 SELECT 1 AS a', 'INVALID', '@x is set twice', 13],
    ['SET @x = 1 SET @y = 2 SELECT 1 AS a', 'SYNTAX', 'expected SELECT, found SET', 12],
    [`SET @${'x'.repeat(65)} = 1 SELECT 1 AS a`, 'INVALID', 'the name of a variable has at most 64 characters', 5],
    [
      "SELECT get_secret('a', 'SecretString', 'r')",
      'UNSUPPORTED',
      'the function get_secret() needs a service that is not here',
      8,
    ],
    ['SELECT a + 1', 'UNSUPPORTED', 'a projection that is neither an attribute nor a call needs AS', 10],
    ["SELECT a FROM 'x/#/y'", 'INVALID', '"#" must be the whole last level of a topic filter', 15],
    ["SELECT encode(a, 'hex') AS r", 'UNSUPPORTED', "the second argument of encode() must be 'base64'", 18],
    ['SELECT a WHERE', 'SYNTAX', 'expected an expression, found the end of the statement', 15],
    ['SELECT a; DROP', 'SYNTAX', 'unexpected character ";"', 9],
    ["SELECT 'a", 'SYNTAX', 'string without a closing quote', 8],
  ])('%s', (sql, code, reason, column) => {
    expect(refusal(sql)).toMatchObject({ code, reason, line: 1, column });
  });
  it('shows the place', () => {
    expect(refusal("SELECT a,\n  uper(b) AS b FROM 'x'").message).toBe(
      "there is no function uper() (line 2, column 3)\n  uper(b) AS b FROM 'x'\n  ^",
    );
  });
  it('keeps 2016 features out of 2015-10-08', () => {
    expect(refusal("SELECT encode(*, 'base64') AS d", '2015-10-08').reason).toContain('2016-03-23');
    expect(refusal('SELECT [1] AS d', '2015-10-08').reason).toContain('2016-03-23');
  });
});
