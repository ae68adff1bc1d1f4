import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Outcome, objectsOf } from '../command-line.fixture.ts';
import { dawn, hotRule, minuteMs, pumpLine, shardId, silentRule } from './archive-lines.fixture.ts';
import { writeFiles } from './replay.fixture.ts';
import { environmentIn, main, replayIn } from './replay-command.fixture.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replay-test-'));
  const day = Array.from({ length: 60 }, (_, minute) => pumpLine(minute, 60 + (minute % 30) * 2, `pump-${minute % 2}`));
  await writeFiles(directory, {
    'rules/hot.yaml': hotRule(90),
    'rules/silent.yaml': silentRule,
    'none/README.md': 'nothing yet',
    'warm/hot.yaml': hotRule(84),
    'warm/silent.yaml': silentRule,
    'broken/hot.yaml': hotRule(90).replace('temperature >=', 'temprature >='),
    'ssm/hot.yaml': hotRule(90).replace(
      'when: temperature >= 90',
      'parameters:\n  limit: { default: 90, ssm: "/{stage}/limit" }\nwhen: temperature >= limit',
    ),
    'parameters.json': '{"/local/limit": 84}',
    'day.ndjson': day.join(''),
    'day.ndjson.gz': day.join(''),
    'bad.ndjson': `${day.join('')}nonsense\n`,
  });
});

afterAll(() => rm(directory, { recursive: true }));

const env = (): NodeJS.ProcessEnv => environmentIn(directory);
const replay = (...args: readonly string[]): Promise<Outcome> => replayIn(directory, args);

const leftBehind = async () => (await readdir(directory)).filter((name) => name.startsWith('signalbox-replay-'));

test('helps, and says what its lines and exit codes mean', async () => {
  const { code, stdout, stderr } = await replay('--help');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: signalbox replay/);
  for (const word of ['Exit codes', 'decision', 'difference', 'bad-line', 'summary']) expect(stdout).toContain(word);
});

test('reports for people: what went through, and decisions by rule and device', async () => {
  const { code, stdout, stderr } = await replay('--rules', 'rules', '--records', 'day.ndjson', '--decisions');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.split('\n');
  expect(lines[0]).toBe(
    '2026-11-23T00:15:00.000Z  pump-1  hot  set-fan {"speed":100}  temperature >= 90 (temperature 90)',
  );
  expect(stdout).toMatch(
    /^60 records \(60 readings\) of 2 devices, 2026-11-23T00:00:00.000Z to 2026-11-23T00:59:00.000Z, in .+ times real time$/m,
  );
  expect(stdout).toMatch(/^RULE +DECISIONS +FAILURES\nhot +6 +0\nsilent +0 +0$/m);
  expect(stdout).toMatch(/^DEVICE +DECISIONS\npump-0 +3\npump-1 +3$/m);
  expect(await leftBehind()).toEqual([]);
});

test('tells programs each decision and a summary, as NDJSON', async () => {
  const args = [
    '--rules',
    'rules',
    '--records',
    'day.ndjson.gz',
    '--json',
    '--decisions',
    '--until',
    '2026-11-23T02:00:00Z',
  ];
  const { code, stdout } = await replay(...args, '--jobs', '2');
  expect(code).toBe(0);
  const lines = objectsOf(stdout);
  const decisions = lines.slice(0, -1);
  expect(decisions).toHaveLength(8);
  expect(decisions[0]).toMatchObject({
    ...{
      type: 'decision',
      decisionId: `hot/pump-1/${shardId}:1000015#0/0`,
      rule: 'hot',
      deviceId: 'pump-1',
      fleet: 'demo',
    },
    ...{
      decidedAt: dawn + 15 * minuteMs,
      status: 'ACTIVE',
      severity: 'warning',
      command: { name: 'set-fan', parameters: { speed: 100 } },
    },
  });
  expect(decisions.at(-1)).toMatchObject({
    rule: 'silent',
    decidedAt: dawn + 74 * minuteMs,
    notification: { message: 'pump-1 is silent' },
  });
  expect(lines.at(-1)).toMatchObject({
    ...{
      type: 'summary',
      rules: { name: 'default' },
      lines: 60,
      records: 60,
      readings: 60,
      badLines: 0,
      repeatedLines: 0,
    },
    ...{
      devices: 2,
      activeDevices: 2,
      firstReceivedAt: dawn,
      lastReceivedAt: dawn + 59 * minuteMs,
      until: dawn + 120 * minuteMs,
    },
    byRule: [
      { rule: 'hot', decisions: 6, failures: 0 },
      { rule: 'silent', decisions: 2, failures: 0 },
    ],
    topDevices: [
      { deviceId: 'pump-0', decisions: 4 },
      { deviceId: 'pump-1', decisions: 4 },
    ],
  });
});

test('compares: exit code 0 if nothing differs, 3 if something does', async () => {
  const same = await replay('--rules', 'rules', '--records', 'day.ndjson', '--against', 'rules');
  expect(same).toMatchObject({ code: 0, stderr: '' });
  expect(same.stdout).toContain('\nno decision differs\n');

  const people = await replay('--rules', 'rules', '--records', 'day.ndjson', '--against', 'warm');
  expect(people).toMatchObject({ code: 3, stderr: 'error: 4 decisions differ\n' });
  expect(people.stdout).toMatch(
    /^RULE +DECISIONS +AGAINST +ADDED +REMOVED +CHANGED +MOVED +BY +FAILURES\nhot +6 +6 +0 +0 +0 +4 +\+2m to \+4m +0$/m,
  );
  expect(people.stdout).toMatch(/^moved +hot +pump-1 +2026-11-23T00:15:00.000Z \(\+2m\) +temperature >= 90/m);

  const json = await replay('--rules', 'rules', '--records', 'day.ndjson', '--against', 'warm', '--json');
  expect(json.code).toBe(3);
  const lines = objectsOf(json.stdout);
  expect(lines[0]).toMatchObject({ type: 'difference', kind: 'moved', rule: 'hot', deviceId: 'pump-1' });
  expect(lines.at(-1)).toMatchObject({
    type: 'summary',
    against: { name: 'default' },
    byRule: [{ rule: 'hot', against: 6, moved: 4 }, {}],
  });
});

test('names lines that cannot be read, and ends with exit code 1 even if it compares', async () => {
  const told = await replay('--rules', 'rules', '--records', 'bad.ndjson', '--against', 'warm');
  expect(told.code).toBe(1);
  expect(told.stderr).toMatch(/^bad\.ndjson:61: not JSON: .*\nerror: 1 lines could not be read\n$/);
  expect(told.stdout).toContain('60 records');
  const json = await replay('--rules', 'rules', '--records', 'bad.ndjson', '--json');
  expect(json.code).toBe(1);
  expect(objectsOf(json.stdout)).toMatchObject([
    { type: 'bad-line', file: 'bad.ndjson', line: 61 },
    { type: 'summary', badLines: 1 },
  ]);
});

test('reads stdin', async () => {
  const child = spawn(process.execPath, [main, 'replay', '--rules', 'rules', '--records', '-', '--json'], {
    cwd: directory,
    env: env(),
  });
  child.stdin.end(gzipSync(pumpLine(0, 95) + pumpLine(1, 96)));
  const text = (await child.stdout.toArray()).join('');
  expect(objectsOf(text)).toMatchObject([
    { type: 'summary', records: 2, byRule: [{ decisions: 1 }, { decisions: 0 }] },
  ]);
});

test('takes values of SSM parameters from a file', async () => {
  const decisions = async (...args: string[]) => {
    const { stdout } = await replay('--rules', 'ssm', '--records', 'day.ndjson', '--json', '--decisions', ...args);
    return objectsOf(stdout)[0];
  };
  expect(await decisions()).toMatchObject({ decidedAt: dawn + 15 * minuteMs });
  expect(await decisions('--parameters', 'parameters.json')).toMatchObject({ decidedAt: dawn + 12 * minuteMs });
});

test.each([
  ['neither records nor archive', ['--rules', 'rules'], 2, /^error: give either --records or --from$/m],
  ['both', ['--rules', 'rules', '--records', 'day.ndjson', '--from', '1h'], 2, /give either --records or --from/],
  ['a folder without rules', ['--rules', 'none', '--records', 'day.ndjson'], 2, /there are no rules in none/],
  ['archive only, of files', ['--rules', 'rules', '--records', 'day.ndjson', '--archive-only'], 2, /goes with --from/],
  ['no rules', ['--rules', 'nowhere', '--records', 'day.ndjson'], 2, /there is no directory nowhere with rules/],
  ['no file', ['--rules', 'rules', '--records', 'night.ndjson'], 2, /there is no file night\.ndjson/],
  [
    'a rule that does not compile',
    ['--rules', 'broken', '--records', 'day.ndjson'],
    1,
    /^broken\/hot\.yaml:3:\d+: .*temprature/m,
  ],
  ['no device', ['--rules', 'rules', '--records', 'day.ndjson', '--device', 'a/b'], 2, /'a\/b' is invalid/],
])('%s is one clear problem', async (_what, args, expected, message) => {
  const { code, stdout, stderr } = await replay(...args);
  expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('Ctrl-C ends it at once, with a word and without leaving anything behind', async () => {
  const child = spawn(process.execPath, [main, 'replay', '--rules', 'rules', '--records', '-'], {
    cwd: directory,
    env: env(),
  });
  const stderr = child.stderr.toArray();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  // It waits for stdin, and so has begun.
  child.stdin.write(pumpLine(0, 95));
  await expect.poll(leftBehind, { timeout: 20_000 }).not.toEqual([]);
  child.kill('SIGINT');
  expect(await ended).toBe(1);
  expect((await stderr).join('')).toMatch(/^error: stopped before the end/);
  expect(await leftBehind()).toEqual([]);
});
