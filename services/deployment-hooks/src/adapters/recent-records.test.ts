import type { ArchiveLine } from '@signalbox/contracts';
import { describe, expect, it } from 'vitest';
import { hourPrefixes, parseLines, recentRecords } from './recent-records.ts';

const line = (sequenceNumber: string, receivedAt = 1000): ArchiveLine => ({
  ...{
    shardId: 'shardId-0',
    sequenceNumber,
    payload: '',
    topic: 'dt/f/pump-1/telemetry',
    clientId: 'pump-1',
    receivedAt,
  },
});
const bounds = { from: 900, to: 2000, mostRecords: 100, timeLimitMs: 5_000 };

describe('recentRecords', () => {
  it('takes each record once, whichever source gives it, and none from before', async () => {
    const { lines, notes } = await recentRecords(
      {
        archive: async (_bounds, take) => [line('1'), line('2'), line('0', 899)].forEach(take),
        stream: async (_bounds, take) => [line('2'), line('3')].forEach(take),
      },
      bounds,
    );
    expect(lines.map(({ sequenceNumber }) => sequenceNumber).sort()).toEqual(['1', '2', '3']);
    expect(notes).toEqual([]);
  });

  it('stops at so many, and says so', async () => {
    let given = 0;
    const endless = async (_bounds: unknown, take: (each: ArchiveLine) => boolean) => {
      while (take(line(String(given)))) given += 1;
    };
    const { lines, notes } = await recentRecords({ stream: endless }, { ...bounds, mostRecords: 10 });
    expect([lines.length, given]).toEqual([10, 10]);
    expect(notes).toEqual(['only 10 recent records are looked at']);
  });

  it('stops in time, with what it has', async () => {
    const stuck = async (_bounds: unknown, take: (each: ArchiveLine) => boolean) => {
      take(line('1'));
      await new Promise(() => undefined);
    };
    const { lines, notes } = await recentRecords({ stream: stuck }, { ...bounds, timeLimitMs: 20 });
    expect(lines).toHaveLength(1);
    expect(notes.join()).toContain('only those recent records');
  });

  it('says which source failed, and takes the others', async () => {
    const { lines, notes } = await recentRecords(
      {
        archive: async () => Promise.reject(new Error('denied')),
        stream: async (_bounds, take) => void take(line('1')),
      },
      bounds,
    );
    expect(lines).toHaveLength(1);
    expect(notes).toEqual(['recent records of the archive could not be read: denied']);
  });
});

it('names the hours, the latest first', () => {
  const [from, to] = [Date.UTC(2026, 10, 24, 0, 50), Date.UTC(2026, 10, 24, 1, 5)];
  expect(hourPrefixes({ ...bounds, from, to })).toEqual(['archive/2026/11/24/01/', 'archive/2026/11/24/00/']);
  expect(hourPrefixes({ ...bounds, from: to - 60_000, to })).toEqual(['archive/2026/11/24/01/']);
});

it('leaves out what is no line of the archive', () => {
  expect(parseLines(`${JSON.stringify(line('1'))}\nnot json\n{}\n\n`)).toEqual([line('1')]);
});
