import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import type { ArchiveLine } from '@signalbox/contracts';
import { initialState, type RuleSet, step } from '@signalbox/decision-engine';
import { expect, it, onTestFinished } from 'vitest';
import type { BundleStep, OpenedRules } from '../src/decision-bundle.ts';
import { pressSet } from '../test/press-set.ts';
import { fanModel, fanRules, operates, reports, ticks } from '../test/pump-records.ts';
import { buildDecisionBundle } from './decision-bundle.ts';
import { ruleSetModule } from './rule-set-module.ts';

interface DecisionBundle {
  readonly bundleVersion: number;
  readonly ruleSet: string;
  open(ruleSetJson: string): OpenedRules;
}

/** Of a service with these rules; what it needs beside ECMAScript is not there. */
const bundleOf = async (ruleSet: RuleSet): Promise<{ text: string; bundle: DecisionBundle }> => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await buildDecisionBundle(folder, async () => ruleSetModule(ruleSet));
  const text = readFileSync(join(folder, 'generated/decision-bundle.cjs'), 'utf8');
  const module = { exports: {} };
  const run = new Script(`(function (module, exports) {${text}\n})`).runInContext(createContext(Object.create(null)));
  run(module, module.exports);
  return { text, bundle: module.exports as DecisionBundle };
};

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

const lineOf = (sequence: number, metrics: object): ArchiveLine => ({
  ...{ shardId: 'shardId-0', sequenceNumber: String(sequence), receivedAt: 1000 * sequence },
  ...{ topic: 'dt/demo/pump-7/telemetry', clientId: 'pump-7', payload: base64({ metrics }) },
});

const runThrough = (rules: OpenedRules, lines: readonly unknown[]): BundleStep[] => {
  let state: string | undefined;
  return lines.map((line) => {
    const answer: BundleStep = JSON.parse(rules.step(state, JSON.stringify(line)));
    if (answer.state) state = JSON.stringify(answer.state);
    return answer;
  });
};

it('decides as the engine does, with no global of its context', async () => {
  const { bundle } = await bundleOf(fanRules());
  expect(bundle.bundleVersion).toBe(1);
  expect(JSON.parse(bundle.ruleSet)).toEqual(fanRules());
  const base = { shardId: 'shardId-0', fleet: 'demo', deviceId: 'pump-7' };
  const tick = { ...base, type: 'tick', sequenceNumber: '3', dueAt: 2500, receivedAt: 3000 };
  const reset = {
    ...base,
    type: 'alarm',
    sequenceNumber: '4',
    receivedAt: 4000,
    rule: 'hot',
    operation: 'RESET',
    by: 'ada',
  };
  const lines = [
    lineOf(1, { temperature: 20 }),
    lineOf(2, { temperature: 95 }),
    tick,
    reset,
    lineOf(5, { temperature: 95 }),
  ];
  const rules = { ...fanRules(), rules: fanRules({ forMs: 500 }).rules };
  const answers = runThrough(bundle.open(JSON.stringify(rules)), lines);

  let state = initialState;
  const model = fanModel({ forMs: 500 });
  const expected = [reports(1, [20]), reports(2, [95]), ticks(3), operates(4, 'RESET'), reports(5, [95])].map(
    (record) => {
      const next = step(model, state, record);
      state = next.state;
      return { ...(next.changed && { state: next.state }), decisions: next.actions, failures: next.failures };
    },
  );
  expect(answers).toEqual(expected);
  expect(answers.flatMap(({ decisions }) => decisions)).toHaveLength(1);
});

it('runs detectors, whatever kinds its own rules have', async () => {
  const { bundle } = await bundleOf(fanRules());
  const answers = runThrough(bundle.open(JSON.stringify(pressSet)), [
    lineOf(1, { pressure: 6 }),
    lineOf(2, { pressure: 9 }),
  ]);
  const [action] = answers.flatMap(({ decisions }) => decisions);
  expect(action).toMatchObject({
    rule: 'press',
    action: { type: 'sns', payload: expect.stringMatching(/"actionExecutionId":"[0-9a-f-]{36}"/) },
  });
});

it('says what takes no part', async () => {
  const { bundle } = await bundleOf(fanRules());
  const rules = bundle.open(bundle.ruleSet);
  const refused = (line: unknown) => (JSON.parse(rules.step(undefined, JSON.stringify(line))) as BundleStep).refused;
  expect(refused({ ...lineOf(1, {}), payload: 'bm90IGpzb24=' })).toMatch(/^NOT_JSON: /);
  expect(refused({ ...lineOf(1, { temperature: 1 }), partitionKey: 'pump-8' })).toMatch(/^INVALID_RECORD: .*pump-8/);
  expect(refused({ ...lineOf(1, {}), sequenceNumber: -1 })).toMatch(/sequenceNumber/);
  const unreadable = {
    shardId: 's',
    sequenceNumber: '1',
    type: 'unreadable',
    partitionKey: 'x',
    data: 'AA==',
    receivedAt: 1,
  };
  expect(refused(unreadable)).toMatch(/no record/);
});

it('is the same file every time', async () => {
  const [one, other] = await Promise.all([bundleOf(fanRules()), bundleOf(fanRules())]);
  expect(one.text).toBe(other.text);
  expect(one.text).not.toMatch(/services\/decisions|packages\//);
});
