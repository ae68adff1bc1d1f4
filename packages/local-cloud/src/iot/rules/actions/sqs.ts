import { AwsError } from '../../../kernel/aws-error.ts';
import { ActionError, type ActionKind } from './action.ts';
import { field, text } from './field.ts';
import { outputText } from './output-text.ts';

/** https://docs.aws.amazon.com/iot/latest/developerguide/sqs-rule-action.html: FIFO queues are not supported by AWS either. */
export const sqs: ActionKind = {
  type: 'sqs',
  label: 'SqsAction',
  accepts: ['queueUrl', 'roleArn', 'useBase64'],
  requires: ['queueUrl', 'roleArn'],
  compile: (parameters, context) => {
    const { cloud } = context;
    const queueUrl = field(parameters, 'queueUrl', context);
    const { useBase64 = false } = parameters;
    if (typeof useBase64 !== 'boolean') throw new AwsError('InvalidRequestException', 'useBase64 must be a boolean');
    return {
      resource: text(parameters, 'queueUrl'),
      run: async (event) => {
        const { output } = event;
        const body = useBase64 ? Buffer.from(output).toString('base64') : outputText(output);
        await cloud.services.sqs.sendMessage(queueArn(queueUrl(event), cloud.arn), body);
      },
    };
  },
};

/** `https://sqs.<region>.amazonaws.com/<account>/<name>`, or the same path at the embedded cloud. */
function queueArn(queueUrl: string, arn: (service: string, resource: string) => string): string {
  const name = /^https?:\/\/[^/]+\/\d{12}\/([\w-]+(?:\.fifo)?)$/.exec(queueUrl)?.[1];
  if (name === undefined) throw new ActionError(`The queue URL is not valid: ${queueUrl}`);
  if (name.endsWith('.fifo')) throw new ActionError('The SQS action does not support FIFO queues');
  return arn('sqs', name);
}
