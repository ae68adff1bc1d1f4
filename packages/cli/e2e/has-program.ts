import { spawnSync } from 'node:child_process';

/** Whether a foreign program is on this machine. If not, says so: the tests that want it are skipped for that reason. */
export const hasProgram = (program: string): boolean => {
  const found = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  if (!found) process.stdout.write(`tests with ${program} are skipped: it is not on this machine\n`);
  return found;
};
