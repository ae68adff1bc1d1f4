import { validationError } from '../errors.ts';
import { periodStart } from '../metrics/series.ts';
import { combine, eachSeries, mapPoints, type Points, pointsOf, scalar, series, type Value } from './value.ts';

/** The time that an expression is evaluated over, epoch ms. */
export interface Grid {
  readonly startMs: number;
  readonly endMs: number;
  readonly periodMs: number;
  /** A period starts here. */
  readonly originMs: number;
}

export type MathFunction = (args: readonly Value[], grid: Grid) => Value;

const first = (args: readonly Value[]): Value => {
  const [value] = args;
  if (value === undefined) throw validationError('The function takes an argument');
  return value;
};

const number = (value: Value | undefined): number => {
  if (value?.kind !== 'scalar') throw validationError('The function takes a number here');
  return value.value;
};

const aggregates: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
  STDDEV: (values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  },
};

/** Of several series one series, time by time; of one series a number. */
const aggregate =
  (of: (values: readonly number[]) => number): MathFunction =>
  (args) => {
    const value = first(args);
    if (value.kind !== 'list') return scalar(of([...pointsOf(value).values()]));
    const times = [...new Set(value.items.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
    const at = (time: number) => value.items.flatMap((points) => points.get(time) ?? []);
    return series(new Map(times.map((time) => [time, of(at(time))])));
  };

const each =
  (change: (value: number) => number): MathFunction =>
  (args) => {
    const value = first(args);
    return value.kind === 'scalar'
      ? scalar(change(value.value))
      : eachSeries(value, (points) => mapPoints(points, change));
  };

/** Each value with the one before it. */
const withPrevious =
  (change: (value: number, before: number, elapsedMs: number) => number): MathFunction =>
  (args) =>
    eachSeries(first(args), (points) => {
      const all = [...points];
      return new Map(
        all.slice(1).map(([at, value], index) => {
          const [beforeAt, before] = all[index] ?? [at, value];
          return [at, change(value, before, at - beforeAt)];
        }),
      );
    });

/** The starts of the periods. */
export const timesOf = ({ startMs, endMs, periodMs, originMs }: Grid): number[] => {
  const times: number[] = [];
  const first = periodStart(startMs + periodMs - 1, periodMs, originMs);
  for (let at = first; at < endMs; at += periodMs) times.push(at);
  return times;
};

const interpolate = (points: Points, at: number): number | undefined => {
  const all = [...points];
  const before = all.findLast(([time]) => time < at);
  const after = all.find(([time]) => time > at);
  if (before === undefined || after === undefined) return undefined;
  return before[1] + ((after[1] - before[1]) * (at - before[0])) / (after[0] - before[0]);
};

const fillPoints = (points: Points, filler: Value | undefined, grid: Grid): Points => {
  const filled = new Map<number, number>();
  let last: number | undefined;
  for (const at of timesOf(grid)) {
    const known = points.get(at);
    const value =
      known ?? (filler?.kind !== 'text' ? number(filler) : filler.text === 'LINEAR' ? interpolate(points, at) : last);
    last = known ?? last;
    if (value !== undefined) filled.set(at, value);
  }
  return filled;
};

const fill: MathFunction = ([value, filler], grid) => {
  if (filler?.kind === 'text' && filler.text !== 'REPEAT' && filler.text !== 'LINEAR') {
    throw validationError(`FILL takes a number, REPEAT or LINEAR, not ${filler.text}`);
  }
  return eachSeries(first(value === undefined ? [] : [value]), (points) => fillPoints(points, filler, grid));
};

const choose: MathFunction = (args) => {
  const [condition = first(args), then = scalar(1), otherwise] = args;
  if (condition.kind === 'scalar') return condition.value !== 0 ? then : (otherwise ?? series(new Map()));
  const chosen = new Map<number, number>();
  for (const [at, holds] of pointsOf(condition)) {
    const branch = holds !== 0 ? then : otherwise;
    const value =
      branch?.kind === 'scalar' ? branch.value : branch === undefined ? undefined : pointsOf(branch).get(at);
    if (value !== undefined) chosen.set(at, value);
  }
  return series(chosen);
};

const runningSum: MathFunction = (args) =>
  eachSeries(first(args), (points) => {
    let sum = 0;
    return mapPoints(points, (value) => {
      sum += value;
      return sum;
    });
  });

/** The functions of metric math that are built. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export const mathFunctions: Readonly<Record<string, MathFunction | undefined>> = {
  ...Object.fromEntries(Object.entries(aggregates).map(([name, of]) => [name, aggregate(of)])),
  ABS: each(Math.abs),
  CEIL: each(Math.ceil),
  FLOOR: each(Math.floor),
  LOG: each(Math.log),
  LOG10: each(Math.log10),
  DIFF: withPrevious((value, before) => value - before),
  DIFF_TIME: withPrevious((_value, _before, elapsedMs) => elapsedMs / 1000),
  RATE: withPrevious((value, before, elapsedMs) => (value - before) / (elapsedMs / 1000)),
  RUNNING_SUM: runningSum,
  FILL: fill,
  IF: choose,
  PERIOD: (args, { periodMs }) => {
    pointsOf(first(args));
    return scalar(periodMs / 1000);
  },
  DATAPOINT_COUNT: (args) => scalar(pointsOf(first(args)).size),
  METRIC_COUNT: (args) => {
    const value = first(args);
    return scalar(value.kind === 'list' ? value.items.length : 1);
  },
};

const asNumber = (holds: boolean): number => (holds ? 1 : 0);

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '<': (a, b) => asNumber(a < b),
  '<=': (a, b) => asNumber(a <= b),
  '>': (a, b) => asNumber(a > b),
  '>=': (a, b) => asNumber(a >= b),
  '==': (a, b) => asNumber(a === b),
  '!=': (a, b) => asNumber(a !== b),
  '&&': (a, b) => asNumber(a !== 0 && b !== 0),
  '||': (a, b) => asNumber(a !== 0 || b !== 0),
};

export const applyOperator = (operator: string, left: Value, right: Value): Value =>
  combine(left, right, operators[operator] ?? (() => Number.NaN));
