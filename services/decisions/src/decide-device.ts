import { type DeviceState, type EngineRecord, initialState, type RuleSet } from '@signalbox/decision-engine';
import { PermanentError, TransientError } from '@signalbox/lambda-kit';
import { type Advance, advance } from './advance.ts';
import type { DeviceItem } from './device-item.ts';
import { type Sending, type SendOutboxPorts, sendOutbox } from './send-outbox.ts';

export interface DecideDevicePorts extends SendOutboxPorts {
  readonly ruleSet: RuleSet;
}

/** What came of a device's records of a batch. */
export interface DeviceOutcome {
  /** Decisions that were saved. */
  readonly decided: number;
  /** Readings that the device had sent before. */
  readonly duplicates: number;
  /** Codes of decisions that the bus did not take; the sweeper sends them. */
  readonly refused: readonly string[];
  readonly failure?: DeviceFailure;
}

/**
 * What stopped a device at a record; those before it are done.
 * - RECORD_FAILED: the engine could not apply the record
 * - OUTBOX_FULL: the bus takes nothing, and as many decisions as an item may hold wait for it
 */
export interface DeviceFailure {
  readonly recordIndex: number;
  readonly error: PermanentError<'RECORD_FAILED'> | TransientError<'OUTBOX_FULL'>;
}

/** As many decisions as an item may keep unsent before the device waits for the bus. */
export const maxOutbox = 200;

const conflictAttempts = 5;

type Saved = { readonly item: DeviceItem | undefined; readonly progress: Advance };

const nextItem = (
  { ruleSet, now }: DecideDevicePorts,
  item: DeviceItem | undefined,
  record: EngineRecord,
  state: DeviceState,
  decisions: Advance['decisions'],
): DeviceItem => ({
  deviceId: record.deviceId,
  fleet: record.fleet,
  ruleSet: ruleSet.name,
  ruleSetHash: ruleSet.hash,
  version: (item?.version ?? 0) + 1,
  state,
  outbox: [...(item?.outbox ?? []), ...decisions],
  updatedAt: now(),
});

/** Steps from the stored state and saves the result; from the newer state again, when somebody else was faster. */
const advanceAndSave = async (
  ports: DecideDevicePorts,
  records: readonly [EngineRecord, ...EngineRecord[]],
): Promise<Saved> => {
  const [first] = records;
  for (let attempt = 0; attempt < conflictAttempts; attempt += 1) {
    const item = await ports.store.load(first.deviceId);
    const room = maxOutbox - (item?.outbox.length ?? 0);
    const progress = advance(ports.ruleSet, item?.state ?? initialState, records, room);
    if (!progress.changed) return { item, progress };
    const next = nextItem(ports, item, first, progress.state, progress.decisions);
    if ((await ports.store.save(next)) === 'saved') return { item: next, progress };
  }
  throw new TransientError('STATE_CONFLICT', `${conflictAttempts} writes of ${first.deviceId} met a newer version`);
};

const notEmpty = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0;

/** Why the records could not be gone through to their end. */
const errorOf = ({ item, progress }: Saved, sending: Sending | undefined): DeviceFailure['error'] | undefined => {
  if (progress.failure) {
    return new PermanentError('RECORD_FAILED', 'the engine cannot apply the record', { cause: progress.failure.error });
  }
  if (progress.applied > 0 || sending?.sent) return undefined;
  return new TransientError('OUTBOX_FULL', `${item?.outbox.length} decisions wait for the bus: ${sending?.refused[0]}`);
};

/**
 * Decides on the records of one device, in stream order: one read and, if anything changed, one write before the
 * decisions are sent and one after. What is left unsent stays in the outbox.
 * @param records all of one device
 * @throws {TransientError} STATE_CONFLICT; and whatever the store throws: then all of them are to come again
 */
export const decideDevice =
  (ports: DecideDevicePorts) =>
  async (records: readonly EngineRecord[]): Promise<DeviceOutcome> => {
    const outcome = { decided: 0, duplicates: 0, refused: [] as string[] };
    let rest = records;
    while (notEmpty(rest)) {
      const saved = await advanceAndSave(ports, rest);
      const { item, progress } = saved;
      outcome.decided += progress.decisions.length;
      outcome.duplicates += progress.duplicates;
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
