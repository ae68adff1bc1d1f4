import { expect, test } from 'vitest';
import { messageJson, messageText } from './message-text.ts';

const seen = (payload: string, topic = 'dt/demo/pump-7/telemetry') => ({
  topic,
  payload: Buffer.from(payload),
  seenAt: Date.UTC(2026, 10, 23, 18, 0, 0, 120),
});

test('a reading, a backlog, and what is neither', () => {
  expect(messageText(seen('{"metrics":{"temperature":95.5,"running":true}}'))).toBe(
    '18:00:00.120  demo/pump-7  temperature=95.5 running=true',
  );
  const backlog = '{"readings":[{"time":1,"metrics":{"flow":1}},{"time":2,"metrics":{"flow":2}}]}';
  expect(messageText(seen(backlog))).toBe('18:00:00.120  demo/pump-7  2 readings, the last: flow=2');
  expect(messageText(seen('not json', 'dt/demo'))).toBe('18:00:00.120  dt/demo  not telemetry, 8 bytes: not json');
});

test('as JSON, bytes that are no JSON survive', () => {
  expect(JSON.parse(messageJson(seen('{"a":1}')))).toMatchObject({ message: { a: 1 } });
  expect(JSON.parse(messageJson(seen('not json')))).toMatchObject({ payloadBase64: 'bm90IGpzb24=' });
});
