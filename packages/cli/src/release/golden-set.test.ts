import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { archiveLine, type Decision, deviceTypes, recordOfArchiveLine } from '@signalbox/contracts';
import { type DeviceState, engineRecordOf, initialState, prepare, step } from '@signalbox/decision-engine';
import { compileRuleSet, type RuleFile } from '@signalbox/decision-engine/rule-files';
import { expect, test } from 'vitest';
import { goldenSet } from '../../scripts/golden-set/golden-set.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const folder = join(root, 'releases', 'golden');
const rulesFolder = join(root, 'services', 'decisions', 'rules');

const files = readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
const ruleFiles: readonly RuleFile[] = readdirSync(rulesFolder).map((file) => ({
  file,
  text: readFileSync(join(rulesFolder, file), 'utf8'),
}));

const lines = files.flatMap((name) =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((text) => {
      const checked = archiveLine.check(JSON.parse(text));
      if (!checked.ok) throw new Error(`${name}: ${checked.detail}`);
      return checked.value;
    }),
);

/** What rules decide over the whole set. */
const decide = (rules: readonly RuleFile[]) => {
  const model = prepare(compileRuleSet('default', rules, deviceTypes));
  const states = new Map<string, DeviceState>();
  const seen = { decisions: [] as Decision[], refused: 0, duplicates: 0, outdated: 0, ignored: 0 };
  for (const line of lines) {
    const { shardId, sequenceNumber } = line;
    const record = recordOfArchiveLine(line);
    const parsed = record && engineRecordOf(record, { shardId, sequenceNumber }, line.partitionKey);
    if (!parsed?.ok) {
      seen.refused += 1;
      continue;
    }
    const { deviceId } = parsed.value;
    const stepped = step(model, states.get(deviceId) ?? initialState, parsed.value);
    expect(stepped.failures).toEqual([]);
    states.set(deviceId, stepped.state);
    seen.decisions.push(...stepped.actions);
    seen.duplicates += stepped.duplicates;
    seen.outdated += stepped.outdated;
    seen.ignored += stepped.ignored;
  }
  return seen;
};

const summary = (rules: readonly RuleFile[]): readonly string[] =>
  decide(rules).decisions.map((decision) => JSON.stringify({ ...decision, ruleSet: undefined }));

const released = decide(ruleFiles);

test('is what its script writes, and small', () => {
  const written = goldenSet();
  expect(files.toSorted()).toEqual([...written.keys()].toSorted());
  for (const [name, text] of written) expect(readFileSync(join(folder, name), 'utf8') === text, name).toBe(true);
  expect([...written.values()].join('').length).toBeLessThan(400_000);
});

test.each(ruleFiles.map(({ file }) => file.replace('.yaml', '')))(
  '%s activates and clears on several devices',
  (rule) => {
    const of = (statuses: readonly string[]): ReadonlySet<string> =>
      new Set(
        released.decisions
          .filter(
            (decision) => decision.rule === rule && decision.status !== undefined && statuses.includes(decision.status),
          )
          .map(({ deviceId }) => deviceId),
      );
    expect(of(['ACTIVE']).size).toBeGreaterThan(5);
    expect(of(['NORMAL']).size).toBeGreaterThan(5);
  },
);

test('has what is refused, too old, said twice, and means nothing', () => {
  expect(released.refused).toBeGreaterThan(15);
  expect(released.duplicates).toBeGreaterThan(5);
  expect(released.outdated).toBeGreaterThan(5);
  expect(released.ignored).toBeGreaterThan(2);
});

/** A slip of whoever edits a rule: each must be seen. */
const slips: readonly (readonly [file: string, from: string, to: string])[] = [
  ['pump-overheating.yaml', 'temperature >= 90', 'temperature > 90'],
  ['pump-overheating.yaml', 'temperature >= 90', 'temperature >= 89.99'],
  ['pump-overheating.yaml', 'temperature >= 90', 'temperature >= 90.01'],
  ['pump-overheating.yaml', 'temperature >= 90', 'temperature >= 194'],
  ['pump-overheating.yaml', 'temperature < 80', 'temperature <= 80'],
  ['pump-overheating.yaml', 'temperature < 80', 'temperature < 79.99'],
  ['pump-overheating.yaml', 'temperature < 80', 'temperature < 90'],
  ['pump-overheating.yaml', 'maxAge: 15m', 'maxAge: 899s'],
  ['pump-overheating.yaml', 'maxAge: 15m', 'maxAge: 901s'],
  ['pump-overheating.yaml', 'speed: 100', 'speed: 99'],
  ['pump-overheating.yaml', 'speed: 0', 'speed: 1'],
  ['pump-strained.yaml', 'vibration >= limit', 'vibration > limit'],
  ['pump-strained.yaml', 'default: 4.5', 'default: 4.51'],
  ['pump-strained.yaml', 'default: 4.5', 'default: 4.49'],
  ['pump-strained.yaml', 'limit - 0.5', 'limit - 0.51'],
  ['pump-strained.yaml', 'limit - 0.5', 'limit'],
  ['pump-strained.yaml', 'running && ', ''],
  ['pump-strained.yaml', 'for: 1m', 'for: 59s'],
  ['pump-strained.yaml', 'for: 1m', 'for: 61s'],
  ['pump-strained.yaml', 'setting: vibration-limit', 'setting: limit-of-vibration'],
  ['pump-silent.yaml', 'duration: 1m', 'duration: 59s'],
  ['pump-silent.yaml', 'duration: 1m', 'duration: 61s'],
  ['pump-silent.yaml', 'tolerance: 10s', 'tolerance: 9s'],
  ['pump-silent.yaml', 'tolerance: 10s', 'tolerance: 11s'],
];

test.each(slips)('sees in %s that %j became %j', (name, from, to) => {
  const changed = ruleFiles.map(({ file, text }) => ({ file, text: file === name ? text.replace(from, to) : text }));
  expect(changed.map(({ text }) => text)).not.toEqual(ruleFiles.map(({ text }) => text));
  expect(summary(changed)).not.toEqual(summary(ruleFiles));
});
