import { AwsError, UnsupportedError } from '../../../kernel/aws-error.ts';
import type { ActionKind } from './action.ts';
import { field, text } from './field.ts';
import { outputText } from './output-text.ts';

/** https://docs.aws.amazon.com/iot/latest/developerguide/cloudwatch-logs-rule-action.html; the stream is named after the rule. */
export const cloudwatchLogs: ActionKind = {
  type: 'cloudwatchLogs',
  label: 'CloudwatchLogsAction',
  accepts: ['logGroupName', 'roleArn', 'batchMode'],
  requires: ['logGroupName', 'roleArn'],
  compile: (parameters, context) => {
    const { cloud, ruleName } = context;
    const logGroupName = field(parameters, 'logGroupName', context);
    const { batchMode = false } = parameters;
    if (typeof batchMode !== 'boolean') throw new AwsError('InvalidRequestException', 'batchMode must be a boolean');
    if (batchMode) throw new UnsupportedError('batchMode of the rule action cloudwatchLogs');
    return {
      resource: text(parameters, 'logGroupName'),
      run: async (event) => {
        const message = outputText(event.output);
        cloud.services.logs.write(logGroupName(event), ruleName, [{ timestamp: cloud.clock.now(), message }]);
      },
    };
  },
};
