import { type Decision, type DeviceType, deviceTypeOf } from '@signalbox/contracts';
import type { ProbeAnswer, StreamItem } from '@signalbox/lambda-kit';
import { all, asked, failedItems, same, writesOf } from './expectations.ts';
import { hostileRecords } from './hostile.ts';
import type { Probe, ProbesOf } from './probe.ts';
import { message, type Put, placed, probeFleet, streamEvent } from './stream-event.ts';

/** As many decisions as an item holds unsent. */
const taken = Array.from({ length: 200 }, () => ({ ok: true, id: 'probe' }));

type Extreme = 'low' | 'middle' | 'high';

const metricAt = (metric: DeviceType['metrics'][string], extreme: Extreme): unknown => {
  if (metric.type === 'boolean') return extreme === 'high';
  if (metric.type === 'string') return extreme;
  const { minimum = -1e6, maximum = 1e6 } = metric;
  if (extreme === 'middle') return (minimum + maximum) / 2;
  return extreme === 'low' ? minimum : maximum;
};

/** Readings that go from one end of every metric to the other and back: whatever the rules are, they pass their limits. */
const swing = (deviceId: string, now: number): Put[] => {
  const metrics = Object.entries(deviceTypeOf(deviceId)?.metrics ?? {});
  const extremes: readonly Extreme[] = ['middle', 'low', 'high', 'high', 'middle', 'low', 'low', 'high'];
  return extremes.map((extreme, index) => {
    const time = now - (extremes.length - index) * 60_000;
    const values = Object.fromEntries(metrics.map(([name, metric]) => [name, metricAt(metric, extreme)]));
    return message(deviceId, JSON.stringify({ time, metrics: values }), now);
  });
};

const saysSo = (answer: ProbeAnswer, deviceId: string, expected: readonly Decision[]): string[] => {
  const [[item] = []] = writesOf(answer, 'save');
  const { deviceId: saved, fleet, outbox } = (item ?? {}) as Readonly<Record<string, unknown>>;
  const emitted = writesOf(answer, 'emit').flatMap(([decisions]) =>
    Array.isArray(decisions) ? decisions : [decisions],
  );
  const order = answer.answeredWrites.map(({ adapter }) => adapter).filter((adapter) => adapter !== 'putEvidence');
  return [
    ...same('whose item it saves', { deviceId: saved, fleet }, { deviceId, fleet: probeFleet }),
    ...same('what it saves to be sent', outbox, expected),
    ...same('what it says', emitted, expected),
    // A decision that is said before it is saved is said again, as another one.
    ...same('the order', order, expected.length > 0 ? ['save', 'emit', 'save'] : ['save']),
  ];
};

const decides = (
  name: string,
  deviceId: string,
  items: readonly StreamItem[],
  expected: readonly Decision[],
): Probe => ({
  name,
  event: streamEvent(items),
  answers: { save: 'saved', emit: taken, putEvidence: null },
  verify: (answer) =>
    all(
      answer,
      () => failedItems(answer, []),
      () => saysSo(answer, deviceId, expected),
    ),
});

/**
 * A device is decided on as the version's own decision bundle says, whatever the rules are; what is no reading of a device
 * decides nothing and stops nobody; and a state that cannot be saved has the records come again, with nothing said.
 */
export const decideProbes: ProbesOf = async ({ now, run, decisionsOn }) => {
  const deviceId = `pump-probe-${run}`;
  const items = placed(swing(deviceId, now), now);
  const hostile = placed(hostileRecords(`${deviceId}-hostile`, now), now);
  const expected = await decisionsOn?.(deviceId, items);
  return [
    ...(expected === undefined ? [] : [decides('what it decides is saved, then said', deviceId, items, expected)]),
    {
      name: 'hostile records decide nothing, and stop nobody',
      event: streamEvent(hostile),
      answers: { save: 'saved', putEvidence: null },
      verify: (answer) => all(answer, () => failedItems(answer, [])),
    },
    {
      name: 'a state that others keep writing has its records come again',
      event: streamEvent(items),
      answers: { save: 'conflict', putEvidence: null },
      verify: (answer) =>
        all(
          answer,
          () => failedItems(answer, [items[0]?.sequenceNumber ?? '']),
          () =>
            asked({ ...answer, answeredWrites: answer.answeredWrites.filter(({ adapter }) => adapter !== 'save') }, {}),
        ),
    },
  ];
};
