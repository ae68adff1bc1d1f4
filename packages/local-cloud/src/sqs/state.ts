import type { CloudContext } from '../kernel/context.ts';
import { type Broker, createBroker } from './broker.ts';
import { createQueues, type Queues } from './queues.ts';

/** What the operations of SQS work on. */
export interface SqsState {
  readonly context: CloudContext;
  readonly queues: Queues;
  readonly broker: Broker;
}

export const createState = (context: CloudContext): SqsState => {
  const queues = createQueues(context);
  return { context, queues, broker: createBroker(context, queues) };
};

/** Who sends with an access key, as the SenderId attribute names it. */
export const senderIdOf = ({ services, accountId }: CloudContext, accessKeyId: string): string =>
  'iam' in services ? services.iam.principalOf(accessKeyId).userId : accountId;
