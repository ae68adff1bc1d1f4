import { archiveLineOf, objectKey } from '@signalbox/contracts';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { probeAnswer } from '../../test/probe-answer.ts';
import { context, itemsOf, now, probe } from '../../test/probes-of-kinds.ts';
import { kinds } from '../kinds.ts';
import { probesOf } from './index.ts';

describe('every kind', () => {
  it.each(kinds)('%s has probes with events that are JSON, and names of their own', async (kind) => {
    const probes = await probesOf(kind, context);
    expect(probes.length).toBeGreaterThan(1);
    expect(new Set(probes.map(({ name }) => name)).size).toBe(probes.length);
    for (const { event } of probes) expect(JSON.parse(JSON.stringify(event ?? null))).toEqual(event ?? null);
  });

  it.each(kinds)(
    '%s is not content with a function that fails, or that asks to write what is not foreseen',
    async (kind) => {
      for (const { verify, name } of await probesOf(kind, context)) {
        const failed = probeAnswer([], [], { probe: 'failed', error: 'no such module' });
        expect(verify(failed), name).not.toEqual([]);
        const strange = probeAnswer([['deleteEverything']], []);
        if (
          kind !== 'decisions-sweep' &&
          kind !== 'commands-sweep' &&
          kind !== 'rules-advance' &&
          name !== 'the function starts'
        ) {
          expect(verify({ ...strange, refusedWrites: [{ adapter: 'x', arguments: [] }] }), name).not.toEqual([]);
        }
      }
    },
  );
});

describe('archive', () => {
  it('takes lines byte for byte, and notices one that was touched, dropped or put elsewhere', async () => {
    const { verify, ...rest } = await probe('archive', 'good records');
    const items = itemsOf({ verify, ...rest });
    const [first = '', last = ''] = [items[0], items.at(-1)].map((item) => item?.sequenceNumber);
    const range = {
      arrivedAt: now,
      shardId: items[0]?.shardId ?? '',
      firstSequenceNumber: first,
      lastSequenceNumber: last,
    };
    const [key, lines] = [objectKey('archive', range), items.map(archiveLineOf)];
    expect(verify(probeAnswer([['putLines', key, lines]]))).toEqual([]);
    expect(verify(probeAnswer([['putLines', key, lines.slice(1)]]))).not.toEqual([]);
    expect(verify(probeAnswer([['putLines', `x${key}`, lines]]))).not.toEqual([]);
    expect(verify(probeAnswer([['putLines', key, lines.map((line) => ({ ...line, receivedAt: 1 }))]]))).not.toEqual([]);
    expect(verify(probeAnswer([['putLines', key, lines]], [first]))).not.toEqual([]);
    expect(verify(probeAnswer([]))).not.toEqual([]);
  });
});

describe('ingest', () => {
  const deviceId = 'pump-probe-r1';
  const row = { fleet: 'probe', deviceId, deviceType: 'pump' };
  const rows = [
    { ...row, time: now, version: now, metrics: { temperature: 21.5, running: true } },
    { ...row, time: now + 1, version: now + 1, metrics: { mode: 'eco' } },
  ];

  it('notices rows that are changed or missing, and another unit', async () => {
    const { verify } = await probe('ingest', 'good records');
    expect(verify(probeAnswer([['write', rows]]))).toEqual([]);
    expect(verify(probeAnswer([['write', rows.slice(1)]]))).not.toEqual([]);
    expect(verify(probeAnswer([['write', rows.map((each) => ({ ...each, deviceId: 'pump-1' }))]]))).not.toEqual([]);
    expect(verify(probeAnswer([]))).not.toEqual([]);
  });

  it('expects no rows where there is no store', async () => {
    const { verify } = await probe('ingest', 'good records', { ...context, environment: { TELEMETRY_STORE: 'none' } });
    expect(verify(probeAnswer([]))).toEqual([]);
    expect(verify(probeAnswer([['write', rows]]))).not.toEqual([]);
  });

  it('notices what is dropped in silence, or quarantined for another reason', async () => {
    const bad = await probe('ingest', 'bad records');
    expect(bad.verify(probeAnswer([]))).not.toEqual([]);
    expect(bad.verify(probeAnswer([['putLines', 'key', []]])).join()).toContain('what is quarantined');
  });

  it('notices that what the store did not take does not come again', async () => {
    const { verify, ...rest } = await probe('ingest', 'does not take');
    expect(verify(probeAnswer([], [itemsOf({ verify, ...rest })[0]?.sequenceNumber ?? '']))).toEqual([]);
    expect(verify(probeAnswer([]))).not.toEqual([]);
  });
});

describe('the others', () => {
  it('put-again puts the message as it was received', async () => {
    const { verify, event } = await probe('put-again', 'as it was received');
    const { body = '' } = (event as SQSEvent).Records[0] ?? {};
    const { base64OriginalPayload: payload, topic, clientId } = JSON.parse(body);
    const entry = { partitionKey: clientId, record: { payload, topic, clientId, receivedAt: now } };
    expect(verify(probeAnswer([['put', entry]]))).toEqual([]);
    expect(verify(probeAnswer([['put', { ...entry, record: { ...entry.record, receivedAt: now + 1 } }]]))).not.toEqual(
      [],
    );
  });

  it('put-again puts each of many for its own device', async () => {
    const { verify, event } = await probe('put-again', 'many devices');
    const entries = (event as SQSEvent).Records.map(({ body }) => {
      const { base64OriginalPayload: payload, topic, clientId } = JSON.parse(body);
      return { partitionKey: clientId, record: { payload, topic, clientId, receivedAt: now } };
    });
    const puts = (some: readonly object[]) => probeAnswer(some.map((entry) => ['put', entry] as const));
    expect(verify(puts(entries.toReversed()))).toEqual([]);
    expect(verify(puts(entries.map((entry) => ({ ...entry, partitionKey: entries[0]?.partitionKey }))))).not.toEqual(
      [],
    );
    expect(verify(puts(entries.slice(1)))).not.toEqual([]);
  });

  it('a sweep of commands is not to publish one to another device', async () => {
    const { verify } = await probe('commands-sweep', 'own devices');
    const saved = { commandId: 'c1', fleet: 'f', deviceId: 'pump-1', status: 'SENT' };
    const to = (topic: string) =>
      probeAnswer([
        ['publish', { topic, request: { commandId: 'c1' } }],
        ['save', saved],
      ]);
    expect(verify(to('cmd/f/pump-1/request/c1'))).toEqual([]);
    expect(verify(to('cmd/f/pump-2/request/c1'))).not.toEqual([]);
    expect(verify(probeAnswer([['save', { ...saved, status: 'SUCCEEDED' }]]))).not.toEqual([]);
  });

  it('a sweep of decisions is to put ticks, and only such as are due', async () => {
    const { verify } = await probe('decisions-sweep', 'ticks');
    const tick = { type: 'tick', fleet: 'f', deviceId: 'pump-1', dueAt: 5, receivedAt: 6 };
    expect(verify(probeAnswer([['put', [tick]]]))).toEqual([]);
    expect(verify(probeAnswer([['put', [{ ...tick, dueAt: 7 }]]]))).not.toEqual([]);
    expect(verify(probeAnswer([['put', [{ ...tick, deviceId: '#' }]]]))).not.toEqual([]);
  });

  it('perform is to publish nothing to topics of commands', async () => {
    const { verify } = await probe('perform', 'topics of commands');
    const failed = ['topic-0', 'topic-1', 'topic-2'];
    expect(verify(probeAnswer([], failed))).toEqual([]);
    expect(verify(probeAnswer([['iotTopicPublish', {}, {}]], failed.slice(1)))).not.toEqual([]);
  });

  it('responses that no command awaits change nothing', async () => {
    const { verify } = await probe('acknowledge-command', 'change nothing');
    expect(verify(probeAnswer([]))).toEqual([]);
    expect(verify(probeAnswer([], ['response-0']))).not.toEqual([]);
    expect(verify(probeAnswer([['save', {}]]))).not.toEqual([]);
  });
});
