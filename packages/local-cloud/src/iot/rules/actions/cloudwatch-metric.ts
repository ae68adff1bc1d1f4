import { ActionError, type ActionKind } from './action.ts';
import { field, text } from './field.ts';

/** https://docs.aws.amazon.com/iot/latest/developerguide/cloudwatch-metrics-rule-action.html; the timestamp is in epoch seconds. */
export const cloudwatchMetric: ActionKind = {
  type: 'cloudwatchMetric',
  label: 'CloudwatchMetricAction',
  accepts: ['metricName', 'metricNamespace', 'metricUnit', 'metricValue', 'metricTimestamp', 'roleArn'],
  requires: ['metricName', 'metricNamespace', 'metricUnit', 'metricValue', 'roleArn'],
  compile: (parameters, context) => {
    const { cloud } = context;
    const at = (name: string) => field(parameters, name, context);
    const [name, namespace, unit, value] = [
      at('metricName'),
      at('metricNamespace'),
      at('metricUnit'),
      at('metricValue'),
    ];
    const timestamp = parameters['metricTimestamp'] === undefined ? undefined : at('metricTimestamp');
    return {
      resource: text(parameters, 'metricName'),
      run: async (event) => {
        const seconds = timestamp === undefined ? cloud.clock.now() / 1000 : toNumber(timestamp(event), 'timestamp');
        cloud.services.cloudwatch.putMetrics([
          {
            namespace: namespace(event),
            name: name(event),
            dimensions: {},
            value: toNumber(value(event), 'value'),
            unit: unit(event),
            timestamp: Math.floor(seconds * 1000),
          },
        ]);
      },
    };
  },
};

function toNumber(source: string, what: string): number {
  const number = Number(source);
  if (source.trim() !== '' && Number.isFinite(number)) return number;
  throw new ActionError(`The metric's ${what} is not a number: ${source}`);
}
