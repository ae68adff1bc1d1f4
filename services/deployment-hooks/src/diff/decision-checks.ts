import type { Shift } from '../app-spec.ts';
import type { Finding, Progress } from '../progress.ts';
import type { DeviceLines, DeviceRun, Side } from '../sandbox/sandbox.ts';
import { type Comparison, compareRuns, unequalRuns, verdictOf } from './compare-runs.ts';
import type { DecisionPorts, RuleSetText, StoredState } from './decision-ports.ts';
import { byDevice } from './records.ts';
import { type ReleasedRules, releasedRules } from './released-rules.ts';

/** Records of a device that one version decides on before the other takes its turn. */
const turn = 7;

const mostStates = 1000;

/** Two days that have nothing in common, and two chances. */
const [oneDay, otherDay] = [
  { clock: Date.UTC(2024, 1, 29, 23, 59, 59), seed: 1 },
  { clock: Date.UTC(2031, 6, 14, 4, 30), seed: 20_260_801 },
];

/** Runs of sides over records. */
type Run = (
  sides: readonly Side[],
  devices?: readonly DeviceLines[],
  when?: typeof oneDay,
) => Promise<readonly DeviceRun[]>;

const count = (runs: readonly DeviceRun[]): number => runs.reduce((sum, { decisions }) => sum + decisions.length, 0);

const short = (hash: string): string => hash.slice(0, 12);

const crashesOf = (runs: readonly DeviceRun[]): string[] =>
  runs.filter(({ crashes }) => crashes > 0).map(({ deviceId, firstCrash }) => `${deviceId}: ${firstCrash}`);

const told = (
  { problems }: Comparison,
  { ok, lines, identical }: { ok: boolean; lines: readonly string[]; identical: number },
): Finding => ({
  ok: ok && problems.length === 0,
  lines: [...problems, ...lines, `${identical} decisions are the same`],
});

/**
 * The same records at another time, under another chance, must give the same. Where no other version tells what may crash, none of the
 * golden set may; what came lately may be anything, and is only told.
 */
const deterministic = async (run: Run, side: Side, unmatched: readonly DeviceLines[]): Promise<Finding> => {
  const [one, other] = [await run([side]), await run([side], undefined, otherDay)];
  const [unequal, crashes] = [unequalRuns(one, other), crashesOf(one).slice(0, 10)];
  if (unequal.length > 0) {
    return {
      ok: false,
      lines: [`what it decides depends on the clock or on chance, on ${unequal.join(', ')}`, ...crashes],
    };
  }
  const broken = crashesOf(one.slice(0, unmatched.length));
  const lines = [`${count(one)} decisions do not depend on the clock or on chance`];
  if (broken.length > 0) {
    const many = `it crashes on the golden set, on ${broken.length} of ${unmatched.length} devices`;
    return { ok: false, lines: [many, ...broken.slice(0, 10), ...lines] };
  }
  return { ok: true, lines: [...lines, ...crashes] };
};

const differs = (
  progress: Progress,
  before: readonly DeviceRun[],
  after: readonly DeviceRun[],
  hash: string,
): Finding => {
  const comparison = compareRuns(before, after);
  const verdict = verdictOf(comparison, undefined, hash);
  progress.verdicts = { ...progress.verdicts, ...(verdict.ok && progress.verdicts.code ? {} : { code: verdict }) };
  return told(comparison, verdict);
};

const tickLine = ({ deviceId, fleet }: StoredState, now: number): string =>
  JSON.stringify({
    // No shard of the stream: the record is before nothing that the device has seen.
    ...{ shardId: 'shardId-deployment-hook', sequenceNumber: '1', type: 'tick' },
    ...{ fleet, deviceId, dueAt: now, receivedAt: now },
  });

const openStates = async (
  { states, now }: DecisionPorts,
  run: Run,
  { target, current, stable }: ReleasedRules,
): Promise<Finding> => {
  const stored = await states(mostStates);
  const own = stored.filter(({ ruleSetHash }) => ruleSetHash === stable.hash);
  const at = now();
  const devices = own.map((item) => ({ deviceId: item.deviceId, state: item.state, lines: [tickLine(item, at)] }));
  const after = await run([{ code: target.code, rules: stable.json }], devices);
  const lines = [`${own.length} stored states of ${stored.length} are of the rules that decide`];
  const crashes = crashesOf(after);
  if (crashes.length > 0)
    return { ok: false, lines: [`${crashes.length} states cannot be gone on with`, ...crashes.slice(0, 10), ...lines] };
  if (current === undefined) return { ok: true, lines };
  const before = await run([{ code: current.code, rules: stable.json }], devices);
  const comparison = compareRuns(before, after);
  const finding = told(comparison, verdictOf(comparison, undefined, stable.hash));
  return { ok: finding.ok, lines: [...finding.lines, ...lines] };
};

const compareCode = async (progress: Progress, run: Run, rules: ReleasedRules, under: RuleSetText): Promise<void> => {
  const { current, target } = rules;
  if (current === undefined) return;
  const [old, next] = [current, target].map(({ code }) => ({ code, rules: under.json })) as [Side, Side];
  let before: readonly DeviceRun[] | undefined;
  await progress.check(`code: both versions decide alike by rules ${short(under.hash)}`, async () => {
    before = await run([old]);
    return differs(progress, before, await run([next]), under.hash);
  });
  await progress.check(
    `code: they decide alike when they take turns on a device, by rules ${short(under.hash)}`,
    async () => {
      before ??= await run([old]);
      return differs(progress, before, await run([old, next]), under.hash);
    },
  );
};

const compareRules = (
  ports: DecisionPorts,
  progress: Progress,
  run: Run,
  rules: ReleasedRules,
  candidate: RuleSetText,
) =>
  progress.check(`rules: ${short(candidate.hash)} against ${short(rules.stable.hash)}`, async () => {
    const { code } = rules.target;
    const before = await run([{ code, rules: rules.stable.json }]);
    const comparison = compareRuns(before, await run([{ code, rules: candidate.json }]));
    const verdict = verdictOf(comparison, ports.expected, candidate.hash);
    progress.verdicts = { ...progress.verdicts, rules: verdict };
    for (const { rule, change } of verdict.unseen) {
      progress.notes.push(`declared and not seen: decisions of ${rule} that are ${change}`);
    }
    return told(comparison, verdict);
  });

/** Golden devices first. */
interface Gathered {
  readonly golden: readonly DeviceLines[];
  readonly all: readonly DeviceLines[];
}

const gather = async ({ golden, recent }: DecisionPorts, progress: Progress): Promise<Gathered> => {
  const { lines, notes } = await recent().catch((error: unknown) => ({
    lines: [],
    notes: [
      `recent records could not be read, so only the golden set counts: ${error instanceof Error ? error.message : error}`,
    ],
  }));
  progress.notes.push(...notes, `${golden.length} records of the golden set, ${lines.length} recent ones`);
  const devices = byDevice(golden);
  return { golden: devices, all: [...devices, ...byDevice(lines)] };
};

/**
 * Holds the target's decisions against those of what runs: by the rules that decide, one version after the other and in turns, and
 * from stored states; then by its own rules, where only what is declared may differ.
 */
export const checkDecisions = async (ports: DecisionPorts, shift: Shift, progress: Progress): Promise<void> => {
  let rules: ReleasedRules | undefined;
  await progress.check('rules: what decides, and what is to be released', async () => {
    rules = await releasedRules(ports, shift);
    const { stable, candidate, underWay } = rules;
    const next = candidate
      ? `${short(candidate.hash)} ${underWay ? 'is under way' : 'is to be released'}`
      : 'no others come';
    return { ok: true, lines: [`rules ${short(stable.hash)} decide, ${next}`] };
  });
  if (rules === undefined) return;
  const { target, current, stable, candidate, underWay } = rules;
  const { all, golden } = await gather(ports, progress);
  const run: Run = (sides, devices = all, when = oneDay) => ports.sandbox.run({ sides, turn, devices, ...when });
  if (current === undefined) {
    progress.notes.push('what runs has no decision bundle: the target is only held against itself');
  }
  const released = candidate ?? stable;
  let runs = false;
  await progress.check('code: decisions depend on records and rules alone', async () => {
    const finding = await deterministic(run, { code: target.code, rules: released.json }, current ? [] : golden);
    runs = true;
    return finding;
  });
  // What cannot be run to the end now cannot be later.
  if (!runs) return;
  await compareCode(progress, run, rules, stable);
  const known = rules;
  if (candidate && underWay) await compareCode(progress, run, rules, candidate);
  await progress.check('code: stored states can be gone on with', () => openStates(ports, run, known));
  if (candidate && !underWay) await compareRules(ports, progress, run, rules, candidate);
};
