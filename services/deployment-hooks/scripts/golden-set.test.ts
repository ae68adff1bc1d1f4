import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { goldenModule } from './golden-module.ts';
import { readGoldenSet } from './golden-set.ts';

const line = JSON.stringify({
  shardId: 's',
  sequenceNumber: '1',
  payload: '',
  topic: 'dt/f/pump-1/telemetry',
  clientId: 'c',
  receivedAt: 1,
});
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const repository = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'signalbox-golden-'));
  folders.push(root);
  await mkdir(join(root, 'releases', 'golden'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, 'releases', name), text);
  return root;
};

const read = async (files: Readonly<Record<string, string>>) => readGoldenSet(await repository(files));

it('reads lines of all files in the order of their names, and what is expected', async () => {
  const second = line.replace('"1"', '"2"');
  const files = {
    'golden/b.ndjson': `${second}\n`,
    'golden/a.ndjson': `${line}\n\n`,
    'golden/README.md': 'no',
    'expected-changes.yaml':
      'changes: []\nrecords: [{ fleet: a, change: refused, atMost: { readings: 1 }, reason: x }]\n',
  };
  const set = await read(files);
  const records = [{ fleet: 'a', change: 'refused', atMost: { readings: 1 }, reason: 'x' }];
  expect(set).toEqual({ golden: [line, second], expected: { changes: [], records } });
  const module = await import(`data:text/javascript,${encodeURIComponent(goldenModule(set))}`);
  expect({ ...module }).toEqual({ golden: set.golden, expectedChanges: [], expectedRecords: records });
});

it('names all that is wrong by file, line and column', async () => {
  const files = {
    'golden/a.ndjson': `${line}\n{"shardId": nothing}\n{}\n`,
    'expected-changes.yaml': 'changes: [{ rule: 1 }]\n',
  };
  const problems = await read(files).then(
    () => [],
    (error: Error & { code: string }) => [error.code, ...error.message.split('\n')],
  );
  expect(problems[0]).toBe('INVALID_GOLDEN_SET');
  expect(problems[1]).toMatch(/^releases\/golden\/a\.ndjson:2:\d+: no JSON: /);
  expect(problems[2]).toMatch(/^releases\/golden\/a\.ndjson:3:1: no line of the archive: /);
  expect(problems[3]).toMatch(/^releases\/expected-changes\.yaml:1:\d+: /);
});

it.each([
  ['no golden set', { 'expected-changes.yaml': 'changes: []\n' }, 'releases/golden holds no .ndjson file'],
  ['no file of expected changes', { 'golden/a.ndjson': line }, 'releases/expected-changes.yaml cannot be read'],
])('refuses %s', async (_what, files, message) => {
  await expect(read(files)).rejects.toThrow(message);
});
