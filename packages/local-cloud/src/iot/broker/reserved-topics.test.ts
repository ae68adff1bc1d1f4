import { expect, it } from 'vitest';
import { basicIngestRule, mayPublish, maySubscribe } from './reserved-topics.ts';

it.each([
  ['a/b', true],
  ['$aws/rules/r', true],
  ['$aws/rules/r/a/b', true],
  ['$aws/things/t/shadow/update', true],
  ['$aws/things/t/shadow/name/n/get', true],
  ['$aws/things/t/shadow/update/accepted', false],
  ['$aws/things/t/jobs/get', false],
  ['$aws/events/presence/connected/x', false],
  ['$SYS/x', false],
])('a client may publish to %s: %s', (topic, expected) => expect(mayPublish(topic)).toBe(expected));

it.each([
  ['#', true],
  ['$aws/things/t/shadow/update/delta', true],
  ['$aws/things/+/shadow/name/+/update/#', true],
  ['$aws/things/t/shadow/#', true],
  ['$aws/events/presence/connected/+', true],
  ['$aws/events/subscriptions/#', true],
  ['$aws/events/#', true],
  ['$aws/events/job/x/completed', false],
  ['$aws/things/t/jobs/notify', false],
  ['$aws/rules/r/a', false],
  ['$SYS/#', false],
])('a client may subscribe to %s: %s', (filter, expected) => expect(maySubscribe(filter)).toBe(expected));

it('finds the rule of Basic Ingest', () => {
  expect(['$aws/rules/r/a/b', '$aws/rules/r', '$aws/rules//a', 'a'].map(basicIngestRule)).toEqual([
    'r',
    'r',
    '',
    undefined,
  ]);
});
