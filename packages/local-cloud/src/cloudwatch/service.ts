import type { Operation } from '../kernel/operation.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { CloudWatchPort } from '../ports/cloudwatch.ts';
import { openAlarmBook } from './alarms/alarm-book.ts';
import { openAlarmHistory } from './alarms/alarm-history.ts';
import { createEvaluator } from './alarms/evaluator.ts';
import { queryErrorHeader } from './errors.ts';
import { createMetricStore } from './metrics/metric-store.ts';
import { alarmOperations } from './operations/alarm-operations.ts';
import { dashboardOperations } from './operations/dashboard-operations.ts';
import { metricOperations } from './operations/metric-operations.ts';
import { tagOperations } from './operations/tag-operations.ts';
import { cloudWatchAlarm } from './resource-types/alarm.ts';
import { cloudWatchDashboard } from './resource-types/dashboard.ts';

/**
 * CloudWatch metrics, metric math, metric alarms, dashboards. Composite alarms, anomaly detection, SEARCH, metric streams and insight
 * rules are refused by name. Spoken as JSON 1.0, as today's SDKs and CLI do.
 */
export const createCloudWatch: ServiceFactory<CloudWatchPort> = (context) => {
  const { storage, clock } = context;
  const database = storage.database('cloudwatch');
  const store = createMetricStore(database, clock);
  const history = openAlarmHistory(database);
  const book = openAlarmBook(context, history);
  const evaluator = createEvaluator(book, store, context);
  const tags = storage.table<Readonly<Record<string, string>>>('cloudwatch-tags');
  const dashboards = dashboardOperations(context, tags);
  const isAlarm = (arn: string) => [...book.alarms.values()].some((alarm) => alarm.arn === arn);
  const operations: Readonly<Record<string, Operation>> = {
    ...metricOperations(store, clock),
    ...alarmOperations(book, history, tags, context),
    ...dashboards.operations,
    ...tagOperations(tags, (arn) => isAlarm(arn) || dashboards.exists(arn)),
  };
  return {
    name: 'cloudwatch',
    port: {
      putMetrics: (data) => {
        for (const { namespace, name, dimensions, value, unit = 'None', timestamp = clock.now() } of data) {
          store.add({ namespace, name, dimensions, unit, timestamp, isHighResolution: false, values: [[value, 1]] });
        }
      },
      alarmStates: (names) => {
        const known = [...names].flatMap((name) => book.alarms.get(name) ?? []);
        return new Map(known.map(({ configuration, state }) => [configuration.AlarmName, state]));
      },
    },
    apis: [
      {
        protocol: 'json',
        version: '1.0',
        scopes: ['monitoring'],
        targetPrefix: 'GraniteServiceVersion20100801',
        errorPrefix: 'com.amazonaws.cloudwatch#',
        errorHeaders: queryErrorHeader,
        operations,
      },
    ],
    resourceTypes: [cloudWatchAlarm(operations, context), cloudWatchDashboard(operations)],
    start: async () => {
      store.start();
      book.start();
      evaluator.start();
    },
    stop: async () => {
      evaluator.stop();
      await book.stop();
      store.stop();
    },
  };
};
