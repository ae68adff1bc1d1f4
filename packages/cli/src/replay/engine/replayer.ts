import type { Decision, DeviceType } from '@signalbox/contracts';
import {
  type DeviceState,
  type EngineRecord,
  type Model,
  nextDueAt,
  type Step,
  step,
} from '@signalbox/decision-engine';
import { createDecisionDiff, type Difference, subjectOf } from '@signalbox/decision-engine/diff';
import { workerOf } from '../lines/device-hash.ts';
import { field, type LineBlock } from '../lines/line-block.ts';
import type { DecideReleased } from '../released/released-rules.ts';
import { type SetTable, setIn, setOf, tallySets } from '../released/set-tally.ts';
import type { Device } from './device.ts';
import { DeviceTable } from './device-table.ts';
import { LinesByDevice } from './lines-by-device.ts';
import { RecordReader } from './record-reader.ts';
import type { DecidedBy, ReplayEvent } from './replay-event.ts';
import { addDifference, noRecords, type RuleTable, ruleIn } from './tally.ts';

export interface ReplayerOptions {
  readonly rules: Model;
  /** The rules to compare with. */
  readonly against: Model | undefined;
  /** Instead of the rules: those that were in force. */
  readonly released?: DecideReleased | undefined;
  /** Which of how many has which devices. */
  readonly worker: number;
  readonly workers: number;
  /** Only these; undefined: all. */
  readonly devices: ReadonlySet<string> | undefined;
  /** Whether to tell each decision of the rules. */
  readonly tellDecisions: boolean;
  /** How many differences to tell; all are counted. */
  readonly tellDifferences: number;
  readonly movedWithinMs: number;
  /** Default: the declared ones. */
  readonly deviceTypes?: readonly DeviceType[];
}

/** A place that no record of a stream has: each timer of a device is due before it. */
const endOfStream = { shardId: 'end-of-replay', sequenceNumber: '0' };

const statesOf = ({ released, states }: Device): readonly DeviceState[] => {
  if (released === undefined) return states;
  const { live, other } = released;
  return other ? [live.state, other.state] : [live.state];
};

/** Takes the records of its share of the devices through one or two rule sets. */
export class Replayer {
  readonly counts = noRecords();
  readonly rules: RuleTable = new Map();
  readonly sets: SetTable = new Map();
  readonly #options: ReplayerOptions;
  readonly #models: readonly Model[];
  readonly #table: DeviceTable;
  readonly #reader: RecordReader;
  readonly #lines = new LinesByDevice();
  #events: ReplayEvent[] = [];
  #line = 0;
  #toldDifferences = 0;

  constructor(options: ReplayerOptions) {
    const { rules, against, deviceTypes, devices } = options;
    this.#options = options;
    this.#models = against === undefined ? [rules] : [rules, against];
    this.#table = new DeviceTable(this.#models.length, deviceTypes);
    this.#reader = new RecordReader(this.#table, this.counts, devices);
  }

  get devices(): readonly Device[] {
    const { devices: wanted } = this.#options;
    const all = [...this.#table.devices.values()];
    return wanted === undefined ? all : all.filter(({ deviceId }) => wanted.has(deviceId));
  }

  /** Applies those lines of the block that are about devices of this worker. */
  apply(block: LineBlock, shards: readonly string[]): readonly ReplayEvent[] {
    const { worker, workers } = this.#options;
    const lines = this.#lines;
    lines.clear(block.count);
    for (let line = 0; line < block.count; line += 1) {
      const hash = block.at(line, field.deviceHash);
      if (workerOf(hash, workers) === worker) lines.add(line, hash);
    }
    lines.forEach((line) => {
      this.#line = line;
      this.#applyLine(block, line, shards[block.at(line, field.shard)] ?? '');
    });
    return this.#takeEvents();
  }

  /** Lets time go on to `until`, epoch ms, for every device; then nothing more comes. */
  end(until: number): readonly ReplayEvent[] {
    this.#line = 0;
    for (const device of this.devices) {
      const { deviceId, fleet } = device;
      const tick = { kind: 'tick', fleet, deviceId, receivedAt: until, position: endOfStream } as const;
      if (statesOf(device).some((state) => (nextDueAt(state) ?? Number.POSITIVE_INFINITY) <= until))
        this.#applyRecord(device, tick);
      this.#tellAll(device, device.diff?.end() ?? []);
    }
    return this.#takeEvents();
  }

  /** In the order of the lines, with no more differences than are to be told. */
  #takeEvents(): readonly ReplayEvent[] {
    if (this.#events.length === 0) return this.#events;
    const events = this.#events
      .sort((one, other) => one.line - other.line)
      .filter(({ told }) => this.#isToBeTold(told));
    this.#events = [];
    return events;
  }

  #isToBeTold(told: ReplayEvent['told']): boolean {
    if (told.type === 'decision') return true;
    this.#toldDifferences += 1;
    return this.#toldDifferences <= this.#options.tellDifferences;
  }

  #applyLine(block: LineBlock, line: number, shard: string): void {
    const read = this.#reader.read(block, line, shard);
    if (read === undefined) return;
    const { device, record } = read;
    device.fleet = record.fleet;
    this.counts.records += 1;
    if (record.kind === 'telemetry') this.counts.readings += record.readings.length;
    this.#applyRecord(device, record);
  }

  #count({ duplicates, ignored, outdated }: Pick<Step, 'duplicates' | 'ignored' | 'outdated'>): void {
    const { counts } = this;
    counts.duplicateReadings += duplicates;
    counts.outdated += outdated;
    counts.ignoredOperations += ignored;
  }

  #applyReleased(decide: DecideReleased, device: Device, record: EngineRecord): void {
    const decided = decide(device.released, record);
    const { entry, step: outcome } = decided;
    this.#count(outcome);
    tallySets(this.sets, decided);
    if (outcome.failures.length > 0) this.#countFailures(outcome, 0);
    device.released = outcome.states;
    for (const decision of outcome.actions) {
      const ruleSetHash = setOf(decided, decision);
      setIn(this.sets, ruleSetHash).decisions += 1;
      this.#decided(device, 0, decision, { ruleSetHash, releaseId: entry.releaseId, releaseSeq: entry.seq });
    }
  }

  #applyRecord(device: Device, record: EngineRecord): void {
    const { released } = this.#options;
    if (released === undefined) this.#applyBySets(device, record);
    else this.#applyReleased(released, device, record);
  }

  #applyBySets(device: Device, record: EngineRecord): void {
    for (let set = 0; set < this.#models.length; set += 1) {
      const [model, state] = [this.#models[set], device.states[set]];
      if (model === undefined || state === undefined) continue;
      const outcome = step(model, state, record);
      if (set === 0) this.#count(outcome);
      if (outcome.failures.length > 0) this.#countFailures(outcome, set);
      if (!outcome.changed) continue;
      device.states[set] = outcome.state;
      for (const decision of outcome.actions) this.#decided(device, set, decision);
    }
    if (device.diff !== undefined) this.#tellAll(device, device.diff.advance(record.receivedAt));
  }

  #countFailures({ failures }: Pick<Step, 'failures'>, set: number): void {
    for (const { rule, error } of failures) {
      const counts = ruleIn(this.rules, rule);
      counts.failures += 1;
      counts.failuresAgainst += set;
      counts.failure ??= error instanceof Error ? error.message : String(error);
    }
  }

  #decided(device: Device, set: number, decision: Decision, by?: DecidedBy): void {
    device.decisions[set] = (device.decisions[set] ?? 0) + 1;
    ruleIn(this.rules, decision.rule)[set === 0 ? 'rules' : 'against'] += 1;
    if (set === 0 && this.#options.tellDecisions) {
      this.#events.push({ line: this.#line, told: { type: 'decision', decision, ...(by && { by }) } });
    }
    if (this.#models.length === 1) return;
    device.diff ??= createDecisionDiff({ horizonMs: this.#options.movedWithinMs });
    this.#tellAll(device, set === 0 ? device.diff.after(decision) : device.diff.before(decision));
  }

  #tellAll(device: Device, differences: readonly Difference[]): void {
    for (const difference of differences) {
      device.differences ??= { added: 0, removed: 0, changed: 0, moved: 0 };
      device.differences[difference.kind] += 1;
      addDifference(ruleIn(this.rules, subjectOf(difference).rule), difference);
      if (this.#toldDifferences < this.#options.tellDifferences)
        this.#events.push({ line: this.#line, told: { type: 'difference', difference } });
    }
  }
}
