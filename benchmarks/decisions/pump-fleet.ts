import type { Rule, RuleSet, TelemetryRecord } from '@signalbox/decision-engine';
import { Random } from '../iot-sql/random.ts';

/** What a pump reports, and the band that its values stay in while all is well. */
const bands = {
  temperature: [55, 75],
  pressure: [3, 5],
  vibration: [1, 4],
  current: [8, 14],
  humidity: [30, 60],
} as const;

type Metric = keyof typeof bands;
const metricNames = Object.keys(bands) as Metric[];

/** A limit beyond which a rule acts, and the one behind which it is over. */
export interface Limit {
  readonly rule: string;
  readonly metric: Metric;
  readonly side: 'high' | 'low';
  readonly limit: number;
  readonly over: number;
}

/** `count` limits, spread over the metrics and both sides of their bands; none lies within a band. */
export const limitsOf = (count: number): Limit[] =>
  Array.from({ length: count }, (_, index): Limit => {
    const metric = metricNames[index % metricNames.length] as Metric;
    const [low, high] = bands[metric];
    const side = Math.floor(index / metricNames.length) % 2 === 0 ? 'high' : 'low';
    const width = high - low;
    const perSide = Math.ceil(count / (2 * metricNames.length));
    const place = Math.floor(index / (2 * metricNames.length)) + 1;
    const beyond = (width * place) / perSide;
    const limit = side === 'high' ? high + beyond : low - beyond;
    const over = side === 'high' ? high : low;
    return { rule: `rule-${index}`, metric, side, limit, over };
  });

const ruleOf = ({ limit, metric, over, rule, side }: Limit): Rule => ({
  ...{ kind: 'rule', name: rule, severity: 'warning', deviceTypes: ['pump'] },
  parameters: { limit: { value: limit }, over: { value: over } },
  metrics: { [metric]: 'number' },
  when: side === 'high' ? `${metric} >= limit` : `${metric} <= limit`,
  clear: side === 'high' ? `${metric} < over` : `${metric} > over`,
  ...{ forMs: 0, cooldownMs: 0, maxAgeMs: 900_000, acknowledge: false, enabled: true },
  // biome-ignore lint/suspicious/noThenProperty: what people write in a rule
  then: [{ command: { name: 'set-fan', parameters: { speed: 100 }, expiresInMs: 300_000 } }],
  onClear: [{ command: { name: 'set-fan', parameters: { speed: 0 }, expiresInMs: 300_000 } }],
});

export const ruleSetOf = (limits: readonly Limit[]): RuleSet => ({
  name: 'bench',
  hash: String(limits.length),
  rules: limits.map(ruleOf),
});

interface Pump {
  readonly deviceId: string;
  readonly values: Record<Metric, number>;
  /** A metric that left its band, for so many more records. */
  excursion: { readonly metric: Metric; readonly value: number; left: number } | undefined;
}

/** A value a little further; it turns back at the ends of its band. */
const drift = (random: Random, metric: Metric, value: number): number => {
  const [low, high] = bands[metric];
  const width = high - low;
  const next = value + (random.below(2001) / 1000 - 1) * 0.02 * width;
  return Math.min(high - width / 1000, Math.max(low + width / 1000, next));
};

/** Beyond the first, second or third limit of a side. */
const excursionOf = (random: Random, limits: readonly Limit[]): Pump['excursion'] => {
  const { metric, side } = random.pick(limits);
  const beyond = limits.filter((other) => other.metric === metric && other.side === side).slice(0, 3);
  const { limit } = random.pick(beyond);
  return { metric, value: side === 'high' ? limit + 0.001 : limit - 0.001, left: 1 + random.below(8) };
};

/**
 * Records of `devices` pumps in turn, one reading each, a minute apart. At each record a pump leaves a band with a chance of
 * `perMille` in a thousand, goes beyond one to three limits, and comes back up to eight records later.
 */
export const recordsOf = (
  limits: readonly Limit[],
  options: { readonly devices: number; readonly rounds: number; readonly perMille: number; readonly seed: number },
): TelemetryRecord[] => {
  const random = new Random(options.seed);
  const pumps = Array.from({ length: options.devices }, (_, index): Pump => {
    const values = Object.fromEntries(metricNames.map((name) => [name, (bands[name][0] + bands[name][1]) / 2]));
    return { deviceId: `pump-${index}`, values: values as Record<Metric, number>, excursion: undefined };
  });
  const records: TelemetryRecord[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    for (const pump of pumps) records.push(nextRecord(random, limits, pump, records.length, round, options.perMille));
  }
  return records;
};

const nextRecord = (
  random: Random,
  limits: readonly Limit[],
  pump: Pump,
  sequence: number,
  round: number,
  perMille: number,
): TelemetryRecord => {
  for (const name of metricNames) pump.values[name] = drift(random, name, pump.values[name]);
  if (!pump.excursion && random.below(1000) < perMille) pump.excursion = excursionOf(random, limits);
  const metrics = { ...pump.values };
  if (pump.excursion) {
    metrics[pump.excursion.metric] = pump.excursion.value;
    pump.excursion.left -= 1;
    if (pump.excursion.left === 0) pump.excursion = undefined;
  }
  const receivedAt = 1_764_000_000_000 + round * 60_000 + (sequence % 60_000);
  // 56 digits, as Kinesis numbers them.
  const sequenceNumber = `4965${String(sequence).padStart(52, '0')}`;
  return {
    ...{ kind: 'telemetry', fleet: 'bench', deviceId: pump.deviceId, deviceType: 'pump', receivedAt },
    position: { shardId: 'shardId-000000000000', sequenceNumber },
    readings: [{ index: 0, time: receivedAt - 250, timed: true, seq: round, metrics }],
  };
};
