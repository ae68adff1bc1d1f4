import { objectKey, partitionKeyOf } from '@signalbox/contracts';
import type { StreamItem } from '@signalbox/lambda-kit';
import { accountFor } from './account-readings.ts';
import { all, asked, failedItems, same, writesOf } from './expectations.ts';
import { hostileRecords } from './hostile.ts';
import type { Probe, ProbeContext, ProbesOf } from './probe.ts';
import { message, type Put, placed, probeFleet, rangeOf, reading, streamEvent } from './stream-event.ts';

interface Expected {
  /** As the store is given them. */
  readonly rows: readonly unknown[];
  /** Why each refused thing was, in stream order. */
  readonly quarantined: readonly { readonly item: number; readonly reason: string; readonly reading?: number }[];
}

const keyOf = (items: readonly StreamItem[], quarantined: Expected['quarantined'], now: number): string => {
  const own = quarantined.flatMap(({ item }) => items[item] ?? []);
  return objectKey('quarantine', rangeOf(own, now));
};

const essenceOf = (value: unknown): unknown => {
  const { reason, position, partitionKey, payload } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { reason, position, partitionKey, payload };
};

const expectedEntry = (
  items: readonly StreamItem[],
  { item, reason, reading: index }: Expected['quarantined'][number],
) => {
  const { shardId = '', sequenceNumber = '', partitionKey = '', data = new Uint8Array() } = items[item] ?? {};
  const text = Buffer.from(data).toString();
  const isMessage = reason !== 'INVALID_RECORD';
  const record = isMessage ? (JSON.parse(text) as { payload: string; topic: string }) : undefined;
  return {
    reason,
    position: { shardId, sequenceNumber, ...(index !== undefined && { reading: index }) },
    partitionKey: record ? partitionKeyOf(record.topic) : partitionKey,
    payload: record?.payload ?? Buffer.from(data).toString('base64'),
  };
};

const probe = (
  name: string,
  puts: readonly Put[],
  { rows, quarantined }: Expected,
  { now, environment }: ProbeContext,
): Probe => {
  const items = placed(puts, now);
  const stores = environment['TELEMETRY_STORE'] !== 'none' && rows.length > 0;
  return {
    name,
    event: streamEvent(items),
    answers: { write: [], putLines: null },
    verify: (answer) =>
      all(
        answer,
        () => asked(answer, { write: stores ? 1 : 0, putLines: quarantined.length > 0 ? 1 : 0 }),
        () => failedItems(answer, []),
        () => (stores ? same('the rows', writesOf(answer, 'write')[0]?.[0], rows) : []),
        () => {
          if (quarantined.length === 0) return [];
          const [[key, entries] = []] = writesOf(answer, 'putLines');
          const list = (Array.isArray(entries) ? entries : []).map(essenceOf);
          const expected = quarantined.map((entry) => expectedEntry(items, entry));
          return [
            ...same('the key of the quarantine', key, keyOf(items, quarantined, now)),
            ...same('what is quarantined', list, expected),
          ];
        },
      ),
  };
};

const rowOf = (deviceId: string, time: number, metrics: Readonly<Record<string, unknown>>) => ({
  ...{ fleet: probeFleet, deviceId, deviceType: 'pump', time, version: time, metrics },
});

const badMessages = (deviceId: string, now: number): readonly (readonly [Put, string, number?])[] => [
  [message(deviceId, 'not json', now), 'NOT_JSON'],
  [message(deviceId, '', now), 'EMPTY_PAYLOAD'],
  [message(deviceId, '{"metrics":[]}', now), 'INVALID_SHAPE'],
  [message(deviceId, '{"metrics":{"colour":"red"}}', now), 'UNKNOWN_METRIC', 0],
  [message(deviceId, '{"metrics":{"temperature":"hot"}}', now), 'METRIC_TYPE', 0],
  [message(deviceId, '{"metrics":{"temperature":1e9}}', now), 'METRIC_RANGE', 0],
  [message(deviceId, `{"time":${now + 3_600_000},"metrics":{"temperature":20}}`, now), 'TIME_IN_FUTURE', 0],
  [message(`probe-${deviceId}`, '{"metrics":{"temperature":20}}', now), 'UNKNOWN_DEVICE_TYPE'],
  [message(deviceId, '{"metrics":{"temperature":20}}', now, `other/probe/${deviceId}`), 'INVALID_TOPIC'],
];

/** What is good is stored, what is not is quarantined with its reason, and a store that cannot be written has records come again. */
export const ingestProbes: ProbesOf = (context) => {
  const { now, run, environment } = context;
  const deviceId = `pump-probe-${run}`;
  const bad = badMessages(deviceId, now);
  const hostile = hostileRecords(deviceId, now);
  const good = [
    reading(deviceId, { temperature: 21.5, running: true }, now),
    reading(deviceId, { mode: 'eco' }, now + 1),
  ];
  const [backlog, first] = [
    {
      readings: [
        { time: now, metrics: { flow: 1 } },
        { time: now - 1, metrics: { flow: -1 } },
      ],
    },
    placed(good, now)[0],
  ];
  return [
    probe(
      'good records are stored',
      good,
      {
        rows: [rowOf(deviceId, now, { temperature: 21.5, running: true }), rowOf(deviceId, now + 1, { mode: 'eco' })],
        quarantined: [],
      },
      context,
    ),
    probe(
      'of a backlog only the bad reading is quarantined',
      [message(deviceId, JSON.stringify(backlog), now)],
      { rows: [rowOf(deviceId, now, { flow: 1 })], quarantined: [{ item: 0, reason: 'METRIC_RANGE', reading: 1 }] },
      context,
    ),
    probe(
      'bad records are quarantined, each with its reason',
      bad.map(([put]) => put),
      {
        rows: [],
        quarantined: bad.map(([, reason, index], item) => ({
          item,
          reason,
          ...(index !== undefined && { reading: index }),
        })),
      },
      context,
    ),
    {
      name: 'hostile records are quarantined, and stop nobody',
      event: streamEvent(placed(hostile, now)),
      answers: { write: [], putLines: null },
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, { putLines: 1 }),
          () => failedItems(answer, []),
          () => {
            const [[, entries] = []] = writesOf(answer, 'putLines');
            return same('how many are quarantined', Array.isArray(entries) ? entries.length : 0, hostile.length);
          },
        ),
    },
    accountFor('of many messages every reading is stored or quarantined', `probe-${run}-a`, 1, context),
    {
      ...accountFor('of many backlogs every reading is stored or quarantined', `probe-${run}-b`, 15, context),
      soak: true,
    },
    accountFor('of other devices, asked next, every reading is stored or quarantined', `probe-${run}-c`, 2, context),
    ...(environment['TELEMETRY_STORE'] === 'none'
      ? []
      : [
          {
            name: 'what the store does not take comes again',
            event: streamEvent(placed(good, now)),
            answers: { putLines: null },
            verify: (answer) =>
              answer.probe === 'answered'
                ? failedItems(answer, [first?.sequenceNumber ?? ''])
                : [`the function failed: ${answer.error}`],
          } satisfies Probe,
        ]),
  ];
};
