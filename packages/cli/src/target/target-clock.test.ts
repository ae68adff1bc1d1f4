import { expect, test } from 'vitest';
import { resolveTarget } from './target.ts';
import { clockFrom, openClock } from './target-clock.ts';

test('goes on from what the cloud said, as fast as it does', () => {
  let machineMs = 500;
  const now = clockFrom({ now: 1_000_000, speed: 60 }, () => machineMs);
  expect(now()).toBe(1_000_000);
  machineMs += 1_000;
  expect(now()).toBe(1_060_000);
});

test('a cloud that is not there is a problem that says what to do', async () => {
  const target = resolveTarget({ stage: 'local', endpointUrl: 'http://127.0.0.1:9' }, {});
  await expect(openClock(target)).rejects.toThrow('nothing answers at http://127.0.0.1:9; start the local cloud');
});
