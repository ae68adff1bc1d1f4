import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { UnsupportedError } from '../../kernel/aws-error.ts';
import { invalidValue, validationError } from '../errors.ts';
import { isStatistic, statistic } from '../metrics/bucket.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import { gather } from '../metrics/series.ts';
import { type Expression, namesIn, readExpression } from './expression.ts';
import { applyOperator, type Grid, mathFunctions, timesOf } from './functions.ts';
import { type Points, scalar, series, type Value } from './value.ts';

const idPattern = /^[a-z][a-zA-Z0-9_]*$/;

export const dimensionMap = (
  dimensions: readonly { readonly Name?: string | undefined; readonly Value?: string | undefined }[] = [],
): Record<string, string> => Object.fromEntries(dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));

/** @throws AwsError InvalidParameterValue; UnsupportedError for a statistic that is not built */
export const checkStatistic = (stat: string): void => {
  if (isStatistic(stat)) return;
  if (/^(IQM|(TM|TC|TS|WM|PR)\(.*\)|(tm|tc|ts|wm)\d.*)$/.test(stat)) {
    throw new UnsupportedError(`the CloudWatch statistic ${stat}`);
  }
  throw invalidValue(`The value ${stat} for parameter Stat is not supported.`);
};

/** 1, 5, 10, 30, or whole minutes. @throws AwsError InvalidParameterValue */
export const checkPeriod = (period: number): void => {
  if ([1, 5, 10, 20, 30].includes(period) || (period > 0 && period % 60 === 0)) return;
  throw invalidValue('The parameter Period must be 1, 5, 10, 20, 30, or a multiple of 60.');
};

/** @throws AwsError ValidationError, InvalidParameterValue; UnsupportedError */
export const checkQueries = (queries: readonly MetricDataQuery[]): void => {
  const ids = new Set(queries.map(({ Id }) => Id));
  if (ids.size < queries.length) throw validationError('The Id of each query must be unique.');
  for (const { Id = '', MetricStat, Expression: text, AccountId } of queries) {
    if (!idPattern.test(Id)) throw validationError(`The value ${Id} for parameter Id is not matching the pattern.`);
    if (AccountId !== undefined) throw new UnsupportedError('the member AccountId of a metric data query');
    if ((MetricStat === undefined) === (text === undefined)) {
      throw validationError(`The query ${Id} must have either MetricStat or Expression.`);
    }
    if (MetricStat !== undefined) {
      checkStatistic(MetricStat.Stat ?? '');
      checkPeriod(MetricStat.Period ?? 0);
    } else checkExpression(Id, readExpression(text ?? ''), ids);
  }
};

const callsIn = (expression: Expression): string[] => {
  switch (expression.kind) {
    case 'call':
      return [expression.name, ...expression.args.flatMap(callsIn)];
    case 'list':
      return expression.items.flatMap(callsIn);
    case 'negate':
      return callsIn(expression.of);
    case 'binary':
      return [...callsIn(expression.left), ...callsIn(expression.right)];
    default:
      return [];
  }
};

const constants = new Set(['REPEAT', 'LINEAR']);

const checkExpression = (id: string, expression: Expression, ids: ReadonlySet<string | undefined>): void => {
  const stranger = callsIn(expression).find((name) => name !== 'METRICS' && mathFunctions[name] === undefined);
  if (stranger !== undefined) throw new UnsupportedError(`the metric math function ${stranger}`);
  const unknown = namesIn(expression).find((name) => !ids.has(name) && !constants.has(name));
  if (unknown !== undefined || namesIn(expression).includes(id)) {
    throw validationError(`Unknown identifier in the expression of ${id}: ${unknown ?? id}`);
  }
};

/** The longest period of the metrics: that of the expressions. */
export const periodOf = (queries: readonly MetricDataQuery[]): number =>
  Math.max(1, ...queries.map(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? 0));

/**
 * Evaluates queries over `[startMs, endMs)`, in periods of which one starts at `originMs`; the result of a query that is a number is
 * a series of it.
 */
export const createEvaluation = (
  store: MetricStore,
  queries: readonly MetricDataQuery[],
  startMs: number,
  endMs: number,
  originMs = 0,
): ((id: string) => Points) => {
  const grid: Grid = { startMs, endMs, periodMs: periodOf(queries) * 1000, originMs };
  const known = new Map<string, Value>();
  const underWay = new Set<string>();

  const readMetric = ({
    MetricStat: { Metric, Period = 60, Stat = '', Unit } = {} as never,
  }: MetricDataQuery): Value => {
    const { Namespace: namespace = '', MetricName: name = '', Dimensions } = Metric ?? {};
    const found = store.find({ namespace, name, dimensions: dimensionMap(Dimensions) });
    const points = new Map<number, number>();
    if (found === undefined) return series(points);
    for (const [at, bucket] of gather(found, Period * 1000, startMs, endMs, Unit, originMs)) {
      const value = statistic(bucket, Stat);
      if (value !== undefined) points.set(at, value);
    }
    return series(points);
  };

  const allMetrics = (prefix: Value | undefined): Value => {
    const wanted = prefix?.kind === 'text' ? prefix.text : '';
    const chosen = queries.filter(({ MetricStat, Id = '' }) => MetricStat !== undefined && Id.includes(wanted));
    const values = chosen.map(({ Id = '' }) => resultOf(Id));
    return { kind: 'list', items: values.flatMap((value) => (value.kind === 'series' ? [value.points] : [])) };
  };

  const evaluate = (expression: Expression): Value => {
    switch (expression.kind) {
      case 'number':
        return scalar(expression.value);
      case 'text':
        return { kind: 'text', text: expression.text };
      case 'name':
        return constants.has(expression.name) ? { kind: 'text', text: expression.name } : resultOf(expression.name);
      case 'list': {
        const values = expression.items.map(evaluate);
        return { kind: 'list', items: values.flatMap((value) => (value.kind === 'series' ? [value.points] : [])) };
      }
      case 'negate':
        return applyOperator('*', scalar(-1), evaluate(expression.of));
      case 'binary':
        return applyOperator(expression.operator, evaluate(expression.left), evaluate(expression.right));
      default: {
        const args = expression.args.map(evaluate);
        if (expression.name === 'METRICS') return allMetrics(args[0]);
        const run = mathFunctions[expression.name];
        if (run === undefined) throw new UnsupportedError(`the metric math function ${expression.name}`);
        return run(args, grid);
      }
    }
  };

  const resultOf = (id: string): Value => {
    const done = known.get(id);
    if (done !== undefined) return done;
    const query = queries.find((each) => each.Id === id);
    if (query === undefined || underWay.has(id)) throw validationError(`The expressions refer to ${id} in a circle`);
    underWay.add(id);
    const value = query.MetricStat === undefined ? evaluate(readExpression(query.Expression ?? '')) : readMetric(query);
    known.set(id, value);
    return value;
  };

  return (id) => {
    const value = resultOf(id);
    if (value.kind === 'series') return value.points;
    if (value.kind !== 'scalar') throw new UnsupportedError('metric math expressions whose result is several series');
    const { value: constant } = value;
    return new Map(timesOf(grid).map((at) => [at, constant]));
  };
};
