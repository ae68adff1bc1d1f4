import type { Decision } from '@signalbox/contracts';
import type { Model } from '../model.ts';
import { prepare } from '../prepare.ts';
import type { EngineRecord } from '../record.ts';
import type { Rule } from '../rules/rule.ts';
import { ruleOf } from '../step.fixture.ts';
import type { Models, ReleasedStates, SetsInForce } from './released-states.ts';
import { stepReleased } from './step-released.ts';

/** From when which sets are in force. */
export interface Entry extends SetsInForce {
  readonly effectiveAt: number;
}

export const setOf = (hash: string, rules: readonly Rule[]): Model => prepare({ name: 'demo', hash, rules });

export const ruleSet = (hash: string, ...rules: Parameters<typeof ruleOf>[0][]): Model =>
  setOf(hash, rules.map(ruleOf));

export const modelsOf = (...models: readonly Model[]): Models => {
  const byHash = new Map(models.map((model) => [model.ruleSet.hash, model]));
  return (hash) => byHash.get(hash);
};

/** As a timeline says it: the last that holds by then, but none before the one that the device has seen. */
const entryFor = (entries: readonly Entry[], receivedAt: number, appliedSeq: number): Entry => {
  const holds = ({ effectiveAt, seq }: Entry): boolean => effectiveAt <= receivedAt || seq <= appliedSeq;
  const entry = entries.findLast(holds);
  if (!entry) throw new Error('the first entry must hold for ever');
  return entry;
};

export interface ReleasedRun {
  readonly states: ReleasedStates | undefined;
  readonly decisions: readonly Decision[];
  readonly others: readonly Decision[];
  readonly failures: readonly string[];
  readonly otherFailures: readonly string[];
  readonly otherFailed: readonly unknown[];
  /** How often there was something to save. */
  readonly saves: number;
}

const texts = (failures: readonly { readonly rule: string; readonly error: unknown }[]): string[] =>
  failures.map(({ error, rule }) => `${rule}: ${String(error)}`);

const throughJson = (states: ReleasedStates | undefined): ReleasedStates | undefined =>
  states && JSON.parse(JSON.stringify(states));

/** Applies batches of records; after each, what changed goes through a store. */
export const release = (
  models: Models,
  entries: readonly Entry[],
  batches: readonly (readonly EngineRecord[])[],
  from?: ReleasedStates,
): ReleasedRun => {
  let states = from;
  let saves = 0;
  const run = { decisions: [], others: [], failures: [], otherFailures: [], otherFailed: [] } as {
    -readonly [Name in keyof Omit<ReleasedRun, 'states' | 'saves'>]: ReleasedRun[Name][number][];
  };
  for (const batch of batches) {
    let changed = false;
    for (const record of batch) {
      const { effectiveAt, ...inForce } = entryFor(entries, record.receivedAt, states?.seq ?? 0);
      const next = stepReleased(models, states, inForce, record, effectiveAt);
      if (!next.changed && next.states !== states) throw new Error('a step that changed nothing gave another state');
      states = next.states;
      changed ||= next.changed;
      run.decisions.push(...next.actions);
      run.others.push(...next.otherActions);
      run.failures.push(...texts(next.failures));
      run.otherFailures.push(...texts(next.otherFailures));
      if (next.otherFailed !== undefined) run.otherFailed.push(next.otherFailed);
    }
    if (changed) {
      states = throughJson(states);
      saves += 1;
    }
  }
  return { states, saves, ...run };
};
