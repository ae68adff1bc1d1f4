import { isTelemetry, parseStreamRecord, parseTelemetry } from '@signalbox/contracts';
import { type ProbeAnswer, streamItems } from '@signalbox/lambda-kit';
import type { KinesisStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { probeAnswer } from '../../test/probe-answer.ts';
import { accountFor } from './account-readings.ts';
import type { Probe } from './probe.ts';

const now = Date.UTC(2026, 10, 24, 1, 30);

interface Row {
  readonly time: number;
  readonly metrics: Readonly<Record<string, unknown>>;
}

interface Entry {
  readonly reason: string;
  readonly position: { readonly sequenceNumber: string; readonly reading: number };
  readonly payload: string;
}

/** What a function does that reads messages as the contracts say. */
const honest = ({ event }: Probe) => {
  const rows: Row[] = [];
  const entries: Entry[] = [];
  for (const { data, sequenceNumber } of streamItems(event as KinesisStreamEvent)) {
    const record = parseStreamRecord(data);
    if (!record.ok || !isTelemetry(record.value)) throw new Error('not telemetry');
    const { payload } = record.value;
    const parsed = parseTelemetry(record.value, { maxAgeMs: 3_600_000 });
    if (!parsed.ok) throw new Error(parsed.rejection.detail);
    const { deviceId, deviceType, fleet, readings, receivedAt: version, rejected } = parsed.value;
    const common = { fleet, deviceId, deviceType: deviceType.deviceType, version };
    rows.push(...readings.map(({ time, metrics }) => ({ ...common, time, metrics })));
    entries.push(
      ...rejected.map(({ index, reason }) => ({ reason, position: { sequenceNumber, reading: index }, payload })),
    );
  }
  return { rows, entries };
};

const answer = (rows: readonly unknown[], entries: readonly unknown[]): ProbeAnswer =>
  probeAnswer([
    ['write', rows.slice(0, 50)],
    ['write', rows.slice(50)],
    ['putLines', 'key', entries],
  ]);

describe.each([1, 2, 15])('readings, %i in a message', (perMessage) => {
  const probe = accountFor('many', 'probe-r1', perMessage, { now, environment: { TELEMETRY_STORE: 'timestream' } });
  const { rows, entries } = honest(probe);
  const verify = (someRows: readonly unknown[], someEntries: readonly unknown[]) =>
    probe.verify(answer(someRows, someEntries));

  it('are all accounted for', () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(entries.length).toBeGreaterThan(8);
    expect(verify(rows, entries)).toEqual([]);
  });

  it.each([2, 4, 10, 50])('are not, when one in %i is dropped, whichever it is', (divisor) => {
    for (const remainder of [0, 1, divisor - 1]) {
      const kept = rows.filter(({ time }) => time % divisor !== remainder);
      expect(verify(kept, entries).join()).toContain('neither stored as it is nor quarantined');
    }
  });

  it('are not, when one is changed, kept twice, or made up', () => {
    const [first, ...others] = rows;
    expect(verify([{ ...first, version: 1 }, ...others], entries)).not.toEqual([]);
    expect(verify([first, ...rows], entries)).not.toEqual([]);
    expect(verify([{ ...first, time: 1 }, ...rows], entries)).not.toEqual([]);
  });

  it('are not, when a bad one is dropped, or goes into quarantine for another reason or without its message', () => {
    const [first, ...others] = entries;
    expect(verify(rows, others)).not.toEqual([]);
    expect(verify(rows, [{ ...first, reason: 'NOT_JSON' }, ...others])).not.toEqual([]);
    expect(verify(rows, [{ ...first, payload: '' }, ...others])).not.toEqual([]);
  });

  it('may be refused by a version that does not know the metric, but not such as any version knows', () => {
    const quarantined = (which: (row: Row) => boolean) => {
      const items = streamItems(probe.event as KinesisStreamEvent);
      const moved = rows.filter(which).map(({ time }) => {
        const item = items.findIndex(({ data }) =>
          Buffer.from((JSON.parse(Buffer.from(data).toString()) as { payload: string }).payload, 'base64')
            .toString()
            .includes(String(time)),
        );
        const { payload } = JSON.parse(Buffer.from(items[item]?.data ?? []).toString()) as { payload: string };
        const message = JSON.parse(Buffer.from(payload, 'base64').toString()) as { readings?: { time: number }[] };
        const reading = message.readings?.findIndex((each) => each.time === time) ?? 0;
        const sequenceNumber = items[item]?.sequenceNumber ?? '';
        return { reason: 'UNKNOWN_METRIC', position: { sequenceNumber, reading }, payload };
      });
      return verify(
        rows.filter((row) => !which(row)),
        [...entries, ...moved],
      );
    };
    expect(quarantined(({ metrics }) => 'flow' in metrics)).toEqual([]);
    expect(quarantined(({ metrics }) => 'running' in metrics && 'temperature' in metrics)).not.toEqual([]);
  });
});

it('expects no rows where there is no store, and all the same what is bad in quarantine', () => {
  const probe = accountFor('many', 'probe-r1', 1, { now, environment: { TELEMETRY_STORE: 'none' } });
  const { entries } = honest(probe);
  expect(probe.verify(probeAnswer([['putLines', 'key', entries]]))).toEqual([]);
  expect(probe.verify(probeAnswer([['putLines', 'key', entries.slice(1)]]))).not.toEqual([]);
});
