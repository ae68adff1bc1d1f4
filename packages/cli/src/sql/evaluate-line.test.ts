import { expect, test } from 'vitest';
import { evaluateLine } from './evaluate-line.ts';

const answer = (line: object) => evaluateLine(JSON.stringify(line), 1);
const message = { sql: "SELECT a FROM 't/#'", awsIotSqlVersion: '2016-03-23', topic: 't/1' };

test('a match is answered with the document and its own spelling', () => {
  expect(answer({ id: 7, ...message, payload: { a: 1.5 } })).toEqual({
    id: 7,
    matched: true,
    output: { a: 1.5 },
    raw: '{"a":1.5}',
  });
});

test('what a rule would not act on is no match', () => {
  expect(answer({ ...message, topic: 'other', payload: {} })).toEqual({ matched: false });
  expect(answer({ ...message, sql: "SELECT a FROM 't/#' WHERE a > 3", payload: { a: 1 } })).toEqual({ matched: false });
});

test('a raw payload is text, or base64', () => {
  const sql = "SELECT encode(*, 'base64') AS p FROM 't/#'";
  const bytes = (rawPayload: string) => (answer({ ...message, sql, rawPayload }).output as { p: string }).p;
  expect(bytes('{"a": 1.50}')).toBe(Buffer.from('{"a": 1.50}').toString('base64'));
  expect(bytes('not json')).toBe(Buffer.from('not json').toString('base64'));
  expect(bytes('/wD/')).toBe('/wD/');
  expect(bytes('1234')).toBe(Buffer.from('1234').toString('base64'));
});

test('context is what functions return', () => {
  const sql = "SELECT clientid() AS c, accountid() AS a FROM 't/#'";
  const context = { clientId: 'pump-7', accountId: '123456789012' };
  expect(answer({ ...message, sql, payload: {}, context }).output).toEqual({ c: 'pump-7', a: '123456789012' });
});

test('a statement that does not compile is an error with its place', () => {
  const { matched, error } = answer({ ...message, sql: "SELECT nosuch(1) FROM 'a'", payload: {} });
  expect(matched).toBe(false);
  expect(error).toMatch(/nosuch[\s\S]*line 1, column 8[\s\S]*\^/);
});

test.each([
  ['nonsense', /line 3: it is not JSON/],
  ['[]', /no JSON object/],
  ['{"sql":1}', /sql must be a string/],
  ['{"sql":"SELECT * FROM \'a\'"}', /topic must be a string/],
  ['{"sql":"SELECT *","topic":"a","awsIotSqlVersion":"beta"}', /not beta/],
])('%s is answered with what is wrong', (text, error) => {
  expect(evaluateLine(text, 3)).toMatchObject({ matched: false, error: expect.stringMatching(error) });
});
