import {
  type Decision,
  type DeviceType,
  decisionSource,
  detailTypeOf,
  deviceTypeOf,
  deviceTypes,
} from '@signalbox/contracts';
import type { ProbeAnswer, StreamItem } from '@signalbox/lambda-kit';
import { all, asked, failedItems, same, writesOf } from './expectations.ts';
import { hostileRecords } from './hostile.ts';
import { knownBefore } from './known-before.ts';
import type { Probe, ProbeContext, ProbesOf } from './probe.ts';
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

const extremes: readonly Extreme[] = ['middle', 'low', 'high', 'high', 'middle', 'low', 'low', 'high'];

/**
 * Readings that go from one end of every metric to the other and back: whatever the rules are, they pass their limits. `turn`
 * of them are left out at the beginning, so that devices do not do the same at the same time.
 */
const swing = (deviceId: string, now: number, rounds = 1, turn = 0, types = deviceTypes): Put[] => {
  const metrics = Object.entries(deviceTypeOf(deviceId, types)?.metrics ?? {});
  const all = Array.from({ length: rounds }, () => extremes).flat();
  return all.slice(turn).map((extreme, index) => {
    const time = now - ((all.length - index) * 480_000) / all.length;
    const values = Object.fromEntries(metrics.map(([name, metric]) => [name, metricAt(metric, extreme)]));
    return message(deviceId, JSON.stringify({ time, metrics: values }), now);
  });
};

/** A decision on the bus: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
interface BusEntry {
  readonly EventBusName?: unknown;
  readonly Source?: unknown;
  readonly DetailType?: unknown;
  readonly Detail?: string;
}

/** The events that a function puts on the bus. */
export const eventsOf = (answer: ProbeAnswer): readonly BusEntry[] =>
  writesOf(answer, 'putEvents').flatMap(([events]) => (Array.isArray(events) ? (events as BusEntry[]) : []));

const detailOf = ({ Detail }: BusEntry): Readonly<Record<string, unknown>> => JSON.parse(Detail ?? 'null') ?? {};

/** Whose item is saved, or of whom is said something; all of them, if of many. */
const whose = ({ adapter, arguments: [given] }: ProbeAnswer['answeredWrites'][number]): string => {
  if (adapter === 'save') return String((given as { deviceId?: unknown } | null)?.deviceId);
  const events = Array.isArray(given) ? (given as BusEntry[]) : [];
  return [...new Set(events.map((event) => String(detailOf(event)['deviceId'])))].join();
};

/** What is to be decided on a device. */
interface Expected {
  readonly deviceId: string;
  readonly decisions: readonly Decision[];
}

const saysOf = (answer: ProbeAnswer, { deviceId, decisions }: Expected, bus: string | undefined): string[] => {
  const own = { ...answer, answeredWrites: answer.answeredWrites.filter((write) => whose(write) === deviceId) };
  const [[item] = []] = writesOf(own, 'save');
  const { fleet, outbox } = (item ?? {}) as Readonly<Record<string, unknown>>;
  const events = eventsOf(own);
  const entry = (decision: Decision) => ({
    ...(bus !== undefined && { EventBusName: bus }),
    ...{ Source: decisionSource, DetailType: detailTypeOf(decision) },
  });
  const entries = events.map(({ Detail: _, EventBusName, ...rest }) => ({
    ...(bus !== undefined && { EventBusName }),
    ...rest,
  }));
  return [
    ...same(`the fleet of ${deviceId}`, fleet, probeFleet),
    ...same(`what it saves to be sent of ${deviceId}`, outbox, decisions),
    ...same(`what it says of ${deviceId}`, events.map(detailOf), decisions),
    ...same(`how it says it of ${deviceId}`, entries, decisions.map(entry)),
    // A decision that is said before it is saved is said again, as another one.
    ...same(
      `the order of ${deviceId}`,
      own.answeredWrites.map(({ adapter }) => adapter),
      decisions.length > 0 ? ['save', 'putEvents', 'save'] : ['save'],
    ),
  ];
};

const saysSo = (answer: ProbeAnswer, expected: readonly Expected[], bus: string | undefined): string[] => {
  const writes = answer.answeredWrites.filter(({ adapter }) => adapter !== 'putEvidence');
  const strangers = writes.map(whose).filter((device) => !expected.some(({ deviceId }) => deviceId === device));
  return [
    ...same('who is none of those that reported', strangers, []),
    ...expected.flatMap((each) => saysOf({ ...answer, answeredWrites: writes }, each, bus)),
  ];
};

/** What writes are answered with when all is well. */
const answers = { save: 'saved', putEvents: taken, putEvidence: null };

const decides = (
  name: string,
  items: readonly StreamItem[],
  expected: readonly Expected[],
  bus: string | undefined,
): Probe => ({
  ...{ name, answers },
  event: streamEvent(items),
  verify: (answer) =>
    all(
      answer,
      () => failedItems(answer, []),
      () => saysSo(answer, expected, bus),
    ),
});

/** Puts of many by turns. */
const byTurns = (lists: readonly (readonly Put[])[]): Put[] => {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
};

/** As many records as no fault that meets one in fifty lets all of them pass. */
const rounds = 3;

const together = async (
  name: string,
  deviceIds: readonly string[],
  { now, environment, decisionsOn }: ProbeContext,
): Promise<readonly Probe[]> => {
  if (decisionsOn === undefined) return [];
  const items = placed(byTurns(deviceIds.map((deviceId, turn) => swing(deviceId, now, rounds, turn))), now);
  const expected: Expected[] = [];
  for (const deviceId of deviceIds) {
    const own = items.filter(({ partitionKey }) => partitionKey === deviceId);
    expected.push({ deviceId, decisions: await decisionsOn(deviceId, own) });
  }
  return [decides(name, items, expected, environment['EVENT_BUS'])];
};

/**
 * Records of a device on which there is something to decide, whatever the rules are: two rounds of eight. They hold what the
 * version before knows as well.
 */
export const decidingItems = (deviceId: string, now: number): Put[] => swing(deviceId, now, 2, 0, knownBefore);

/** Asks a function that decides for its events, as readers of them see them. */
export const decidingEvent = ({ now, run }: Pick<ProbeContext, 'now' | 'run'>) => {
  const deviceId = `pump-probe-${run}`;
  return { deviceId, answers, event: streamEvent(placed(swing(deviceId, now), now)) };
};

/**
 * A device is decided on as the version's own decision bundle says, whatever the rules are; what is no reading of a device
 * decides nothing and stops nobody; of devices that report by turns each is decided on by itself; and a state that cannot be saved has the records come again, with nothing said.
 */
export const decideProbes: ProbesOf = async (context) => {
  const { now, run, decisionsOn, environment } = context;
  const deviceId = `pump-probe-${run}`;
  const items = placed(swing(deviceId, now), now);
  const hostile = placed(hostileRecords(`${deviceId}-hostile`, now), now);
  const decisions = await decisionsOn?.(deviceId, items);
  const [one, others] = ['abc', 'def'].map((names) => [...names].map((name) => `${deviceId}-${name}`));
  return [
    ...(decisions === undefined
      ? []
      : [decides('what it decides is saved, then said', items, [{ deviceId, decisions }], environment['EVENT_BUS'])]),
    ...(await together('devices that report by turns are decided on each by itself', one ?? [], context)).map(
      (probe): Probe => ({ ...probe, soak: true }),
    ),
    ...(await together('so are others that come next', others ?? [], context)),
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
