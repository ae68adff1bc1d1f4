import { accept, type Parsed, reject } from './rejection.ts';
import type { DeviceType, Metric } from './schemas/device-type.ts';

export type MetricValue = number | boolean | string;
export type Metrics = Readonly<Record<string, MetricValue>>;

const checkMetric = (name: string, metric: Metric, value: MetricValue): Parsed<MetricValue> => {
  if (typeof value !== metric.type) return reject('METRIC_TYPE', `${name} is ${typeof value}, not ${metric.type}`);
  if (metric.type === 'number') {
    const inRange = Number(value) >= metric.minimum && Number(value) <= metric.maximum;
    return inRange
      ? accept(value)
      : reject('METRIC_RANGE', `${name} ${value} is not in ${metric.minimum}..${metric.maximum} ${metric.unit}`);
  }
  if (metric.type === 'string' && String(value).length > metric.maxLength) {
    return reject('METRIC_RANGE', `${name} is longer than ${metric.maxLength} characters`);
  }
  return accept(value);
};

/** Holds what a device reports against what its type declares. The first fault decides; NaN is in no range. */
export const checkMetrics = (metrics: Metrics, deviceType: DeviceType): Parsed<Metrics> => {
  for (const [name, value] of Object.entries(metrics)) {
    const metric = Object.hasOwn(deviceType.metrics, name) ? deviceType.metrics[name] : undefined;
    if (metric === undefined)
      return reject('UNKNOWN_METRIC', `a ${deviceType.deviceType} has no ${JSON.stringify(name)}`);
    const checked = checkMetric(name, metric as Metric, value);
    if (!checked.ok) return checked;
  }
  return accept(metrics);
};
