import type { CommandStatus } from '@signalbox/contracts';
import { describe, expect, it } from 'vitest';
import { memoryCounts, memoryStore, silentLog } from '../test/memory-ports.ts';
import { fanCommand, responseBody } from '../test/requests.ts';
import { created } from './command.ts';
import { handleResponse } from './handle-response.ts';

const setUp = async (status: CommandStatus = 'SENT') => {
  const store = memoryStore();
  const counts = memoryCounts();
  await store.save({ ...created(fanCommand(), 1000), status });
  const handle = handleResponse({ store, counts });
  return { store, counts, respond: (body: string) => handle(body, silentLog()) };
};

describe('handleResponse', () => {
  it('records what the device says, and keeps how it came to that', async () => {
    const { store, counts, respond } = await setUp();
    await respond(responseBody({ status: 'IN_PROGRESS' }, { receivedAt: 4000 }));
    await respond(responseBody({ status: 'FAILED', reason: 'jammed', result: { rpm: 0 } }));
    expect(await store.load('c1')).toMatchObject({
      ...{ status: 'FAILED', updatedAt: 5000, response: { at: 5000, reason: 'jammed', result: { rpm: 0 } } },
      history: [
        { at: 4000, from: 'SENT', to: 'IN_PROGRESS', cause: 'response' },
        { at: 5000, from: 'IN_PROGRESS', to: 'FAILED', cause: 'response' },
      ],
    });
    expect(counts.totals).toEqual({ 'CommandsFinal.FAILED': 1 });
    expect(await store.dueBy(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  it.each([
    ['SUCCEEDED', 'FAILED', 'SUCCEEDED'],
    ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED'],
    ['IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS'],
    ['REJECTED', 'IN_PROGRESS', 'REJECTED'],
    ['TIMED_OUT', 'IN_PROGRESS', 'TIMED_OUT'],
    ['TIMED_OUT', 'SUCCEEDED', 'SUCCEEDED'],
    ['EXPIRED', 'FAILED', 'FAILED'],
    ['CANCELLED', 'REJECTED', 'REJECTED'],
    ['CREATED', 'SUCCEEDED', 'SUCCEEDED'],
  ] as const)('of a command that is %s, the word %s makes %s', async (before, said, after) => {
    const { store, counts, respond } = await setUp(before);
    await respond(responseBody({ status: said }));
    expect(await store.load('c1')).toMatchObject({ status: after });
    expect(counts.totals['DuplicatesSkipped'] ?? 0).toBe(before === after ? 1 : 0);
  });

  it('counts an answer to a command that does not exist', async () => {
    const { counts, respond } = await setUp();
    await respond(responseBody({ status: 'SUCCEEDED' }, { topic: 'cmd/demo/pump-7/response/nope' }));
    expect(counts.totals).toEqual({ ResponsesUnknown: 1 });
  });

  it.each(['cmd/demo/pump-8/response/c1', 'cmd/other/pump-7/response/c1'])('refuses %s', async (topic) => {
    const { store, counts, respond } = await setUp();
    await respond(responseBody({ status: 'SUCCEEDED' }, { topic }));
    expect(await store.load('c1')).toMatchObject({ status: 'SENT' });
    expect(counts.totals).toEqual({ 'ResponsesRejected.WRONG_DEVICE': 1 });
  });

  it.each([
    ['not json', 'NOT_JSON'],
    ['', 'EMPTY_PAYLOAD'],
    ['{"status":"DONE"}', 'INVALID_SHAPE'],
    ['{"status":"SUCCEEDED","receivedAt":1}', 'INVALID_SHAPE'],
    ['[]', 'INVALID_SHAPE'],
  ])('counts the answer %j as %s', async (answer, reason) => {
    const { counts, respond } = await setUp();
    await respond(responseBody(answer));
    expect(counts.totals).toEqual({ [`ResponsesRejected.${reason}`]: 1 });
  });

  it.each(['nonsense', 'null', '{"topic":"cmd/demo/pump-7/response/c1"}'])('counts the message %s', async (body) => {
    const { counts, respond } = await setUp();
    await respond(body);
    expect(counts.totals).toEqual({ 'ResponsesRejected.INVALID_RECORD': 1 });
  });

  it('tries again from the newer command when somebody else was faster', async () => {
    const { store, counts } = await setUp();
    let meanwhile = true;
    const racing = {
      load: store.load,
      save: async (command: Parameters<typeof store.save>[0]) => {
        if (meanwhile) {
          meanwhile = false;
          const current = await store.load('c1');
          if (current) await store.save({ ...current, status: 'TIMED_OUT', version: current.version + 1 });
        }
        return store.save(command);
      },
    };
    await handleResponse({ store: racing, counts })(responseBody({ status: 'SUCCEEDED' }), silentLog());
    const transition = { at: 5000, from: 'TIMED_OUT', to: 'SUCCEEDED', cause: 'response' };
    expect(await store.load('c1')).toMatchObject({ status: 'SUCCEEDED', history: [transition] });
  });
});
