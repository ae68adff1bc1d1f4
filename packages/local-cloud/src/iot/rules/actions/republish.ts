import { AwsError } from '../../../kernel/aws-error.ts';
import { MAX_PAYLOAD_BYTES, topicFault } from '../../broker/limits.ts';
import { mayPublish } from '../../broker/reserved-topics.ts';
import { ActionError, type ActionKind } from './action.ts';
import { field, text } from './field.ts';

/** A reserved topic is written with `$$`: https://docs.aws.amazon.com/iot/latest/developerguide/republish-rule-action.html */
export const republish: ActionKind = {
  type: 'republish',
  label: 'RepublishAction',
  accepts: ['topic', 'qos', 'roleArn'],
  requires: ['topic', 'roleArn'],
  compile: (parameters, context) => {
    const source = text(parameters, 'topic');
    const topic = field({ topic: source.startsWith('$$') ? source.slice(1) : source }, 'topic', context);
    const { qos = 0 } = parameters;
    if (qos !== 0 && qos !== 1) throw new AwsError('InvalidRequestException', 'qos must be 0 or 1');
    return {
      resource: source,
      run: async (event) => {
        const name = topic(event);
        refuse(name, event.output.length);
        const payload = Buffer.from(event.output);
        const republished = event.republished + 1;
        await context.republish({ topic: name, payload, qos, retain: false, republished });
      },
    };
  },
};

function refuse(topic: string, bytes: number): void {
  const fault = topicFault(topic) ?? (mayPublish(topic) ? undefined : `${topic} is a reserved topic`);
  if (fault !== undefined) throw new ActionError(`Failed to republish: ${fault}`);
  if (bytes > MAX_PAYLOAD_BYTES) throw new ActionError('Failed to republish: the payload is too large');
}
