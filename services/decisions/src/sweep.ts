import type { TickRecord } from '@signalbox/contracts';
import { nextTimerAt } from './device-item.ts';
import type { DueIndex, TickStream } from './ports.ts';
import { type SendOutboxPorts, sendOutbox } from './send-outbox.ts';

export interface SweepPorts extends SendOutboxPorts {
  readonly index: DueIndex;
  readonly ticks: TickStream;
  /** Whether there is time to look at more devices; what is left stays due. */
  readonly goOn: () => boolean;
}

export interface SweepOutcome {
  /** Decisions of outboxes that the bus took. */
  readonly sent: number;
  /** Codes of decisions and ticks that were not taken. */
  readonly refused: readonly string[];
  readonly ticks: number;
  /** Devices that could not be looked at, and why. They stay due. */
  readonly failed: readonly { readonly deviceId: string; readonly error: unknown }[];
  /** Devices that there was no time for. They stay due. */
  readonly postponed: number;
}

/** How many devices are looked at together. */
const groupSize = 25;

type Visit = { readonly sent: number; readonly refused: readonly string[]; readonly tick?: TickRecord };

const visit = async (ports: SweepPorts, deviceId: string): Promise<Visit> => {
  const item = await ports.store.load(deviceId);
  // The index lags behind the table: an item may be gone from it by now.
  if (!item) return { sent: 0, refused: [] };
  const sending = item.outbox.length > 0 ? await sendOutbox(ports)(item) : { sent: 0, refused: [] };
  const dueAt = nextTimerAt(item);
  const receivedAt = ports.now();
  if (dueAt === undefined || dueAt > receivedAt) return sending;
  return { ...sending, tick: { type: 'tick', fleet: item.fleet, deviceId, dueAt, receivedAt } };
};

const visitGroup = async (ports: SweepPorts, deviceIds: readonly string[]): Promise<SweepOutcome> => {
  const settled = await Promise.allSettled(deviceIds.map((deviceId) => visit(ports, deviceId)));
  const visits = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = settled.flatMap((result, index) =>
    result.status === 'rejected' ? [{ deviceId: deviceIds[index] ?? '', error: result.reason as unknown }] : [],
  );
  const ticks = visits.flatMap(({ tick }) => (tick ? [tick] : []));
  const puts = ticks.length > 0 ? await ports.ticks.put(ticks) : [];
  const refusedTicks = puts.flatMap((put) => (put.ok ? [] : [put.code]));
  return {
    sent: visits.reduce((sum, { sent }) => sum + sent, 0),
    refused: [...visits.flatMap(({ refused }) => refused), ...refusedTicks],
    ticks: ticks.length - refusedTicks.length,
    failed,
    postponed: 0,
  };
};

const sum = (a: SweepOutcome, b: SweepOutcome): SweepOutcome => ({
  sent: a.sent + b.sent,
  refused: [...a.refused, ...b.refused],
  ticks: a.ticks + b.ticks,
  failed: [...a.failed, ...b.failed],
  postponed: a.postponed + b.postponed,
});

/**
 * Looks after what became due: sends the outboxes that were left, and puts a tick on the stream for each device whose
 * timer is due. It decides nothing: the engine does, when it meets the tick at its place in the stream. A device that fails
 * does not stop others.
 */
export const sweep = async (ports: SweepPorts): Promise<SweepOutcome> => {
  let outcome: SweepOutcome = { sent: 0, refused: [], ticks: 0, failed: [], postponed: 0 };
  const due = await ports.index.dueBy(ports.now());
  for (let start = 0; start < due.length; start += groupSize) {
    if (!ports.goOn()) return { ...outcome, postponed: due.length - start };
    outcome = sum(outcome, await visitGroup(ports, due.slice(start, start + groupSize)));
  }
  return outcome;
};
