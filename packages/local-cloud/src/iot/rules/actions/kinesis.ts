import { randomUUID } from 'node:crypto';
import type { ActionKind } from './action.ts';
import { field, text } from './field.ts';
import { kinesisBatcher } from './kinesis-batcher.ts';

/** https://docs.aws.amazon.com/iot/latest/developerguide/kinesis-rule-action.html; without a partition key a random one is taken. */
export const kinesis: ActionKind = {
  type: 'kinesis',
  label: 'KinesisAction',
  accepts: ['streamName', 'partitionKey', 'roleArn'],
  requires: ['streamName', 'roleArn'],
  compile: (parameters, context) => {
    const { cloud } = context;
    const streamName = field(parameters, 'streamName', context);
    const partitionKey =
      parameters['partitionKey'] === undefined ? () => randomUUID() : field(parameters, 'partitionKey', context);
    const batcher = kinesisBatcher(cloud);
    return {
      resource: text(parameters, 'streamName'),
      run: async (event) => {
        await batcher.put(streamName(event), { data: event.output, partitionKey: partitionKey(event) });
      },
    };
  },
};
