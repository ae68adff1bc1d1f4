import type { CommandResponse } from '@signalbox/contracts';
import { expect, test, vi } from 'vitest';
import { createCommandDesk, createCommandMemory } from './command-desk.ts';
import type { CommandHandlers } from './command-handler.ts';

const openDesk = (handlers: CommandHandlers) => {
  const answers: [string, CommandResponse][] = [];
  const desk = createCommandDesk({
    handlers,
    memory: createCommandMemory(2),
    now: () => 1_000,
    answer: (commandId, response) => answers.push([commandId, response]),
  });
  const receive = (commandId: string, name: string, expiresAt = 2_000) => {
    const request = { commandId, name, parameters: {}, issuedAt: 0, expiresAt };
    desk.receive(`cmd/demo/pump-1/request/${commandId}`, Buffer.from(JSON.stringify(request)));
  };
  const idle = () => vi.waitFor(() => expect(desk.isIdle).toBe(true));
  return { desk, answers, receive, idle };
};

test('IN_PROGRESS, then SUCCEEDED with the result', async () => {
  const { answers, receive, idle } = openDesk({ go: { run: async () => ({ moved: 3 }) } });
  receive('c1', 'go');
  await idle();
  expect(answers).toEqual([
    ['c1', { status: 'IN_PROGRESS' }],
    ['c1', { status: 'SUCCEEDED', result: { moved: 3 } }],
  ]);
});

test('what a handler throws is the reason of FAILED', async () => {
  const { answers, receive, idle } = openDesk({
    go: {
      run: () => {
        throw new Error('the valve is stuck');
      },
    },
  });
  receive('c1', 'go');
  await idle();
  expect(answers.at(-1)).toEqual(['c1', { status: 'FAILED', reason: 'the valve is stuck' }]);
});

test('an expired request is REJECTED and never begun', async () => {
  let runs = 0;
  const { answers, receive, idle } = openDesk({ go: { run: () => ++runs } });
  receive('c1', 'go', 999);
  await idle();
  expect(runs).toBe(0);
  expect(answers).toEqual([['c1', { status: 'REJECTED', reason: 'expired at 1970-01-01T00:00:00.999Z' }]]);
});

test('a request that comes again, while it runs or after, is answered again and not carried out again', async () => {
  let runs = 0;
  const { answers, receive, idle } = openDesk({ go: { run: async () => void runs++ } });
  receive('c1', 'go');
  receive('c1', 'go');
  await idle();
  receive('c1', 'go');
  await idle();
  expect(runs).toBe(1);
  expect(answers.map(([, { status }]) => status)).toEqual(['IN_PROGRESS', 'IN_PROGRESS', 'SUCCEEDED', 'SUCCEEDED']);
});

test('other topics are ignored', () => {
  const { desk, answers } = openDesk({});
  desk.receive('cmd/demo/pump-1/response/c1', Buffer.from('{}'));
  desk.receive('cmd/demo/pump-1/request/c1/more', Buffer.from('{}'));
  expect(answers).toEqual([]);
});

test('the memory forgets the oldest command first', () => {
  const memory = createCommandMemory(2);
  for (const id of ['a', 'b', 'a', 'c']) memory.set(id, { status: 'SUCCEEDED' });
  expect(['a', 'b', 'c'].map((id) => memory.get(id)?.status)).toEqual(['SUCCEEDED', undefined, 'SUCCEEDED']);
});
