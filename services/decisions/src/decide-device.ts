import type { Decision } from '@signalbox/contracts';
import type { EngineRecord } from '@signalbox/decision-engine';
import type { ReleasedStates } from '@signalbox/decision-engine/release';
import { PermanentError, TransientError } from '@signalbox/lambda-kit';
import { type Advance, advance, standstill } from './advance.ts';
import { addEvidence, type Evidence } from './candidate-evidence.ts';
import { type DeviceItem, statesOf } from './device-item.ts';
import { tooLargeEvidence } from './evidence-of.ts';
import { FailedRules } from './failed-rules.ts';
import type { Deciding, ReleasedRules } from './released-rules.ts';
import { ruleSetName } from './rule-set-name.ts';
import { type Sending, type SendOutboxPorts, sendOutbox } from './send-outbox.ts';

export interface DecideDevicePorts extends SendOutboxPorts {
  readonly rules: ReleasedRules;
}

/** What came of a device's records of a batch. */
export interface DeviceOutcome {
  /** Decisions that were saved. */
  readonly decided: number;
  /** Readings that the device had sent before. */
  readonly duplicates: number;
  /** Pairs of a rule and a reading that was too old for it. */
  readonly outdated: number;
  /** Operations that meant nothing to their rule. */
  readonly ignored: number;
  readonly failedRules: FailedRules;
  /** What both sides did while a release is under way. */
  readonly evidence: readonly Evidence[];
  /** How much of it there was no room for. */
  readonly evidenceLost: number;
  /** How often what runs beside the set that decides, or a rule of it, failed. */
  readonly otherFailures: number;
  /** States of the other side that were dropped because they did not fit. */
  readonly othersDropped: number;
  /** Codes of decisions that the bus did not take; the sweeper sends them. */
  readonly refused: readonly string[];
  readonly failure?: DeviceFailure;
}

/**
 * What stopped a device at a record; those before it are done.
 * - RECORD_FAILED: the engine could not apply the record
 * - STATE_TOO_LARGE: with what the record adds the device's item would outgrow its bounds
 * - OUTBOX_FULL: the bus takes nothing, and as many decisions as an item may hold wait for it
 */
export interface DeviceFailure {
  readonly recordIndex: number;
  readonly error: PermanentError<'RECORD_FAILED' | 'STATE_TOO_LARGE'> | TransientError<'OUTBOX_FULL'>;
}

/** As many decisions as an item may keep unsent before the device waits for the bus. */
export const maxOutbox = 200;

const conflictAttempts = 5;

type Records = readonly [EngineRecord, ...EngineRecord[]];

type Saved = { readonly item: DeviceItem | undefined; readonly progress: Advance };

const nextItem = (
  { now }: DecideDevicePorts,
  item: DeviceItem | undefined,
  record: EngineRecord,
  states: ReleasedStates,
  decisions: readonly Decision[],
): DeviceItem => ({
  deviceId: record.deviceId,
  fleet: record.fleet,
  ruleSet: ruleSetName,
  ruleSetHash: states.live.hash,
  version: (item?.version ?? 0) + 1,
  state: states.live.state,
  // 0 is no entry: as long as nothing was released, items are what they were before there were releases.
  ...(states.seq > 0 && { releaseSeq: states.seq }),
  ...(states.other && { other: states.other }),
  outbox: [...(item?.outbox ?? []), ...decisions],
  updatedAt: now(),
});

/** What is left to do when the decisions of a single record do not fit in: send those that wait, else give the record up. */
const withoutRoom = ({ deviceId }: EngineRecord, item: DeviceItem | undefined, decided: number): Saved => {
  const progress = standstill(statesOf(item));
  if (item && item.outbox.length > 0) return { item, progress };
  const message = `the item of ${deviceId} has no room for ${decided} decisions of one record`;
  return { item, progress: { ...progress, failure: { error: new PermanentError('STATE_TOO_LARGE', message) } } };
};

/** What is kept of the device, and what decides its records. Both are read at the same time. */
const loadDevice = async (
  { rules, store }: DecideDevicePorts,
  records: Records,
): Promise<readonly [item: DeviceItem | undefined, deciding: Deciding]> => {
  const [{ deviceId }] = records;
  const receivedAt = records.map((record) => record.receivedAt);
  const loading = store.load(deviceId);
  const [item, timeline] = await Promise.all([loading, rules.timelineUntil(Math.max(...receivedAt))]);
  return [item, await rules.deciding(timeline, { deviceId, receivedAt, ...(item && { kept: item }) })];
};

/** Saves an item; without the other side, if it does not fit with it. */
const saveItem = async ({ store }: DecideDevicePorts, item: DeviceItem) => {
  const saved = await store.save(item);
  if (saved !== 'tooLarge' || !item.other) return { item, saved, dropped: false };
  const { other: _, ...alone } = item;
  return { item: alone, saved: await store.save(alone), dropped: true };
};

/** What the other side did is of no use when it could not be kept. */
const droppedFrom = (progress: Advance, { inForce }: Deciding, record: EngineRecord): Advance => {
  const force = inForce(record.receivedAt, progress.states?.seq ?? 0);
  const evidence = force.releaseId === undefined ? [] : tooLargeEvidence(record, force);
  return { ...progress, othersDropped: progress.othersDropped + 1, evidence: [...progress.evidence, ...evidence] };
};

/**
 * Steps from the stored state and saves the result; from the newer state again, when somebody else was faster, and over
 * fewer records, when what they decide does not fit into the item.
 */
const advanceAndSave = async (ports: DecideDevicePorts, records: Records): Promise<Saved> => {
  const [first] = records;
  let [conflicts, most] = [0, records.length];
  while (conflicts < conflictAttempts) {
    const [item, deciding] = await loadDevice(ports, records);
    const room = maxOutbox - (item?.outbox.length ?? 0);
    const progress = advance(deciding, statesOf(item), records.slice(0, most), room);
    if (!progress.changed || !progress.states) return { item, progress };
    const next = await saveItem(ports, nextItem(ports, item, first, progress.states, progress.decisions));
    const last = records[progress.applied - 1] ?? first;
    if (next.saved === 'saved')
      return { item: next.item, progress: next.dropped ? droppedFrom(progress, deciding, last) : progress };
    if (next.saved === 'conflict') conflicts += 1;
    else if (progress.applied > 1) most = Math.ceil(progress.applied / 2);
    else return withoutRoom(first, item, progress.decisions.length);
  }
  throw new TransientError('STATE_CONFLICT', `${conflictAttempts} writes of ${first.deviceId} met a newer version`);
};

const isTooLarge = (error: unknown): error is PermanentError<'STATE_TOO_LARGE'> =>
  error instanceof PermanentError && error.code === 'STATE_TOO_LARGE';

/** Why the records could not be gone through to their end. */
const errorOf = ({ item, progress }: Saved, sending: Sending | undefined): DeviceFailure['error'] | undefined => {
  if (progress.failure) {
    const { error } = progress.failure;
    if (isTooLarge(error)) return error;
    return new PermanentError('RECORD_FAILED', 'the engine cannot apply the record', { cause: error });
  }
  if (progress.applied > 0 || sending?.sent) return undefined;
  return new TransientError('OUTBOX_FULL', `${item?.outbox.length} decisions wait for the bus: ${sending?.refused[0]}`);
};

const isSome = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0;

/**
 * Decides on the records of one device, in stream order: one read and, if anything changed, one write before the
 * decisions are sent and one after. What is left unsent stays in the outbox.
 * @param records all of one device
 * @throws {TransientError} STATE_CONFLICT, RULES_UNAVAILABLE; and whatever the store throws: then all of them are to come again
 */
export const decideDevice =
  (ports: DecideDevicePorts) =>
  async (records: readonly EngineRecord[]): Promise<DeviceOutcome> => {
    const failedRules = new FailedRules();
    const outcome = {
      ...{ decided: 0, duplicates: 0, outdated: 0, ignored: 0, otherFailures: 0, othersDropped: 0, evidenceLost: 0 },
      ...{ failedRules, refused: [] as string[], evidence: [] as Evidence[] },
    };
    let rest = records;
    while (isSome(rest)) {
      const saved = await advanceAndSave(ports, rest);
      const { item, progress } = saved;
      outcome.decided += progress.decisions.length;
      outcome.duplicates += progress.duplicates;
      outcome.outdated += progress.outdated;
      outcome.ignored += progress.ignored;
      outcome.otherFailures += progress.otherFailures;
      outcome.othersDropped += progress.othersDropped;
      outcome.evidenceLost += progress.evidenceLost + addEvidence(outcome.evidence, progress.evidence);
      failedRules.addAll(progress.failedRules);
      const mustSend = item && item.outbox.length > 0 && (progress.changed || progress.applied === 0);
      const sending = mustSend ? await sendOutbox(ports)(item) : undefined;
      outcome.refused.push(...(sending?.refused ?? []));
      const error = errorOf(saved, sending);
      const recordIndex = records.length - rest.length + progress.applied;
      if (error) return { ...outcome, failure: { recordIndex, error } };
      rest = rest.slice(progress.applied);
    }
    return outcome;
  };
