import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArchiveLine, recordOfArchiveLine } from '@signalbox/contracts';
import { engineRecordOf, prepare, type RuleSet } from '@signalbox/decision-engine';
import { type ReleasedStates, stepReleased } from '@signalbox/decision-engine/release';
import { assignmentOf, entryAt, type RuleTimeline, type TimelineEntry } from '@signalbox/releases';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Outcome, objectsOf } from '../../command-line.fixture.ts';
import { dawn, hotRule, minuteMs, pumpLine } from '../archive-lines.fixture.ts';
import { loadRules } from '../load-rules.ts';
import { writeFiles } from '../replay.fixture.ts';
import { replayIn } from '../replay-command.fixture.ts';

let directory: string;
let stable: RuleSet;
let candidate: RuleSet;
let timeline: RuleTimeline;

const entry = (seq: number, minute: number, phase: TimelineEntry['phase'], more: object): TimelineEntry => ({
  ...{ seq, phase, releaseId: phase === 'baseline' ? 'baseline' : 'rules-new-2', stable: stable.hash },
  ...{ effectiveAt: minute * minuteMs && dawn + minute * minuteMs, writtenAt: 0, by: 'automatic', reason: 'a test' },
  cohortPercent: 100,
  ...more,
});

const devices = Array.from({ length: 8 }, (_, index) => `pump-${index}`);

/** Each device goes up to 90 °C and down again, every ten minutes; one line a device a minute, at positions of its own. */
const lines = Array.from({ length: 60 }, (_, minute) =>
  devices.map((deviceId, index) => {
    const line = JSON.parse(pumpLine(minute, 80 + (minute % 10) + index / 2, deviceId));
    return `${JSON.stringify({ ...line, sequenceNumber: String(1000 + minute * 10 + index) })}\n`;
  }),
).flat();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replay-released-test-'));
  await writeFiles(directory, { 'stable/hot.yaml': hotRule(90), 'candidate/hot.yaml': hotRule(86) });
  stable = await loadRules(join(directory, 'stable'));
  candidate = await loadRules(join(directory, 'candidate'));
  timeline = {
    version: 4,
    entries: [
      entry(1, 0, 'baseline', {}),
      entry(2, 12, 'shadow', { candidate: candidate.hash, cohortPercent: 0 }),
      entry(3, 25, 'cohort', { candidate: candidate.hash, cohortPercent: 50 }),
      entry(4, 37, 'all', { stable: candidate.hash }),
      entry(5, 51, 'rolled-back', {}),
    ],
  };
  await writeFiles(directory, {
    'sets/one.json': JSON.stringify(stable),
    'sets/two.json': JSON.stringify(candidate),
    'some/one.json': JSON.stringify(stable),
    'forged/one.json': JSON.stringify({ ...stable, rules: candidate.rules }),
    'timeline.json': JSON.stringify(timeline),
    'empty.json': JSON.stringify({ version: 0, entries: [] }),
    'day.ndjson': lines.join(''),
  });
});

afterAll(() => rm(directory, { recursive: true }));

const options = ['--released', '--timeline', 'timeline.json', '--rule-sets', 'sets', '--records', 'day.ndjson'];
const replay = (...args: readonly string[]): Promise<Outcome> => replayIn(directory, args);

/** What the decisions service makes of the lines, batch by batch. */
const decidedLive = () => {
  const models = new Map([stable, candidate].map((set) => [set.hash, prepare(set)]));
  const states = new Map<string, ReleasedStates | undefined>();
  return lines.flatMap((line) => {
    const archived: ArchiveLine = JSON.parse(line);
    const record = recordOfArchiveLine(archived);
    if (record === undefined) throw new Error('a line of the fixture is wrong');
    const engine = engineRecordOf(record, { shardId: archived.shardId, sequenceNumber: archived.sequenceNumber });
    if (!engine.ok) throw new Error('a record of the fixture is refused');
    const { deviceId, receivedAt } = engine.value;
    const before = states.get(deviceId);
    const inForce = entryAt(timeline, receivedAt, before?.seq ?? 0) as TimelineEntry;
    const sets = assignmentOf(inForce, deviceId);
    const step = stepReleased((hash) => models.get(hash), before, sets, engine.value, inForce.effectiveAt);
    states.set(deviceId, step.states);
    return step.actions.map(({ decisionId }) => [decisionId, sets.live]);
  });
};

test('decides what was decided live, and says by which set', async () => {
  const { code, stdout } = await replay(...options, '--decisions', '--json');
  expect(code).toBe(0);
  const told = objectsOf(stdout).filter(({ type }) => type === 'decision');
  const live = decidedLive();
  expect(told.map(({ decisionId, ruleSetHash }) => [decisionId, ruleSetHash]).sort()).toEqual(live.sort());
  expect(new Set(told.map(({ ruleSetHash }) => ruleSetHash))).toEqual(new Set([stable.hash, candidate.hash]));
  expect(told.some(({ decisionId }) => String(decisionId).includes('/release@'))).toBe(true);
  expect(told[0]).toMatchObject({ releaseId: 'baseline', releaseSeq: 1 });
});

test('sums up what each set did, and what it would have done', async () => {
  const { stdout } = await replay(...options, '--json', '--jobs', '2');
  const summary = objectsOf(stdout).at(-1) as { bySet: { ruleSetHash: string; records: number; decisions: number }[] };
  expect(summary.bySet.map(({ ruleSetHash }) => ruleSetHash)).toEqual([stable.hash, candidate.hash]);
  expect(summary.bySet.reduce((sum, { records }) => sum + records, 0)).toBe(480);
  expect(summary.bySet.reduce((sum, { decisions }) => sum + decisions, 0)).toBe(decidedLive().length);
  expect(summary.bySet[1]).toMatchObject({ shadowDecisions: expect.any(Number), shadowFailures: 0 });
});

test('tells people the set before each decision, and a table of sets', async () => {
  const { stdout } = await replay(...options, '--decisions');
  expect(stdout).toMatch(new RegExp(`^${stable.hash.slice(0, 12)}  2026-11-23T`, 'm'));
  expect(stdout).toMatch(/^RULE SET +RECORDS +DECISIONS +IN SHADOW +SHADOW FAILURES$/m);
});

test.each([
  ['rules beside it', [...options, '--rules', 'stable'], 2, 'leave out --rules'],
  ['a timeline without rule sets', ['--released', '--timeline', 'timeline.json', '--records', 'day.ndjson'], 2, 'both'],
  [
    'a timeline for given rules',
    ['--rules', 'stable', '--timeline', 'timeline.json', '--records', 'day.ndjson'],
    2,
    'go with',
  ],
  ['no timeline', [...options, '--timeline', 'gone.json'], 2, 'there is no file gone.json'],
  ['no JSON', [...options, '--timeline', 'day.ndjson'], 2, 'day.ndjson: the rule timeline is no JSON'],
  ['an empty timeline', [...options, '--timeline', 'empty.json'], 1, 'nothing was ever released'],
  ['no rule sets', [...options, '--rule-sets', 'gone'], 2, 'there is no directory gone'],
  ['a set that decided and is gone', [...options, '--rule-sets', 'some'], 1, 'by entry 3 of the timeline, is gone'],
  ['a set that is not what its hash says', [...options, '--rule-sets', 'forged'], 1, 'hash is not that of its rules'],
])('refuses %s', async (_, args, code, message) => {
  expect(await replay(...args)).toMatchObject({ code, stderr: expect.stringContaining(message) });
});
