import { type DeviceState, type EngineRecord, initialState, type RuleSet } from '@signalbox/decision-engine';
import { type Advance, advance } from './advance.ts';
import { DecideError } from './decide-error.ts';
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
  /** What stopped it at a record; the records before that one are done. */
  readonly failure?: DecideError;
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
  throw new DecideError('STATE_CONFLICT', `${conflictAttempts} writes of ${first.deviceId} met a newer version`, 0);
};

const notEmpty = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0;

/** Why the records could not be gone through to their end. */
const failureOf = (ports: DecideDevicePorts, { item, progress }: Saved, sending: Sending | undefined, done: number) => {
  const at = done + progress.applied;
  if (progress.failure) {
    return new DecideError('RECORD_FAILED', `the engine could not apply a record`, at, progress.failure.error);
  }
  if (progress.applied > 0 || sending?.sent) return undefined;
  const waiting = `${item?.outbox.length} decisions of rule set ${ports.ruleSet.name} wait for the bus`;
  return new DecideError('OUTBOX_FULL', `${waiting}: ${sending?.refused[0]}`, at);
};

/**
 * Decides on the records of one device, in stream order: one read and, if anything changed, one write before the
 * decisions are sent and one after. What is left unsent stays in the outbox.
 * @param records all of one device
 * @throws {DecideError} STATE_CONFLICT; and whatever the store throws: then try all of them again
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
      const failure = failureOf(ports, saved, sending, records.length - rest.length);
      if (failure) return { ...outcome, failure };
      rest = rest.slice(progress.applied);
    }
    return outcome;
  };
