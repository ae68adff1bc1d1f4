import fc from 'fast-check';
import { expect, test } from 'vitest';
import { telemetryQueryText } from './query-text.ts';
import { quoteIdentifier, quoteLiteral } from './sql-text.ts';

const query = { stage: 'local', since: { agoMs: 3_600_000 }, metrics: [], limit: 100 };

test('all of one device in the last hour', () => {
  expect(telemetryQueryText({ ...query, device: 'pump-7' })).toBe(
    `SELECT * FROM "signalbox-local"."telemetry" WHERE time >= ago(1h) AND deviceId = 'pump-7' ORDER BY time DESC LIMIT 100`,
  );
});

test('single metrics of a fleet since an instant', () => {
  const text = telemetryQueryText({
    ...query,
    fleet: 'demo',
    since: { atMs: 5 },
    metrics: ['temperature', 'odd "name'],
  });
  expect(text).toBe(
    `SELECT time, fleet, deviceId, "temperature", "odd ""name" FROM "signalbox-local"."telemetry" ` +
      `WHERE time >= from_milliseconds(5) AND fleet = 'demo' AND ("temperature" IS NOT NULL OR "odd ""name" IS NOT NULL) ` +
      `ORDER BY time DESC LIMIT 100`,
  );
});

test('no text gets out of its quotes', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(quoteLiteral(text)).toMatch(/^'(?:[^']|'')*'$/s);
      expect(quoteLiteral(text).slice(1, -1).replaceAll("''", "'")).toBe(text);
      expect(quoteIdentifier(text)).toMatch(/^"(?:[^"]|"")*"$/s);
      expect(quoteIdentifier(text).slice(1, -1).replaceAll('""', '"')).toBe(text);
    }),
  );
});
