import { initialState } from '@signalbox/decision-engine';
import { expect, it } from 'vitest';
import { fanModel, reports } from '../../test/pump-records.ts';
import { advanceAlone } from '../../test/released.ts';
import type { DeviceItem } from '../device-item.ts';
import type { Attributes } from './device-item-attributes.ts';
import { deviceStore } from './device-store.ts';

const itemOf = (readings: number): DeviceItem => {
  const temperatures = Array.from({ length: readings }, (_, index) => (index % 2 ? 70 : 95));
  const { state, decisions } = advanceAlone(fanModel(), initialState, [reports(1, temperatures, 'pump-1')], 10_000);
  const base = { deviceId: 'pump-1', fleet: 'demo', ruleSet: 'default', ruleSetHash: 'abc', version: 1, updatedAt: 1 };
  return { ...base, state, outbox: decisions };
};

it.each([
  ['plain', 3, 'S'],
  ['compressed', 500, 'B'],
] as const)('reads a %s item that a probe handed over as JSON', async (_how, readings, type) => {
  const saved = itemOf(readings);
  const put: Attributes[] = [];
  const putItem = async (item: Attributes) => {
    put.push(item);
    return 'saved' as const;
  };
  expect(await deviceStore({ getItem: async () => undefined, putItem }).save(saved)).toBe('saved');
  expect(put[0]?.['outbox']).toHaveProperty(type);
  const getItem = async () => JSON.parse(JSON.stringify(put[0])) as Attributes;
  expect(await deviceStore({ getItem, putItem }).load('pump-1')).toEqual(saved);
});

it('finds nothing where there is nothing', async () => {
  const store = deviceStore({ getItem: async () => undefined, putItem: async () => 'conflict' });
  expect(await store.load('pump-1')).toBeUndefined();
  expect(await store.save(itemOf(1))).toBe('conflict');
});
