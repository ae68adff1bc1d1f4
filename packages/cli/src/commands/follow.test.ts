import { expect, test } from 'vitest';
import type { CommandRecord } from './command-record.ts';
import { followCommand } from './follow.ts';

const ledgerOf = (...statuses: (string | undefined)[]) => ({
  find: async () => {
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    return status === undefined ? undefined : ({ commandId: 'c1', status } as CommandRecord);
  },
});

const follow = async (ledger: ReturnType<typeof ledgerOf>, withinMs: number, stop = new AbortController().signal) => {
  const seen: string[] = [];
  const onStatus = ({ status }: CommandRecord) => seen.push(status);
  const last = await followCommand(ledger, 'c1', { stop, withinMs, pollMs: 1, onStatus });
  return { seen, last: last?.status };
};

test('says each status once and ends with the final one', async () => {
  const ledger = ledgerOf(undefined, 'CREATED', 'SENT', 'SENT', 'IN_PROGRESS', 'SUCCEEDED', 'FAILED');
  expect(await follow(ledger, 60_000)).toEqual({
    seen: ['CREATED', 'SENT', 'IN_PROGRESS', 'SUCCEEDED'],
    last: 'SUCCEEDED',
  });
});

test('gives up in time, with what it saw last', async () => {
  expect(await follow(ledgerOf('SENT'), 5)).toEqual({ seen: ['SENT'], last: 'SENT' });
  expect(await follow(ledgerOf(undefined), 5)).toEqual({ seen: [], last: undefined });
  expect(await follow(ledgerOf('SENT'), 60_000, AbortSignal.abort())).toEqual({ seen: [], last: undefined });
});
