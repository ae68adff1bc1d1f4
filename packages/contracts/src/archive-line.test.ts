import { describe, expect, it } from 'vitest';
import { archiveLine, recordOfArchiveLine } from './archive-line.ts';
import type { ArchiveLine } from './schemas/archive-line.ts';

const position = { shardId: 'shardId-000000000000', sequenceNumber: '49645' };
const telemetry = { payload: 'e30=', topic: 'dt/demo/pump-7/telemetry', clientId: 'pump-7', receivedAt: 1 };
const tick = { type: 'tick', fleet: 'demo', deviceId: 'pump-7', dueAt: 1, receivedAt: 2 } as const;
const about = { fleet: 'demo', deviceId: 'pump-7', receivedAt: 2, by: 'ada' };
const settings = { ...about, type: 'settings', settings: { limit: 95.5, gone: null } } as const;
const alarm = { ...about, type: 'alarm', rule: 'hot', operation: 'SNOOZE', snoozeMs: 60_000 } as const;
const unreadable = { type: 'unreadable', partitionKey: 'x', data: 'AA==', receivedAt: 1 } as const;

describe('archive lines', () => {
  it.each([telemetry, tick, settings, alarm])('give back the record: %j', (record) => {
    const checked = archiveLine.check({ ...position, ...record });
    expect(checked.ok && recordOfArchiveLine(checked.value)).toEqual(record);
  });

  it.each([telemetry, tick, settings, alarm])('hold the key under which a record strayed: %j', (record) => {
    const checked = archiveLine.check({ ...position, partitionKey: 'pump-8', ...record });
    expect(checked).toMatchObject({ ok: true, value: { partitionKey: 'pump-8' } });
    expect(checked.ok && recordOfArchiveLine(checked.value)).toEqual(record);
  });

  it('know a snooze that does not say how long', () => {
    expect(archiveLine.check({ ...position, ...alarm, snoozeMs: undefined }).ok).toBe(false);
  });

  it('keep what is no record', () => {
    const line: ArchiveLine = { ...position, ...unreadable };
    expect(archiveLine.check(line)).toEqual({ ok: true, value: line });
    expect(recordOfArchiveLine(line)).toBeUndefined();
  });

  it('need a position', () => {
    expect(archiveLine.check(telemetry).ok).toBe(false);
  });
});
