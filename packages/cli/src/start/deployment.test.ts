import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { deploy } from './deployment.ts';

const roots: string[] = [];
afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true });
});

/** A checkout whose `sls` is this script. */
const checkoutWith = async (script: string): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'signalbox-start-'));
  roots.push(root);
  const bin = join(root, 'node_modules', '.bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'sls'), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, 'sls'), 0o755);
  return root;
};

const run = (root: string, stop: AbortSignal) => {
  const lines: string[] = [];
  const target = { endpoint: 'http://127.0.0.1:4566', region: 'us-east-1', root };
  const ended = deploy({ ...target, stop, onLine: (line) => lines.push(line) });
  return { lines, ended };
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('runs sls for stage local in the checkout, against the cloud, and passes on what it says', async () => {
  const root = await checkoutWith('echo "$@"; echo $AWS_ENDPOINT_URL; pwd; echo careful >&2');
  const { lines, ended } = run(root, new AbortController().signal);
  expect(await ended).toBe(true);
  expect(lines).toEqual(expect.arrayContaining(['deploy --stage local', 'http://127.0.0.1:4566', 'careful']));
  expect(lines.some((line) => line.endsWith(root.slice(root.lastIndexOf('/'))))).toBe(true);
});

test('a deployment that fails is a problem that says so', async () => {
  const { ended } = run(await checkoutWith('exit 3'), new AbortController().signal);
  await expect(ended).rejects.toThrow('sls deploy --stage local ended with code 3');
});

test('a deployment that is stopped leaves nothing behind, also of what it started', async () => {
  const stop = new AbortController();
  const { lines, ended } = run(await checkoutWith('sleep 600 & echo $!; wait'), stop.signal);
  await vi.waitFor(() => expect(lines).toHaveLength(1), 10_000);
  stop.abort();
  expect(await ended).toBe(false);
  await vi.waitFor(() => expect(isAlive(Number(lines[0]))).toBe(false), 10_000);
});

test('one that was stopped before it began does not begin', async () => {
  const { lines, ended } = run(await checkoutWith('echo here'), AbortSignal.abort());
  expect(await ended).toBe(false);
  expect(lines).toEqual([]);
});
