import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Outcome, objectsOf } from '../../command-line.fixture.ts';
import { hotRule, pumpLine } from '../archive-lines.fixture.ts';
import { writeFiles } from '../replay.fixture.ts';
import { replayIn } from '../replay-command.fixture.ts';

let directory: string;

const silent = (after: string): string => `deviceTypes: [pump]
severity: critical
noDataFor: ${after}
then:
  - notification: { message: "\${deviceId} is silent" }
`;

const declared = (decisions: number): string => `changes:
  - rule: hot
    change: moved
    atMost: { decisions: ${decisions}, by: 10m }
    reason: Pumps get their fan earlier.
`;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replay-gate-test-'));
  const day = Array.from({ length: 60 }, (_, minute) => pumpLine(minute, 60 + (minute % 30) * 2, `pump-${minute % 2}`));
  await writeFiles(directory, {
    'rules/hot.yaml': hotRule(90),
    'warm/hot.yaml': hotRule(84),
    'early/hot.yaml': hotRule(90),
    'early/silent.yaml': silent('15m'),
    'patient/hot.yaml': hotRule(90),
    'patient/silent.yaml': silent('20m'),
    'none.yaml': 'changes: []\n',
    'declared.yaml': declared(6),
    'too-few.yaml': declared(1),
    'wrong.yaml': 'changes:\n  - rule: hot\n    chnage: moved\n',
    'day.ndjson': day.join(''),
    // One falls silent: only the end of time would tell.
    'quiet.ndjson': [pumpLine(0, 60, 'pump-0'), pumpLine(18, 60, 'pump-1')].join(''),
  });
});

afterAll(() => rm(directory, { recursive: true }));

const judged = (rules: string, expected: string, ...more: readonly string[]): Promise<Outcome> => {
  const options = ['--rules', rules, '--against', 'rules', '--expected', expected, '--records', 'day.ndjson'];
  return replayIn(directory, [...options, ...more]);
};

test('what nobody declared ends with 3, and with the lines that would declare it', async () => {
  const { code, stdout, stderr } = await judged('warm', 'none.yaml');
  expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('not declared') });
  expect(stdout).toContain('VERDICT: not to be released');
  expect(stdout).toMatch(/^rule hot: \d+ decisions moved on 2 devices, by up to .+; not declared$/m);
  expect(stdout).toContain('devices: pump-0, pump-1');
});

test('what is declared ends with 0, although decisions differ', async () => {
  const { code, stdout, stderr } = await judged('warm', 'declared.yaml');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('VERDICT: every difference is declared');
  expect(stdout).toContain('declared: Pumps get their fan earlier.');
});

test('more than is declared ends with 3', async () => {
  const { code, stdout } = await judged('warm', 'too-few.yaml');
  expect(code).toBe(3);
  expect(stdout).toContain('more than declared');
});

test('nothing that differs ends with 0, and what was declared for nothing is noted', async () => {
  const { code, stdout } = await judged('rules', 'declared.yaml');
  expect(code).toBe(0);
  expect(stdout).toContain('declared and not seen: decisions of hot that are moved');
});

test('tells programs the verdict before the summary, with all differences', async () => {
  const { code, stdout } = await judged('warm', 'none.yaml', '--json');
  const lines = objectsOf(stdout);
  expect(code).toBe(3);
  expect(lines.at(-1)).toMatchObject({ type: 'summary' });
  const verdict = lines.at(-2) as { differences: number };
  expect(verdict).toMatchObject({ type: 'verdict', ok: false, byRule: [{ rule: 'hot', change: 'moved' }] });
  expect(lines.filter(({ type }) => type === 'difference')).toHaveLength(verdict.differences);
  expect(verdict.differences).toBeGreaterThan(0);
});

test('time ends for each device with its last record, as for the hook', async () => {
  const args = ['--rules', 'early', '--against', 'patient', '--records', 'quiet.ndjson'];
  expect((await replayIn(directory, args)).code).toBe(3);
  expect((await replayIn(directory, [...args, '--expected', 'none.yaml'])).code).toBe(0);
  const until = ['--until', '2026-11-23T00:18:00Z'];
  expect((await replayIn(directory, [...args, '--expected', 'none.yaml', ...until])).code).toBe(3);
});

test.each([
  ['a file that is not there', ['--against', 'rules', '--expected', 'gone.yaml'], 2, 'there is no file gone.yaml'],
  ['a file that is wrong', ['--against', 'rules', '--expected', 'wrong.yaml'], 1, 'wrong.yaml:3:5'],
  ['nothing to compare with', ['--expected', 'none.yaml'], 2, '--expected goes with --against'],
])('refuses %s', async (_, args, code, message) => {
  const outcome = await replayIn(directory, ['--rules', 'rules', '--records', 'day.ndjson', ...args]);
  expect(outcome).toMatchObject({ code, stderr: expect.stringContaining(message) });
});
