import { quarantineRecord } from '@signalbox/contracts';
import { TransientError } from '@signalbox/lambda-kit';
import { describe, expect, it } from 'vitest';
import {
  countsInto,
  itemOf,
  type Message,
  memoryObjects,
  memoryStore,
  messageItem,
  readingOf,
  receivedAt,
  silentLog,
} from '../test/fakes.ts';
import { type IngestPorts, ingestBatch } from './ingest-batch.ts';

const setUp = (ports: Partial<IngestPorts> = {}) => {
  const store = memoryStore();
  const objects = memoryObjects();
  const counts: Record<string, number> = {};
  const ingest = ingestBatch({
    store,
    objects,
    counts: countsInto(counts),
    log: silentLog,
    maxAgeMs: 24 * 3_600_000,
    concurrency: 2,
    ...ports,
  });
  const send = (...messages: Message[]) =>
    ingest(messages.map((message, index) => messageItem({ sequenceNumber: String(100 + index), ...message })));
  return { store, objects, counts, ingest, send };
};

const nothingFailed = { batchItemFailures: [] };

describe('ingestBatch', () => {
  it('stores the good messages of a batch and quarantines the bad, in one object', async () => {
    const { store, objects, counts, send } = setUp();
    const response = await send(
      { payload: 'not json' },
      { payload: readingOf(20) },
      { payload: readingOf(20), deviceId: 'boat-1' },
      { payload: readingOf(20), topic: 'dt/demo' },
      { payload: '' },
      { payload: readingOf(21), deviceId: 'pump-8' },
    );
    expect(response).toEqual(nothingFailed);
    expect(store.rows().map(({ deviceId }) => deviceId)).toEqual(['pump-7', 'pump-8']);
    expect([...objects.objects.keys()]).toEqual(['quarantine/2026/11/23/18/shardId-000000000000_100_104.ndjson.gz']);
    expect(objects.quarantined().map(({ reason }) => reason)).toEqual([
      'NOT_JSON',
      'UNKNOWN_DEVICE_TYPE',
      'INVALID_TOPIC',
      'EMPTY_PAYLOAD',
    ]);
    expect(counts).toMatchObject({
      MessagesReceived: 6,
      ReadingsStored: 2,
      RecordsRejected: 4,
      NOT_JSON: 1,
      RecordsFailed: 0,
    });
  });

  it('stores a message that came twice once, in one batch and in two', async () => {
    const { store, counts, send } = setUp();
    const payload = JSON.stringify({ time: receivedAt, seq: 4, metrics: { temperature: 20 } });
    await send({ payload }, { payload, receivedAt: receivedAt + 50 });
    await send({ payload, receivedAt: receivedAt + 90, sequenceNumber: '200' });
    expect(store.rows()).toMatchObject([{ version: receivedAt + 90 }]);
    expect(counts['DuplicatesSkipped']).toBe(1);
  });

  it('gives way to a later version that is stored already', async () => {
    const { store, objects, counts, send } = setUp();
    await send({ payload: readingOf(20), receivedAt: receivedAt + 50 });
    expect(await send({ payload: readingOf(19), receivedAt })).toEqual(nothingFailed);
    expect(store.rows()).toMatchObject([{ version: receivedAt + 50, metrics: { temperature: 20 } }]);
    expect(objects.quarantined()).toEqual([]);
    expect(counts['DuplicatesSkipped']).toBe(1);
  });

  it('quarantines the one reading that the store refuses', async () => {
    const { objects, send } = setUp({
      store: memoryStore(({ time }) => (time === receivedAt - 1 ? 'out of window' : undefined)),
    });
    const readings = [receivedAt - 2, receivedAt - 1].map((time) => ({ time, metrics: { temperature: 20 } }));
    expect(await send({ payload: JSON.stringify({ readings }) })).toEqual(nothingFailed);
    expect(objects.quarantined()).toMatchObject([
      { reason: 'STORE_REJECTED', detail: 'out of window', position: { sequenceNumber: '100', reading: 1 } },
    ]);
  });

  it('keeps the order of the stream in quarantine, whoever refused', async () => {
    const store = memoryStore(() => 'no');
    const { objects, send } = setUp({ store });
    await send({ payload: readingOf(20) }, { payload: 'x' }, { payload: readingOf(21) });
    expect(objects.quarantined().map(({ position }) => position.sequenceNumber)).toEqual(['100', '101', '102']);
  });

  it('has only the devices come again that the store did not take', async () => {
    const failing = memoryStore();
    const store: IngestPorts['store'] = {
      write: async (rows) => {
        if (rows[0]?.fleet === 'b') throw new TransientError('STORE_UNAVAILABLE', 'throttled');
        return failing.write(rows);
      },
    };
    const { objects, counts, send } = setUp({ store });
    const response = await send(
      { payload: readingOf(20) },
      { payload: 'x' },
      { payload: readingOf(20), topic: 'dt/b/pump-8/telemetry' },
      { payload: readingOf(21), topic: 'dt/b/pump-9/telemetry' },
      { payload: readingOf(22) },
    );
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '102' }] });
    expect(failing.rows()).toHaveLength(1);
    expect(objects.quarantined()).toHaveLength(1);
    expect(counts).toMatchObject({ RecordsFailed: 2, ReadingsStored: 2 });
  });

  it('does not let go of what it cannot quarantine', async () => {
    const { store, counts, send } = setUp({ objects: memoryObjects(() => true) });
    const response = await send(
      { payload: readingOf(20) },
      { payload: 'x' },
      { payload: readingOf(21, receivedAt - 1) },
    );
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '101' }] });
    expect(store.rows()).toHaveLength(2);
    expect(counts['RecordsRejected']).toBeUndefined();
  });

  it('validates and quarantines without a store', async () => {
    const { objects, counts, send } = setUp({ store: undefined });
    expect(await send({ payload: readingOf(20) }, { payload: 'x' })).toEqual(nothingFailed);
    expect(objects.quarantined()).toHaveLength(1);
    expect(counts).toMatchObject({ MessagesReceived: 2, ReadingsStored: 0 });
  });

  it('puts what arrived in another hour into that hour, where its id leads', async () => {
    const { objects, ingest } = setUp();
    await ingest([
      itemOf('?', { sequenceNumber: '1', arrivedAt: Date.parse('2026-11-23T18:59:59.999Z') }),
      itemOf('?', { sequenceNumber: '2', arrivedAt: Date.parse('2026-11-23T19:00:00.000Z') }),
    ]);
    expect([...objects.objects.keys()]).toEqual([
      'quarantine/2026/11/23/18/shardId-000000000000_1_1.ndjson.gz',
      'quarantine/2026/11/23/19/shardId-000000000000_2_2.ndjson.gz',
    ]);
    for (const record of objects.quarantined()) expect(quarantineRecord.check(record).ok).toBe(true);
    expect(objects.quarantined().map(({ quarantineId }) => quarantineId.slice(0, 10))).toEqual([
      '2026112318',
      '2026112319',
    ]);
  });
});
