import type { MetricDatum, PutMetricDataInput } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../kernel/clock.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { invalidCombination, invalidValue, missing } from '../errors.ts';
import { dimensionMap } from '../math/evaluate-queries.ts';
import type { Measurement, MetricStore } from '../metrics/metric-store.ts';

const maxData = 1000;
const maxValues = 150;
const maxDimensions = 30;
const dayMs = 86_400_000;

const checkNumber = (value: number, path: string): number => {
  if (Number.isFinite(value)) return value;
  throw invalidValue(`The value ${value} for parameter ${path} is invalid.`);
};

const readValues = (datum: MetricDatum, path: string): Pick<Measurement, 'values' | 'statistics'> => {
  const { Value, Values, Counts, StatisticValues } = datum;
  if ([Value, Values, StatisticValues].filter((each) => each !== undefined).length !== 1) {
    throw invalidCombination(`Exactly one of Value, Values and StatisticValues must be specified for ${path}.`);
  }
  if (Value !== undefined) return { values: [[checkNumber(Value, `${path}.Value`), 1]] };
  if (StatisticValues !== undefined) {
    const { SampleCount = 0, Sum = 0, Minimum = 0, Maximum = 0 } = StatisticValues;
    if (SampleCount <= 0 || Minimum > Maximum) throw invalidValue(`The statistic set of ${path} is invalid.`);
    return { statistics: { SampleCount, Sum, Minimum, Maximum } };
  }
  const values = Values ?? [];
  if (values.length > maxValues)
    throw invalidValue(`The collection ${path}.Values must not have more than ${maxValues} members.`);
  if (Counts !== undefined && Counts.length !== values.length) {
    throw invalidValue(`The parameters ${path}.Values and ${path}.Counts must be of the same size.`);
  }
  return { values: values.map((value, index) => [checkNumber(value, `${path}.Values`), Counts?.[index] ?? 1]) };
};

const readTimestamp = (seconds: number | undefined, now: number, path: string): number => {
  if (seconds === undefined) return now;
  const timestamp = seconds * 1000;
  if (timestamp < now - 14 * dayMs || timestamp > now + 2 * 3_600_000) {
    throw invalidValue(
      `The parameter ${path}.Timestamp must specify a time within the past two weeks and up to two hours in the future.`,
    );
  }
  return timestamp;
};

const readDatum = (namespace: string, datum: MetricDatum, index: number, now: number): Measurement => {
  const path = `MetricData.member.${index + 1}`;
  const { MetricName: name, Dimensions = [], Unit = 'None', StorageResolution = 60 } = datum;
  if (name === undefined || name === '') throw missing(`${path}.MetricName`);
  if (Dimensions.length > maxDimensions) {
    throw invalidValue(`The collection ${path}.Dimensions must not have more than ${maxDimensions} members.`);
  }
  if (StorageResolution !== 1 && StorageResolution !== 60) {
    throw invalidValue(`The parameter ${path}.StorageResolution must be 1 or 60.`);
  }
  return {
    namespace,
    name,
    dimensions: dimensionMap(Dimensions),
    unit: Unit,
    // On the wire a timestamp is a number of seconds.
    timestamp: readTimestamp(datum.Timestamp as unknown as number | undefined, now, path),
    isHighResolution: StorageResolution === 1,
    ...readValues(datum, path),
  };
};

/** PutMetricData: nothing of a request is stored if any of it is wrong. */
export const putMetricDataOperation = (store: MetricStore, clock: Clock): Operation =>
  operation(['Namespace', 'MetricData'], (input: PutMetricDataInput) => {
    const { Namespace: namespace, MetricData = [] } = input;
    if (namespace === undefined) throw missing('Namespace');
    if (namespace.startsWith('AWS/')) throw invalidValue('The value AWS/ for parameter Namespace is invalid.');
    if (namespace === '' || namespace.startsWith(':') || namespace.length > 255) {
      throw invalidValue(`The value ${namespace} for parameter Namespace is invalid.`);
    }
    if (MetricData.length === 0) throw missing('MetricData');
    if (MetricData.length > maxData) {
      throw invalidValue(`The collection MetricData must not have a size greater than ${maxData}.`);
    }
    const now = clock.now();
    const measurements = MetricData.map((datum, index) => readDatum(namespace, datum, index, now));
    for (const measurement of measurements) store.add(measurement);
    return {};
  });
