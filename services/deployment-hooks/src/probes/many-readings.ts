import { type DeviceType, deviceTypes } from '@signalbox/contracts';

type Metric = DeviceType['metrics'][string];

/** A reading, and what must become of it. */
export interface ManyReading {
  readonly time: number;
  readonly metrics: Readonly<Record<string, unknown>>;
  /**
   * `stored`: any version stores it. `known`: stored, but for a version from before these device types, which may refuse what
   * is in it. Else the reason why it is refused.
   */
  readonly fate: 'stored' | 'known' | 'UNKNOWN_METRIC' | 'METRIC_TYPE' | 'METRIC_RANGE' | 'TIME_IN_FUTURE';
}

/** All readings of one device. */
export interface DeviceReadings {
  readonly deviceId: string;
  readonly deviceType: string;
  readonly readings: readonly ManyReading[];
}

/** Prime, so that times have every remainder: a version may leave out only some of them. Ms. */
const stepMs = 997;

const valuesOfMetric = 12;

const sampleOf = (metric: Metric, index: number): unknown => {
  if (metric.type === 'boolean') return index % 2 === 0;
  if (metric.type === 'string') return String(index);
  const { minimum = -1e6, maximum = 1e6 } = metric;
  return minimum + ((maximum - minimum) * index) / (valuesOfMetric - 1);
};

const everyMetric = ({ metrics }: DeviceType): Pick<ManyReading, 'fate' | 'metrics'>[] =>
  Array.from({ length: valuesOfMetric }).flatMap((_, index) =>
    Object.entries(metrics).map(
      ([name, metric]) => ({ fate: 'known', metrics: { [name]: sampleOf(metric, index) } }) as const,
    ),
  );

const refused: readonly Pick<ManyReading, 'fate' | 'metrics'>[] = [
  { fate: 'UNKNOWN_METRIC', metrics: { colour: 'red', temperature: 20 } },
  { fate: 'METRIC_TYPE', metrics: { temperature: 'hot' } },
  { fate: 'METRIC_RANGE', metrics: { temperature: 1e9 } },
  { fate: 'TIME_IN_FUTURE', metrics: { temperature: 20 } },
];

const ordinaries = 40;

const ordinary = (pumps: boolean): Pick<ManyReading, 'fate' | 'metrics'>[] =>
  pumps
    ? Array.from({ length: ordinaries }, (_, index) => {
        const metrics = { temperature: 20 + index / 4, running: index % 3 === 0 };
        return { fate: 'stored', metrics } as const;
      })
    : [];

/** Bad ones stand among the good. */
const mixed = (deviceType: DeviceType): Pick<ManyReading, 'fate' | 'metrics'>[] => {
  const isPump = deviceType.deviceType === 'pump';
  const good = [...everyMetric(deviceType), ...ordinary(isPump)];
  const bad = isPump ? refused : refused.slice(0, 1);
  return good.flatMap((each, index) => {
    const between = index % 9 === 4 ? bad[Math.floor(index / 9) % bad.length] : undefined;
    return between === undefined ? [each] : [each, between];
  });
};

const hourMs = 3_600_000;

/**
 * Readings of devices that exist nowhere: of every device type, every metric from end to end, ordinary ones, and such as are
 * refused. No two of a device are of the same time.
 */
export const manyReadings = (name: string, now: number): readonly DeviceReadings[] =>
  deviceTypes.map((deviceType) => ({
    deviceId: (deviceType.deviceIdPattern[0] ?? '*').replaceAll('*', name),
    deviceType: deviceType.deviceType,
    readings: mixed(deviceType).map(({ fate, metrics }, index) => ({
      ...{ fate, metrics },
      time: fate === 'TIME_IN_FUTURE' ? now + hourMs + index : now - (index + 1) * stepMs,
    })),
  }));
