import { describe, expect, it } from 'vitest';
import { memoryBus, memoryStore, memoryTicks } from '../test/memory-ports.ts';
import { fanModel, reports } from '../test/pump-records.ts';
import { ownRules } from '../test/released.ts';
import { decideDevice } from './decide-device.ts';
import { sweep } from './sweep.ts';

const forever = () => true;
const clockAt = (at: number) => () => at;

/** Pumps whose rule waits for a timer that is due at 11000. */
const holding = async (deviceIds: readonly string[]) => {
  const store = memoryStore();
  const decide = decideDevice({
    store,
    bus: memoryBus(),
    now: clockAt(1000),
    rules: ownRules(fanModel({ forMs: 10_000 })),
  });
  for (const deviceId of deviceIds) await decide([reports(1, [95], deviceId)]);
  return store;
};

describe('sweep', () => {
  it('puts a tick on the stream for a device whose timer is due, and keeps it due until the engine fired it', async () => {
    const store = await holding(['pump-7']);
    const ticks = memoryTicks();
    const ports = { store, index: store, bus: memoryBus(), ticks, goOn: forever };
    expect(await sweep({ ...ports, now: clockAt(10_999) })).toMatchObject({ ticks: 0 });
    expect(await sweep({ ...ports, now: clockAt(12_000) })).toMatchObject({ ticks: 1 });
    const tick = { type: 'tick', fleet: 'demo', deviceId: 'pump-7', dueAt: 11_000, receivedAt: 12_000 };
    expect(ticks.records).toEqual([tick]);
    expect(await store.dueBy(12_000)).toEqual(['pump-7']);
    expect(store.calls.saves).toBe(1);
  });

  it('sends outboxes that were left', async () => {
    const store = memoryStore();
    const deaf = memoryBus(undefined, () => true);
    await decideDevice({ store, bus: deaf, now: clockAt(0), rules: ownRules(fanModel()) })([reports(1, [95])]);
    const bus = memoryBus();
    const ports = { store, index: store, bus, ticks: memoryTicks(), goOn: forever };
    expect(await sweep({ ...ports, now: clockAt(29_999) })).toMatchObject({ sent: 0 });
    expect(await sweep({ ...ports, now: clockAt(30_000) })).toMatchObject({ sent: 1, refused: [] });
    expect(await sweep({ ...ports, now: clockAt(90_000) })).toMatchObject({ sent: 0 });
    expect(bus.events).toHaveLength(1);
  });

  it('is not stopped by a device that fails', async () => {
    const store = await holding(['pump-1', 'pump-2', 'pump-3']);
    store.table.set('pump-2', { ...store.table.get('pump-2'), state: { S: '{"schemaVersion":9}' } });
    const ticks = memoryTicks((tick) => tick.deviceId === 'pump-3');
    const ports = { store, index: store, bus: memoryBus(), ticks, now: clockAt(12_000), goOn: forever };
    const outcome = await sweep(ports);
    expect(ticks.records.map(({ deviceId }) => deviceId)).toEqual(['pump-1']);
    expect(outcome).toMatchObject({ ticks: 1, refused: ['ProvisionedThroughputExceededException'] });
    expect(outcome.failed).toMatchObject([{ deviceId: 'pump-2', error: { code: 'UNKNOWN_STATE_VERSION' } }]);
  });

  it('stops when its time is over, and says how much is left', async () => {
    const store = await holding(Array.from({ length: 60 }, (_, index) => `pump-${index}`));
    let looks = 0;
    const goOn = () => looks++ < 2;
    const ports = { store, index: store, bus: memoryBus(), ticks: memoryTicks(), now: clockAt(12_000), goOn };
    expect(await sweep(ports)).toMatchObject({ ticks: 50, postponed: 10 });
  });
});
