import { AwsError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import { isFifo, type Queue, queueNameIn, redrivePolicyOf, settingsOf } from './queue.ts';
import { checkAttributes } from './queue-attributes.ts';
import { invalidParameter, queueDoesNotExist } from './sqs-error.ts';

export interface Queues {
  /** By name, ARN or URL. @throws AwsError QueueDoesNotExist */
  get(reference: string): Queue;
  find(reference: string): Queue | undefined;
  /** In order of name. */
  list(): readonly Queue[];
  /** Makes a queue, or gives the one that is there with the same attributes. @throws AwsError QueueNameExists, … */
  create(name: string, attributes: Readonly<Record<string, string>>, tags?: Readonly<Record<string, string>>): Queue;
  /** Sets attributes; others stay. @throws AwsError */
  setAttributes(queue: Queue, attributes: Readonly<Record<string, string>>): Queue;
  setTags(queue: Queue, tags: Readonly<Record<string, string>>): void;
  remove(queue: Queue): void;
  urlOf(queue: Queue): string;
}

const refuseName = (name: string, attributes: Readonly<Record<string, string>>): void => {
  if (!/^[\w-]{1,75}\.fifo$|^[\w-]{1,80}$/.test(name)) {
    throw new AwsError(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
  if (isFifo({ name }) && attributes['FifoQueue'] !== 'true') {
    throw new AwsError(
      'InvalidParameterValue',
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length. FifoQueue must be true.',
    );
  }
  if (!isFifo({ name }) && attributes['FifoQueue'] !== undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  }
};

const withoutEmpty = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));

export const createQueues = ({ storage, clock, accountId, endpoint, arn }: CloudContext): Queues => {
  const table = storage.table<Queue>('sqs.queues');
  const find = (reference: string) => table.get(queueNameIn(reference));

  const refuseForeignDeadLetters = (queue: Queue): void => {
    const policy = redrivePolicyOf(queue);
    const target = policy && find(policy.deadLetterTargetArn);
    if (policy === undefined) return;
    const text = queue.attributes['RedrivePolicy'];
    if (target === undefined) throw invalidParameter('RedrivePolicy', text, 'Dead letter target does not exist.');
    if (isFifo(target) !== isFifo(queue)) {
      throw invalidParameter('RedrivePolicy', text, 'Dead-letter queue must be same type of queue as the source.');
    }
    const allow = JSON.parse(target.attributes['RedriveAllowPolicy'] ?? '{}') as {
      redrivePermission?: string;
      sourceQueueArns?: string[];
    };
    const isAllowed =
      allow.redrivePermission !== 'denyAll' &&
      (allow.redrivePermission !== 'byQueue' || allow.sourceQueueArns?.includes(queue.arn) === true);
    if (!isAllowed)
      throw invalidParameter('RedrivePolicy', text, "The dead-letter queue's RedriveAllowPolicy does not allow it.");
  };

  const put = (queue: Queue): Queue => {
    refuseForeignDeadLetters(queue);
    table.set(queue.name, queue);
    return queue;
  };

  const same = (existing: Queue, attributes: Readonly<Record<string, string>>): Queue => {
    const settings = settingsOf(existing);
    const other = Object.keys(attributes).find((name) => settings[name] !== attributes[name]);
    if (other === undefined) return existing;
    throw new AwsError(
      'QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${other}`,
    );
  };

  return {
    find,
    get: (reference) => {
      const queue = find(reference);
      if (queue === undefined) throw queueDoesNotExist();
      return queue;
    },
    list: () => [...table.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    create: (name, attributes, tags = {}) => {
      refuseName(name, attributes);
      checkAttributes({ name }, attributes);
      const existing = table.get(name);
      if (existing !== undefined) return same(existing, attributes);
      const now = clock.now();
      return put({
        name,
        arn: arn('sqs', name),
        createdAt: now,
        modifiedAt: now,
        attributes: withoutEmpty(attributes),
        tags,
      });
    },
    setAttributes: (queue, attributes) => {
      if (attributes['FifoQueue'] !== undefined)
        throw new AwsError('InvalidAttributeName', 'You can not set attribute FifoQueue.');
      checkAttributes(queue, attributes);
      return put({
        ...queue,
        modifiedAt: clock.now(),
        attributes: withoutEmpty({ ...queue.attributes, ...attributes }),
      });
    },
    setTags: (queue, tags) => table.set(queue.name, { ...queue, tags }),
    remove: ({ name }) => void table.delete(name),
    urlOf: ({ name }) => `${endpoint()}/${accountId}/${name}`,
  };
};
