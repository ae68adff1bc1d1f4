import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
};

test('a function in an endless loop does not outlive a cloud that is killed with -9', async () => {
  const script = fileURLToPath(new URL('./testing/looping-cloud.ts', import.meta.url));
  const cloud = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = (await once(cloud.stdout, 'data')) as [Buffer];
  const processId = Number(/PID (\d+)/.exec(output.toString())?.[1]);
  expect(isAlive(processId)).toBe(true);
  cloud.kill('SIGKILL');
  await once(cloud, 'exit');
  await vi.waitFor(() => expect(isAlive(processId)).toBe(false), { timeout: 10_000 });
});
