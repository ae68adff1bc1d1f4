import { AwsError } from '../../../kernel/aws-error.ts';
import type { ActionKind } from './action.ts';
import { field, text } from './field.ts';
import { outputText } from './output-text.ts';

/** https://docs.aws.amazon.com/iot/latest/developerguide/sns-rule-action.html */
export const sns: ActionKind = {
  type: 'sns',
  label: 'SnsAction',
  accepts: ['targetArn', 'roleArn', 'messageFormat'],
  requires: ['targetArn', 'roleArn'],
  compile: (parameters, context) => {
    const { cloud } = context;
    const targetArn = field(parameters, 'targetArn', context);
    const { messageFormat = 'RAW' } = parameters;
    if (messageFormat !== 'RAW' && messageFormat !== 'JSON') {
      throw new AwsError('InvalidRequestException', 'messageFormat must be RAW or JSON');
    }
    const options = messageFormat === 'JSON' ? ({ messageStructure: 'json' } as const) : {};
    return {
      resource: text(parameters, 'targetArn'),
      run: async (event) => {
        await cloud.services.sns.publish(targetArn(event), outputText(event.output), options);
      },
    };
  },
};
