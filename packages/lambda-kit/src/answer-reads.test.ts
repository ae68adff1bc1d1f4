import { expect, it } from 'vitest';
import { answerReads } from './answer-reads.ts';
import type { ProbedCall } from './probe.ts';

it('answers the reads that it has an answer for, tells them in the order of the calls, and reads the rest for real', async () => {
  const heard: ProbedCall[] = [];
  const real: string[] = [];
  const read = async (key: string): Promise<unknown> => {
    real.push(key);
    return `real ${key}`;
  };
  const guard = answerReads({ load: { status: 'SENT' }, find: null }, (call) => heard.push(call));
  const { find, list, load, toString: other } = guard({ load: read, find: read, list: read, toString: read });
  expect(await load('a')).toEqual({ status: 'SENT' });
  expect(await list('b')).toBe('real b');
  expect(await find('c')).toBeNull();
  expect(await other('d')).toBe('real d');
  expect(real).toEqual(['b', 'd']);
  expect(heard).toEqual([
    { adapter: 'load', arguments: ['a'] },
    { adapter: 'find', arguments: ['c'] },
  ]);
});

it('lets the failure of a real read through', async () => {
  const { load } = answerReads(
    { save: 'saved' },
    () => undefined,
  )({
    load: async () => Promise.reject(new Error('throttled')),
  });
  await expect(load()).rejects.toThrow('throttled');
});
