import type { CommandStatus } from '@signalbox/contracts';
import { describe, expect, it } from 'vitest';
import { memoryBroker, memoryStore } from '../test/memory-ports.ts';
import { fanCommand } from '../test/requests.ts';
import { created } from './command.ts';
import { sweep } from './sweep.ts';

const forever = () => true;

/** A store with a command of each given status, called like it; created at 1000, may begin until 300000. */
const withCommands = async (...statuses: CommandStatus[]) => {
  const store = memoryStore();
  for (const status of statuses) await store.save({ ...created(fanCommand({ commandId: status }), 1000), status });
  return store;
};

describe('sweep', () => {
  it('sends a command that was created but not sent, after a minute', async () => {
    const store = await withCommands('CREATED');
    const broker = memoryBroker();
    const ports = { store, index: store, publisher: broker, goOn: forever };
    expect(await sweep({ ...ports, now: () => 60_999 })).toMatchObject({ taken: [] });
    expect(await sweep({ ...ports, now: () => 61_000 })).toMatchObject({ taken: ['SENT'] });
    expect(broker.publications).toMatchObject([{ topic: 'cmd/demo/pump-7/request/CREATED', messageExpiry: 239 }]);
  });

  it.each([
    ['CREATED', 'EXPIRED'],
    ['SENT', 'TIMED_OUT'],
    ['IN_PROGRESS', 'TIMED_OUT'],
  ] as const)('makes %s, when its time is over, %s', async (before, after) => {
    const store = await withCommands(before);
    const broker = memoryBroker();
    const ports = { store, index: store, publisher: broker, goOn: forever, now: () => 300_000 };
    expect(await sweep(ports)).toEqual({ taken: [after], failed: [], postponed: 0 });
    expect(await store.load(before)).toMatchObject({ status: after, history: [{ cause: 'expired' }] });
    expect(broker.publications).toEqual([]);
    expect(await sweep(ports)).toMatchObject({ taken: [] });
  });

  it('leaves ended commands and those with time left alone', async () => {
    const store = await withCommands('SENT', 'IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'REJECTED', 'CANCELLED');
    const ports = { store, index: store, publisher: memoryBroker(), goOn: forever };
    const before = structuredClone(store.table);
    expect(await sweep({ ...ports, now: () => 299_999 })).toMatchObject({ taken: [] });
    expect(store.table).toEqual(before);
  });

  it('is not stopped by a command that fails', async () => {
    const store = await withCommands('SENT', 'IN_PROGRESS');
    store.table.set('SENT', { ...store.table.get('SENT'), parameters: { S: 'broken' } });
    const ports = { store, index: store, publisher: memoryBroker(), goOn: forever, now: () => 300_000 };
    expect(await sweep(ports)).toMatchObject({ taken: ['TIMED_OUT'], failed: [{ commandId: 'SENT' }] });
  });

  it('leaves a command that cannot be published as it is, due again', async () => {
    const store = await withCommands('CREATED');
    const publish = async () => {
      throw new Error('unreachable');
    };
    const ports = { store, index: store, publisher: { publish }, goOn: forever, now: () => 61_000 };
    expect((await sweep(ports)).failed).toMatchObject([{ error: { message: 'unreachable' } }]);
    expect(await store.dueBy(61_000)).toEqual(['CREATED']);
  });

  it('stops when its time is over, and says how much is left', async () => {
    const store = memoryStore();
    for (let index = 0; index < 30; index += 1) {
      await store.save({ ...created(fanCommand({ commandId: `c${index}` }), 1000), status: 'SENT' });
    }
    let looks = 0;
    const goOn = () => looks++ < 1;
    const outcome = await sweep({ store, index: store, publisher: memoryBroker(), goOn, now: () => 300_000 });
    expect(outcome.taken).toHaveLength(25);
    expect(outcome.postponed).toBe(5);
  });
});
