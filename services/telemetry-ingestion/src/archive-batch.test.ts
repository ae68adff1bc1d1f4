import { type ArchiveLine, archiveLine, recordOfArchiveLine } from '@signalbox/contracts';
import { describe, expect, it } from 'vitest';
import { countsInto, itemOf, memoryObjects, messageItem, readingOf } from '../test/fakes.ts';
import { archiveBatch } from './archive-batch.ts';

const tick = { type: 'tick', fleet: 'demo', deviceId: 'pump-7', dueAt: 1, receivedAt: 2 };
const batch = [
  messageItem({ payload: readingOf(20), sequenceNumber: '99' }),
  messageItem({ payload: 'not json', sequenceNumber: '100' }),
  itemOf(JSON.stringify(tick), { sequenceNumber: '101' }),
  itemOf(Buffer.from([255]), { sequenceNumber: '102' }),
];

describe('archiveBatch', () => {
  it('keeps everything, as it came and in order, in one object named by its range', async () => {
    const objects = memoryObjects();
    const counts: Record<string, number> = {};
    await archiveBatch({ objects, counts: countsInto(counts) })(batch);
    expect([...objects.objects.keys()]).toEqual(['archive/2026/11/23/18/shardId-000000000000_99_102.ndjson.gz']);
    const lines = [...objects.objects.values()].flat() as ArchiveLine[];
    expect(lines.map((line) => archiveLine.check(line).ok)).toEqual([true, true, true, true]);
    expect(lines.map(({ sequenceNumber }) => sequenceNumber)).toEqual(['99', '100', '101', '102']);
    expect(lines.slice(0, 3).map(recordOfArchiveLine)).toEqual(
      batch.slice(0, 3).map(({ data }) => JSON.parse(Buffer.from(data).toString())),
    );
    expect(lines[3]).toMatchObject({ type: 'unreadable', data: '/w==' });
    expect(counts).toEqual({ RecordsArchived: 4 });
  });

  it('says under which key a record strayed, for the engine refused it there', async () => {
    const objects = memoryObjects();
    const settings = {
      type: 'settings',
      fleet: 'demo',
      deviceId: 'pump-7',
      receivedAt: 2,
      settings: { limit: 1 },
      by: 'ada',
    };
    const items = ['pump-8', 'pump-7'].map((partitionKey) => itemOf(JSON.stringify(settings), { partitionKey }));
    await archiveBatch({ objects, counts: countsInto({}) })(items);
    const lines = [...objects.objects.values()].flat() as ArchiveLine[];
    expect(lines.map((line) => 'partitionKey' in line && line.partitionKey)).toEqual(['pump-8', false]);
    expect(lines.map(recordOfArchiveLine)).toEqual([settings, settings]);
  });

  it('fails if an object could not be put, and overwrites it when the batch comes again', async () => {
    let broken = true;
    const objects = memoryObjects(() => broken);
    const archive = archiveBatch({ objects, counts: countsInto({}) });
    await expect(archive(batch)).rejects.toThrow('the bucket is gone');
    broken = false;
    await archive(batch);
    await archive(batch);
    expect(objects.objects.size).toBe(1);
  });
});
