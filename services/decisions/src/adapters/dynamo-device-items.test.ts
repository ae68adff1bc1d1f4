import { randomBytes } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { initialState, nextDueAt } from '@signalbox/decision-engine';
import { dynaliteTable } from '@signalbox/lambda-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fanModel, reports, ticks } from '../../test/pump-records.ts';
import { advanceAlone } from '../../test/released.ts';
import type { DeviceItem } from '../device-item.ts';
import { toAttributes } from './device-item-attributes.ts';
import { deviceStore } from './device-store.ts';
import { dynamoDeviceItems } from './dynamo-device-items.ts';
import { dynamoDueIndex } from './dynamo-due-index.ts';

const tableName = 'detector-state';
let table: Awaited<ReturnType<typeof dynaliteTable>>;

beforeAll(async () => {
  table = await dynaliteTable(tableName, { hash: 'deviceId', range: 'ruleSet', hasDue: true });
});
afterAll(() => table.close());

const options = () => ({ client: table.client, tableName, ruleSet: 'default' });
const store = () => deviceStore(dynamoDeviceItems(options()));

/** A pump that made as many decisions as its readings, all unsent; saved at 1000. */
const item = (deviceId: string, readings: number, overrides: Partial<DeviceItem> = {}): DeviceItem => {
  const temperatures = Array.from({ length: readings }, (_, index) => (index % 2 ? 70 : 95));
  const { state, decisions } = advanceAlone(fanModel(), initialState, [reports(1, temperatures, deviceId)], 10_000);
  const base = { deviceId, fleet: 'demo', ruleSet: 'default', ruleSetHash: 'abc', version: 1, updatedAt: 1000 };
  return { ...base, state, outbox: decisions, ...overrides };
};

describe('device items in DynamoDB', () => {
  it('gives back what it was given', async () => {
    const saved = item('pump-1', 3);
    expect(await store().save(saved)).toBe('saved');
    expect(await store().load('pump-1')).toEqual(saved);
    expect(await store().load('pump-nobody')).toBeUndefined();
  });

  it('keeps an outbox that would not fit into an item as text', async () => {
    const saved = item('pump-2', 1500);
    expect(JSON.stringify(saved.outbox).length).toBeGreaterThan(400_000);
    await store().save(saved);
    expect(await store().load('pump-2')).toEqual(saved);
  });

  it('does not write what is no item any more', async () => {
    const message = () => randomBytes(3000).toString('base64');
    const saved = item('pump-8', 200);
    const outbox = saved.outbox.map((decision) => ({ ...decision, notification: { message: message() } }));
    expect(await store().save({ ...saved, outbox })).toBe('tooLarge');
    expect(await store().save({ ...saved, outbox: outbox.slice(0, 100) })).toBe('saved');
  });

  it('goes on from a state of the first version of the engine', async () => {
    const put = (deviceId: string, rules: object) => {
      const state = JSON.stringify({
        schemaVersion: 1,
        now: 5000,
        position: { shardId: 's', sequenceNumber: '7' },
        rules,
      });
      const Item = { ...toAttributes({ ...item(deviceId, 0), outbox: [] }), state: { S: state } };
      return table.client.send(new PutItemCommand({ TableName: tableName, Item }));
    };
    await put('pump-9', { hot: { status: 'HOLDING', dueAt: 9000, value: 95 } });
    await put('pump-10', { hot: { status: 'SET', since: 4000 } });
    const [holding, set] = [await store().load('pump-9'), await store().load('pump-10')];
    expect(holding && nextDueAt(holding.state)).toBe(9000);
    expect(set?.state).toMatchObject({ schemaVersion: 2, now: 5000, position: { sequenceNumber: '7' } });
    const fired = advanceAlone(fanModel({ forMs: 4000 }), holding?.state ?? initialState, [ticks(10)], 10);
    expect(fired.decisions.map(({ decisionId }) => decisionId)).toEqual(['hot/pump-7/for@9000/0']);
    const cleared = advanceAlone(fanModel(), set?.state ?? initialState, [reports(10, [70])], 10);
    expect(cleared.decisions).toMatchObject([{ command: { parameters: { speed: 0 } } }]);
  });

  it('writes only over the version before', async () => {
    const first = item('pump-3', 1);
    await store().save(first);
    expect(await store().save(first)).toBe('conflict');
    expect(await store().save({ ...first, version: 3 })).toBe('conflict');
    expect(await store().save({ ...first, version: 2, outbox: [] })).toBe('saved');
    expect(await store().load('pump-3')).toMatchObject({ version: 2, outbox: [] });
  });

  it('reads the devices of a batch together', async () => {
    let calls = 0;
    const send = (command: never) => {
      calls += 1;
      return table.client.send(command);
    };
    const shared = deviceStore(dynamoDeviceItems({ ...options(), client: { send } as never }));
    await store().save(item('pump-40', 1));
    const names = Array.from({ length: 150 }, (_, index) => `pump-${index + 40}`);
    const loaded = await Promise.all([...names, 'pump-40'].map(shared.load));
    expect(loaded.filter(Boolean).map((found) => found?.deviceId)).toEqual(['pump-40', 'pump-40']);
    expect(calls).toBe(2);
  });

  it('asks again for what the table had no capacity for, and in the end says so', async () => {
    const saved = item('pump-5', 1);
    await store().save(saved);
    let refusals = 2;
    const send = async (command: { input: { RequestItems?: Record<string, unknown> } }) => {
      if (refusals === 0) return table.client.send(command as never);
      refusals -= 1;
      return { Responses: {}, UnprocessedKeys: command.input.RequestItems };
    };
    const throttled = deviceStore(dynamoDeviceItems({ ...options(), client: { send } as never, retryDelayMs: 0 }));
    expect(await throttled.load('pump-5')).toEqual(saved);
    refusals = 99;
    await expect(throttled.load('pump-5')).rejects.toMatchObject({ code: 'STATE_READ_FAILED' });
  });

  it('tells a table that is missing from a conflict', async () => {
    const elsewhere = deviceStore(dynamoDeviceItems({ ...options(), tableName: 'nowhere' }));
    await expect(elsewhere.save(item('pump-6', 1))).rejects.toMatchObject({ code: 'STATE_WRITE_FAILED' });
    await expect(elsewhere.load('pump-6')).rejects.toMatchObject({ code: 'STATE_READ_FAILED' });
  });
});

describe('dynamoDueIndex', () => {
  it('finds what is due, the longest waiting first, and nothing else', async () => {
    const at = 50_000_000;
    await store().save(item('due-late', 1, { updatedAt: at + 2 }));
    await store().save(item('due-early', 1, { updatedAt: at + 1 }));
    await store().save(item('due-later', 1, { updatedAt: at + 1000 }));
    await store().save(item('done', 1, { outbox: [], updatedAt: at }));
    await store().save(item('other-rules', 1, { ruleSet: 'candidate', updatedAt: at }));
    const due = await dynamoDueIndex(options()).dueBy(at + 30_500);
    expect(due.slice(-2)).toEqual(['due-early', 'due-late']);
    expect(due).not.toContain('done');
    expect(due).not.toContain('other-rules');
  });
});
