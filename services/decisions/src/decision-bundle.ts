/**
 * The decision bundle: what this version would decide, as a file of its own that needs nothing but ECMAScript. It is built to
 * `generated/decision-bundle.cjs` (CommonJS) and lies in decide's package, so that a deployment hook can run two versions side by side over the
 * same records. Only strings cross its border.
 *
 * It runs in a bare `vm` context: hand it `module` and `exports`, and no other global. Buffer, TextDecoder and MD5, which the contracts and
 * the engine use, it brings along (`bundle-globals/`). The context must allow code from strings (`codeGeneration.strings`, vm's
 * default), for the engine compiles its guards with `new Function`. It asks neither for the time nor for chance; `Intl`, which is part of
 * every context, is used for the time zones of schedules.
 */
import { archiveLine, type Decision, recordOfArchiveLine } from '@signalbox/contracts';
import {
  type DeviceState,
  type EngineRecord,
  engineRecordOf,
  initialState,
  prepare,
  type RuleSet,
  restoreState,
  step,
} from '@signalbox/decision-engine';
import { alarmMachine } from '@signalbox/decision-engine/alarm-model';
import { detectorMachine } from '@signalbox/decision-engine/detector';
import { ruleSet as released } from '../generated/rule-set.js';

/** What came of a record, as JSON. */
export interface BundleStep {
  /** Absent: the record changed nothing. */
  readonly state?: DeviceState;
  readonly decisions: readonly Decision[];
  readonly failures: readonly { readonly rule: string; readonly message: string }[];
  /** Why the record takes no part in decisions. */
  readonly refused?: string;
}

/** A rule set that is ready to run. */
export interface OpenedRules {
  /**
   * Applies one record to a device.
   * @param stateJson of a {@link DeviceState}; undefined: of the device nothing is remembered
   * @param archiveLineJson a line of the archive
   * @returns a {@link BundleStep} as JSON
   * @throws {StateError} for a state of an engine that this one does not know; whatever makes the engine fail
   */
  step(stateJson: string | undefined, archiveLineJson: string): string;
}

/** Of what crosses the border. */
export const bundleVersion = 1;

/** The rule set of this version, as JSON. */
export const ruleSet: string = JSON.stringify(released);

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Read = { readonly record: EngineRecord } | { readonly refused: string };

const read = (archiveLineJson: string): Read => {
  const line = archiveLine.check(JSON.parse(archiveLineJson));
  if (!line.ok) return { refused: line.detail };
  const { partitionKey, sequenceNumber, shardId } = line.value;
  const record = recordOfArchiveLine(line.value);
  if (!record) return { refused: 'it is no record of the stream' };
  const parsed = engineRecordOf(record, { shardId, sequenceNumber }, partitionKey);
  return parsed.ok ? { record: parsed.value } : { refused: `${parsed.rejection.reason}: ${parsed.rejection.detail}` };
};

/**
 * Makes a rule set ready to run, of this version or of another one.
 * @throws {ModelError} naming the member that this version cannot run
 */
export const open = (ruleSetJson: string): OpenedRules => {
  const model = prepare(JSON.parse(ruleSetJson) as RuleSet, { detector: detectorMachine, alarm: alarmMachine });
  return {
    step: (stateJson, archiveLineJson) => {
      const line = read(archiveLineJson);
      if ('refused' in line)
        return JSON.stringify({ decisions: [], failures: [], refused: line.refused } satisfies BundleStep);
      const state = stateJson === undefined ? initialState : restoreState(JSON.parse(stateJson));
      const next = step(model, state, line.record);
      const failures = next.failures.map(({ rule, error }) => ({ rule, message: message(error) }));
      const answer: BundleStep = {
        ...(next.changed && { state: next.state }),
        ...{ decisions: next.actions, failures },
      };
      return JSON.stringify(answer);
    },
  };
};
