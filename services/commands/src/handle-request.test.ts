import { describe, expect, it } from 'vitest';
import { Crash, type Hazard, memoryBroker, memoryCounts, memoryStore, silentLog } from '../test/memory-ports.ts';
import { decisionEventBody, requestedEventBody } from '../test/requests.ts';
import { deriveCommandId } from './adapters/derive-command-id.ts';
import { handleRequest } from './handle-request.ts';

const setUp = ({ at = 5000, hazard }: { at?: number; hazard?: Hazard } = {}) => {
  const store = memoryStore(hazard);
  const broker = memoryBroker(hazard);
  const counts = memoryCounts();
  const handle = handleRequest({ store, publisher: broker, counts, deriveCommandId, now: () => at });
  return { store, broker, counts, request: (body: string) => handle(body, silentLog()) };
};

describe('handleRequest', () => {
  it('creates the command, sends it and notes that', async () => {
    const { store, broker, counts, request } = setUp();
    await request(requestedEventBody({ expiresInMs: 60_000 }));
    expect(broker.publications).toEqual([
      {
        topic: 'cmd/demo/pump-7/request/by-hand-1',
        messageExpiry: 57,
        request: {
          ...{ commandId: 'by-hand-1', name: 'set-fan', parameters: { speed: 50 } },
          ...{ issuedAt: 5000, expiresAt: 62_000 },
        },
      },
    ]);
    expect(await store.load('by-hand-1')).toMatchObject({
      ...{ status: 'SENT', version: 2, createdAt: 5000 },
      history: [{ at: 5000, from: 'CREATED', to: 'SENT', cause: 'published' }],
    });
    expect(counts.totals).toEqual({ CommandsCreated: 1, CommandsSent: 1 });
  });

  it('tells the device which decision it follows', async () => {
    const { broker, request } = setUp();
    await request(decisionEventBody());
    expect(broker.publications[0]?.request.decisionId).toBe('hot/pump-7/shardId-0:1#0/0');
  });

  it('makes one command of a decision that is said twice', async () => {
    const { broker, counts, request } = setUp();
    await request(decisionEventBody());
    await request(decisionEventBody());
    expect(broker.publications).toHaveLength(1);
    expect(counts.totals).toEqual({ CommandsCreated: 1, CommandsSent: 1, DuplicatesSkipped: 1 });
  });

  it('does not send what has expired', async () => {
    const { store, broker, counts, request } = setUp({ at: 61_000 });
    await request(decisionEventBody({ decisionId: 'd' }));
    expect(broker.publications).toEqual([]);
    expect(await store.load(deriveCommandId('d'))).toMatchObject({ status: 'EXPIRED' });
    expect(counts.totals).toEqual({ CommandsCreated: 1, 'CommandsFinal.EXPIRED': 1 });
  });

  it('refuses an id that was given to another command, and leaves that one alone', async () => {
    const { broker, counts, request } = setUp();
    await request(requestedEventBody());
    await request(requestedEventBody({ parameters: { speed: 0 } }));
    expect(broker.publications).toHaveLength(1);
    expect(counts.totals['RequestsRejected.COMMAND_ID_REUSED']).toBe(1);
  });

  it('counts what can never become a command, and does not try it again', async () => {
    const { counts, request } = setUp();
    await request('not json');
    await request(requestedEventBody({ name: 7 }));
    expect(counts.totals).toEqual({ 'RequestsRejected.NOT_JSON': 1, 'RequestsRejected.INVALID_SHAPE': 1 });
  });

  it.each([
    ['before save', 1],
    ['after save', 1],
    ['before publish', 1],
    ['after publish', 2],
  ])('killed %s, sends when the message comes again: %i times in all, under one id', async (when, times) => {
    let dies = true;
    const hazard: Hazard = (moment) => {
      if (!dies || moment !== when) return;
      dies = false;
      throw new Crash(when);
    };
    const { store, broker, request } = setUp({ hazard });
    await expect(request(requestedEventBody())).rejects.toThrow(Crash);
    await request(requestedEventBody());
    expect(broker.publications.map(({ request: { commandId } }) => commandId)).toEqual(Array(times).fill('by-hand-1'));
    expect(await store.load('by-hand-1')).toMatchObject({ status: 'SENT' });
  });

  it('bears a device that is faster than the note that its command was sent', async () => {
    const store = memoryStore();
    const counts = memoryCounts();
    const publish = async () => {
      const command = await store.load('by-hand-1');
      if (command) await store.save({ ...command, status: 'SUCCEEDED', version: command.version + 1 });
    };
    const handle = handleRequest({ store, publisher: { publish }, counts, deriveCommandId, now: () => 5000 });
    await handle(requestedEventBody(), silentLog());
    expect(await store.load('by-hand-1')).toMatchObject({ status: 'SUCCEEDED' });
  });
});
