import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';

const main = join(import.meta.dirname, '..', 'main.ts');

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const up = (...args: readonly string[]) => {
  const child = spawn(process.execPath, [main, 'up', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  cleanups.push(() => {
    child.kill('SIGKILL');
    return ended;
  });
  const said = { stderr: '' };
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  const firstLine = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  return { child, ended, said, firstLine };
};

const takePort = async (): Promise<number> => {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
};

test('says where it is, answers there, and ends with 0 when told to', async () => {
  const { child, ended, firstLine } = up('--ephemeral', '--port', '0', '--mqtt-port', '0', '--json');
  const ready = JSON.parse(await firstLine);
  expect(ready).toMatchObject({ event: 'ready', region: 'us-east-1', mqtt: expect.stringMatching(/^mqtt:\/\/127/) });
  expect(await (await fetch(ready.health)).json()).toMatchObject({ status: 'ready' });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test.each([
  ['--port', '--mqtt-port'],
  ['--mqtt-port', '--port'],
])('a taken %s is one line that names it', async (taken, other) => {
  const port = await takePort();
  const { ended, said } = up('--ephemeral', taken, String(port), other, '0');
  expect(await ended).toBe(1);
  expect(said.stderr).toMatch(new RegExp(`^error: port ${port} .*is taken by another process; --port and --mqtt-port`));
  expect(said.stderr.trim().split('\n')).toHaveLength(1);
});

test('two clouds do not share a data directory', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'signalbox-up-'));
  cleanups.push(() => rm(directory, { recursive: true }));
  const args = ['--data-dir', directory, '--port', '0', '--mqtt-port', '0'];
  await up(...args).firstLine;
  const { ended, said } = up(...args);
  expect(await ended).toBe(1);
  expect(said.stderr).toMatch(
    /^error: the data directory .* is used by another process; --data-dir chooses another\n$/,
  );
});
