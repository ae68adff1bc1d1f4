import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynaliteTable } from '@signalbox/lambda-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HookReport } from '../records/hook-report.ts';
import type { ReleaseRecord } from '../records/release-record.ts';
import type { RuleGateReport } from '../records/rule-gate-report.ts';
import { replaceStable } from '../timeline/roll-back.ts';
import { setBaseline, startRelease } from '../timeline/start-release.ts';
import { emptyTimeline, type RuleTimeline } from '../timeline/timeline.ts';
import { releaseStore } from './release-store.ts';

const tableName = 'signalbox-test-releases';
const releaseTable = () => dynaliteTable(tableName, { hash: 'pk', range: 'sk' });

let table: Awaited<ReturnType<typeof releaseTable>>;
beforeAll(async () => {
  table = await releaseTable();
});
afterAll(() => table.close());

const store = () => releaseStore({ client: table.client, tableName });
const change = (now: number) => ({ now, by: 'ann', reason: 'because' });

test('of two writers of the timeline one is refused, and leaves no trace', async () => {
  expect(await store().loadTimeline()).toEqual(emptyTimeline);
  const baseline = setBaseline(emptyTimeline, 'a', 1000);
  expect(await store().saveTimeline(baseline, emptyTimeline)).toBe('saved');
  expect(await store().saveTimeline(setBaseline(emptyTimeline, 'z', 1000), emptyTimeline)).toBe('conflict');
  const [one, other] = [startRelease(baseline, 'b', change(2000)), startRelease(baseline, 'c', change(2001))];
  const outcomes = await Promise.all([one, other].map((next) => store().saveTimeline(next, baseline)));
  expect(outcomes.sort()).toEqual(['conflict', 'saved']);
  const timeline = await store().loadTimeline();
  expect([one, other]).toContainEqual(timeline);
  expect(await store().history()).toEqual(timeline.entries);
  expect(await store().saveTimeline(timeline, timeline)).toBe('saved');
});

test('history has what the timeline forgot', async () => {
  let timeline: RuleTimeline = await store().loadTimeline();
  for (let index = 0; index < 120; index += 1) {
    const next = replaceStable(timeline, `hash-${index}`, change(10_000 + index));
    expect(await store().saveTimeline(next, timeline)).toBe('saved');
    timeline = next;
  }
  const history = await store().history();
  expect((await store().loadTimeline()).entries).toHaveLength(100);
  expect(history.map(({ seq }) => seq)).toEqual(Array.from({ length: 122 }, (_, index) => index + 1));
  expect(history[0]).toMatchObject({ phase: 'baseline', stable: 'a' });
});

test('a timeline of another form is no empty timeline', async () => {
  const other = await releaseTable();
  try {
    const Item = { pk: { S: 'rules' }, sk: { S: 'timeline' }, document: { S: '{"version":"x"}' } };
    await other.client.send(new PutItemCommand({ TableName: tableName, Item }));
    const load = releaseStore({ client: other.client, tableName }).loadTimeline();
    await expect(load).rejects.toMatchObject({ code: 'UNREADABLE' });
  } finally {
    await other.close();
  }
});

const gateReport: RuleGateReport = {
  ...({ releaseId: 'rules-b-2', seq: 2, phase: 'shadow', evaluatedAt: 9, outcome: 'waiting' } as const),
  ...{ candidateFailures: 0, statesTooLarge: 0, alarms: [], lines: ['all is well'] },
};

test('gives back releases of rules and the last look at them', async () => {
  const release = { releaseId: 'rules-b-2', candidate: 'b', stable: 'a', expected: [], startedAt: 5 };
  await store().saveRuleRelease(release);
  expect(await store().loadRuleRelease('rules-b-2')).toEqual(release);
  expect(await store().loadRuleRelease('rules-c-2')).toBeUndefined();
  const report = gateReport;
  await store().saveGateReport({ ...report, evaluatedAt: 8 });
  await store().saveGateReport(report);
  expect(await store().loadGateReport('rules-b-2')).toEqual(report);
  expect(await store().loadGateReport('rules-c-2')).toBeUndefined();
});

const hookReport = (more: Partial<HookReport> = {}): HookReport => ({
  ...({ deploymentId: 'd-1', phase: 'before', kind: 'decide', functionName: 'decide', targetVersion: '2' } as const),
  ...({ status: 'Succeeded', startedAt: 1, endedAt: 2, checks: [], notes: [] } as const),
  ...more,
});

test('gives back what the hooks of a deployment reported, before first', async () => {
  await store().saveHookReport(hookReport({ phase: 'after' }));
  await store().saveHookReport(hookReport());
  expect((await store().loadHookReports('d-1')).map(({ phase }) => phase)).toEqual(['before', 'after']);
  expect(await store().loadHookReports('d-2')).toEqual([]);
});

test.each([
  ['many lines', [{ name: 'probes', ok: false, lines: Array.from({ length: 20_000 }, () => 'ä'.repeat(100)) }]],
  ['long lines', [{ name: 'probes', ok: false, lines: Array.from({ length: 10 }, () => '"'.repeat(100_000)) }]],
  ['many checks', Array.from({ length: 9000 }, () => ({ name: 'probe', ok: true, lines: ['x'.repeat(100)] }))],
])('a report of %s is cut, and says so', async (_what, checks) => {
  await store().saveHookReport(hookReport({ deploymentId: 'd-long', checks }));
  const [saved] = await store().loadHookReports('d-long');
  expect(saved?.checks.length).toBeGreaterThan(0);
  expect(saved?.checks[0]?.lines.length).toBeGreaterThan(0);
  expect(saved?.notes.at(-1)).toContain('the report was too long');
});

test('of a report that is too long, checks that failed stay', async () => {
  const checks = Array.from({ length: 9000 }, (_, index) => ({
    name: `c-${index}`,
    ok: index < 8999,
    lines: ['x'.repeat(100)],
  }));
  const rules = Array.from(
    { length: 1000 },
    (_, index) =>
      ({ rule: `r-${index}`, change: 'added', atMost: { devices: 1 }, reason: '\u001b'.repeat(1000) }) as const,
  );
  const verdict = { ok: true, differences: 0, identical: 5, byRule: [], unseen: rules, lines: [] };
  await store().saveHookReport(hookReport({ deploymentId: 'd-failed', checks, verdicts: { rules: verdict } }));
  const [saved] = await store().loadHookReports('d-failed');
  expect(saved?.checks.at(-1)).toMatchObject({ name: 'c-8999', ok: false });
  expect(saved?.verdicts?.rules?.unseen.length).toBeGreaterThan(0);
  await store().saveGateReport({ ...gateReport, releaseId: 'rules-long-1', verdict, lines: ['x'.repeat(400_000)] });
  expect((await store().loadGateReport('rules-long-1'))?.lines.at(-1)).toContain('too long');
});

const record = (index: number, more: Partial<ReleaseRecord> = {}): ReleaseRecord => ({
  ...({ releaseId: `r-${index}`, kind: 'release', stage: 'test', startedAt: index * 1000, status: 'RUNNING' } as const),
  ...{ by: 'ann', deployments: [], ...more },
});

test('lists releases from the latest, and finds one by its id or that of a deployment', async () => {
  for (let index = 1; index <= 5; index += 1) await store().saveRelease(record(index));
  await store().beginActive({ releaseId: 'r-5', kind: 'release', startedAt: 5000, until: 9000 }, 5000);
  const ids = async (options = {}) => (await store().listReleases(options)).map(({ releaseId }) => releaseId);
  expect(await ids()).toEqual(['r-5', 'r-4', 'r-3', 'r-2', 'r-1']);
  expect(await ids({ limit: 2 })).toEqual(['r-5', 'r-4']);
  expect(await ids({ limit: 2, before: 4000 })).toEqual(['r-3', 'r-2']);
  await Promise.all(['d-1', 'd-2', 'd-1'].map((id) => store().addDeployment(record(3), id)));
  await store().saveRelease(record(3, { status: 'SUCCEEDED', endedAt: 4000, deployments: ['d-3'] }));
  const found = await store().findRelease('d-2');
  expect(found).toMatchObject({ releaseId: 'r-3', status: 'SUCCEEDED' });
  expect([...(found?.deployments ?? [])].sort()).toEqual(['d-1', 'd-2', 'd-3']);
  expect((await store().findRelease('r-1'))?.releaseId).toBe('r-1');
  expect(await store().findRelease('r-9')).toBeUndefined();
  await store().endActive('r-5');
});

test('one release is under way at a time, until it ends or its time is up', async () => {
  const release = (releaseId: string) => ({ releaseId, kind: 'release', startedAt: 0, until: 1000 }) as const;
  expect(await store().beginActive(release('one'), 0)).toBe('begun');
  expect(await store().beginActive(release('two'), 999)).toBe('conflict');
  expect(await store().active(999)).toEqual(release('one'));
  expect(await store().active(1000)).toBeUndefined();
  expect(await store().beginActive({ ...release('two'), until: 2000 }, 1000)).toBe('begun');
  await store().endActive('one');
  expect((await store().active(1000))?.releaseId).toBe('two');
  await store().endActive('two');
  expect(await store().active(1000)).toBeUndefined();
  await store().endActive('two');
});
