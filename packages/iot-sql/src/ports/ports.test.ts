import { describe, expect, it } from 'vitest';
import { compileRule } from '../compile-rule.ts';
import { compileTemplate } from '../compile-template.ts';
import { Message } from '../message.ts';
import { SqlError } from '../sql-error.ts';
import type { SqlPorts } from './sql-ports.ts';

const ROLE = "'arn:aws:iam::123456789012:role/r'";
const asked: unknown[] = [];

/** Ports that remember what they were asked and answer from a table. */
function portsAnswering(answers: Record<string, string>): SqlPorts {
  const answer = (name: string) => async (request: unknown) => {
    asked.push(request);
    return answers[name];
  };
  return {
    aws_lambda: answer('aws_lambda'),
    get_dynamodb: answer('get_dynamodb'),
    get_registry_data: answer('get_registry_data'),
    get_thing_shadow: answer('get_thing_shadow'),
    machinelearning_predict: answer('machinelearning_predict'),
    get_secret: async (request) => {
      asked.push(request);
      const secretString = answers['get_secret'];
      return secretString === undefined ? { secretBinary: Buffer.from('hi') } : { secretString };
    },
  };
}

async function run(sql: string, ports: SqlPorts, payload = '{"id":"pump-7","n":10.0}'): Promise<string | undefined> {
  asked.length = 0;
  const rule = compileRule(sql, { version: '2016-03-23', ports });
  const result = await rule.evaluate(new Message({ topic: 'a', payload: Buffer.from(payload), receivedAt: 0 }));
  return result.matched ? Buffer.from(result.output).toString() : result.failure?.message;
}

describe('functions that need the outside', () => {
  it('call a Lambda function with JSON', async () => {
    const ports = portsAnswering({ aws_lambda: '{"some":{"value":1.50}}' });
    expect(await run("SELECT aws_lambda('arn:f', {'payload': n}).some.value AS v", ports)).toBe('{"v":1.5}');
    expect(asked).toEqual([{ functionArn: 'arn:f', payload: '{"payload":10}' }]);
    await run("SELECT aws_lambda('arn:f', *) AS v", ports);
    expect(asked).toEqual([{ functionArn: 'arn:f', payload: '{"id":"pump-7","n":10}' }]);
  });

  it('read a shadow, named or not, in WHERE too', async () => {
    const ports = portsAnswering({ get_thing_shadow: '{"state":{"reported":{"alarm":"ON"}}}' });
    const where = (args: string) => `SELECT id WHERE get_thing_shadow(${args}, ${ROLE}).state.reported.alarm = 'ON'`;
    expect(await run(where('id'), ports)).toBe('{"id":"pump-7"}');
    expect(asked).toEqual([{ thingName: 'pump-7', roleArn: ROLE.slice(1, -1) }]);
    await run(where("id, 'config'"), ports);
    expect(asked).toEqual([{ thingName: 'pump-7', shadowName: 'config', roleArn: ROLE.slice(1, -1) }]);
  });

  it('read an item by its keys', async () => {
    const ports = portsAnswering({ get_dynamodb: '{"location":"here"}' });
    expect(await run(`SELECT get_dynamodb('t', 'id', id, ${ROLE}).location AS l`, ports)).toBe('{"l":"here"}');
    await run(`SELECT get_dynamodb('t', 'id', id, 'n', n, ${ROLE}) AS item`, ports);
    expect(asked).toEqual([
      {
        tableName: 't',
        partitionKey: { name: 'id', value: { S: 'pump-7' } },
        sortKey: { name: 'n', value: { N: '10' } },
        roleArn: ROLE.slice(1, -1),
      },
    ]);
    expect(await run(`SELECT get_dynamodb('t', 'id', missing, ${ROLE}) AS i, id`, ports)).toBe('{"id":"pump-7"}');
    expect(asked).toEqual([]);
  });

  it('end the rule when there are two get_dynamodb', async () => {
    const call = `get_dynamodb('t', 'id', id, ${ROLE})`;
    expect(await run(`SELECT ${call} AS a, ${call} AS b`, portsAnswering({}))).toContain(
      'get_dynamodb() is called more than once',
    );
    expect(asked).toEqual([]);
  });

  it('read secrets and keys of secrets', async () => {
    const secret = (args: string) => `SELECT get_secret('s', ${args}${ROLE}) AS r`;
    const object = portsAnswering({ get_secret: '{"k":"v"}' });
    expect(await run(secret("'SecretString', 'k', "), object)).toBe('{"r":"v"}');
    expect(await run(secret("'SecretString', "), object)).toBe('{"r":{"k":"v"}}');
    expect(await run(secret("'SecretString', "), portsAnswering({ get_secret: 'plain' }))).toBe('{"r":"plain"}');
    expect(await run(secret("'SecretString', 'k', "), portsAnswering({ get_secret: 'plain' }))).toContain(
      'not a JSON object',
    );
    expect(await run(secret("'SecretBinary', "), portsAnswering({}))).toBe('{"r":"aGk="}');
    expect(await run(secret("'SecretBinary', 'k', "), portsAnswering({}))).toContain('binary secret');
  });

  it('read the registry by the name of its API', async () => {
    const ports = portsAnswering({ get_registry_data: '{"thingTypeName":"pump"}' });
    expect(await run(`SELECT get_registry_data('DescribeThing', id, ${ROLE}).thingTypeName AS t`, ports)).toBe(
      '{"t":"pump"}',
    );
    expect(asked).toEqual([{ registryApi: 'DescribeThing', thingName: 'pump-7', roleArn: ROLE.slice(1, -1) }]);
    await expect(run(`SELECT get_registry_data(id, id, ${ROLE}) AS t`, ports)).rejects.toThrow(SqlError);
  });

  it('predict from a flattened record', async () => {
    const ports = portsAnswering({ machinelearning_predict: '{"predictedLabel":"1"}' });
    const sql = `SELECT machinelearning_predict('m', ${ROLE}, *).predictedLabel AS p`;
    expect(await run(sql, ports, '{"key1":{"innerKey1":"value1"},"key2":0}')).toBe('{"p":"1"}');
    expect(asked).toMatchObject([{ record: '{"key1":"{\\"innerKey1\\":\\"value1\\"}","key2":0}' }]);
  });

  it('ask the same question once, and others one after the other', async () => {
    const ports = portsAnswering({ get_thing_shadow: '{"version":3}' });
    const shadow = (name: string) => `get_thing_shadow('${name}', ${ROLE}).version`;
    const sql = `SET @v = ${shadow('x')} SELECT @v AS a, ${shadow('x')} AS b, ${shadow('y')} AS c WHERE @v = 3`;
    expect(await run(sql, ports)).toBe('{"a":3,"b":3,"c":3}');
    expect(asked).toHaveLength(2);
  });

  it('fail the evaluation, unless there is a default', async () => {
    const ports: SqlPorts = { aws_lambda: () => Promise.reject(new Error('timed out')) };
    const failure = 'a function that needs another service failed: aws_lambda(): timed out';
    expect(await run("SELECT aws_lambda('f', 1) AS r", ports)).toBe(failure);
    expect(await run("SELECT get_or_default(aws_lambda('f', 1), 'x') AS r", ports)).toBe('{"r":"x"}');
    expect(await run("SELECT aws_lambda('f', 1) AS r", portsAnswering({ aws_lambda: 'no json' }))).toContain(
      'not JSON',
    );
  });

  it('are synchronous where no port is asked', () => {
    const rule = compileRule("SELECT CASE id WHEN 'x' THEN aws_lambda('f', 1) ELSE 2 END AS r", {
      version: '2016-03-23',
      ports: portsAnswering({}),
    });
    const result = rule.evaluate(new Message({ topic: 'a', payload: Buffer.from('{"id":"y"}'), receivedAt: 0 }));
    expect(result).toMatchObject({ matched: true });
  });

  it('serve templates, whose variables are those of the statement', async () => {
    const ports = portsAnswering({ get_thing_shadow: '{"version":3}', get_secret: 'key' });
    const options = { version: '2016-03-23', ports } as const;
    const rule = compileRule(`SET @v = get_thing_shadow('x', ${ROLE}).version SELECT @v AS v`, options);
    const template = compileTemplate(`\${@v}-\${get_secret('s', 'SecretString', ${ROLE})}`, {
      ...options,
      variables: rule.variables,
    });
    const message = new Message({ topic: 'a', payload: Buffer.from('{}'), receivedAt: 0 });
    asked.length = 0;
    await rule.evaluate(message);
    expect(await template.render(message)).toEqual({ ok: true, value: '3-key' });
    expect(asked).toHaveLength(2);
    const unseen = new Message({ topic: 'a', payload: Buffer.from('{}'), receivedAt: 0 });
    expect(await template.render(unseen)).toEqual({ ok: true, value: '3-key' });
    const synchronous = compileTemplate('${@v}', { version: '2016-03-23', variables: rule.variables });
    expect(synchronous.render(message)).toEqual({ ok: true, value: '3' });
    expect(synchronous.render(unseen)).toEqual({ ok: true, value: '3' });
    const neverSeen = new Message({ topic: 'a', payload: Buffer.from('{}'), receivedAt: 0 });
    expect(synchronous.render(neverSeen)).toMatchObject({ ok: false, failure: { code: 'FUNCTION_FAILED' } });
  });
});
