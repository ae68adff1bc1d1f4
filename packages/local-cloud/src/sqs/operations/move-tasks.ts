import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import { type Queue, redrivePolicyOf } from '../queue.ts';
import { missingParameter } from '../sqs-error.ts';
import type { SqsState } from '../state.ts';

interface MoveTask {
  readonly handle: string;
  readonly source: Queue;
  readonly destinationArn: string | undefined;
  readonly rate: number | undefined;
  readonly startedAt: number;
  readonly toMove: number;
  moved: number;
  status: 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';
  failure?: string;
}

interface StartInput {
  readonly SourceArn?: string;
  readonly DestinationArn?: string;
  readonly MaxNumberOfMessagesPerSecond?: number;
}

const notFound = (message: string) => new AwsError('ResourceNotFoundException', message, { status: 404 });

const taskAnswer = ({ handle, source, destinationArn, rate, startedAt, toMove, moved, status, failure }: MoveTask) => ({
  // Only a task that still runs has a handle, for only it can be cancelled.
  ...(status === 'RUNNING' ? { TaskHandle: handle } : {}),
  Status: status,
  SourceArn: source.arn,
  ...(destinationArn === undefined ? {} : { DestinationArn: destinationArn }),
  ...(rate === undefined ? {} : { MaxNumberOfMessagesPerSecond: rate }),
  ApproximateNumberOfMessagesMoved: moved,
  ApproximateNumberOfMessagesToMove: toMove,
  ...(failure === undefined ? {} : { FailureReason: failure }),
  StartedTimestamp: startedAt,
});

/**
 * Moving messages from a dead-letter queue back to where they came from. A task lives as long as this process.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export const moveTaskOperations = ({ context, queues, broker }: SqsState) => {
  const { clock } = context;
  const tasks: MoveTask[] = [];

  const moveSome = (task: MoveTask, max: number): number => {
    const messages = broker.live(task.source).take(max);
    for (const message of messages) {
      const target = queues.find(task.destinationArn ?? message.content.deadLetterSource ?? '');
      if (target === undefined) {
        broker.live(task.source).hide(message, clock.now() + 30_000);
        task.status = 'FAILED';
        task.failure = 'AWS.SimpleQueueService.NonExistentQueue';
        continue;
      }
      message.receiveCount = 0;
      message.firstReceivedAt = 0;
      broker.move(task.source, target, message, undefined);
      task.moved += 1;
    }
    return messages.length;
  };

  const run = async (task: MoveTask): Promise<void> => {
    while (task.status === 'RUNNING' && task.moved < task.toMove) {
      if (moveSome(task, task.rate ?? 100) === 0) break;
      await broker.written();
      if (task.rate !== undefined) await clock.sleep(1000);
    }
    if (task.status === 'RUNNING') task.status = 'COMPLETED';
    if (task.status === 'CANCELLING') task.status = 'CANCELLED';
  };

  const start = ({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: rate }: StartInput) => {
    if (SourceArn === undefined) throw missingParameter('SourceArn');
    const source = queues.find(SourceArn);
    if (source === undefined)
      throw notFound("The resource that you specified for the SourceArn parameter doesn't exist.");
    if (!queues.list().some((queue) => redrivePolicyOf(queue)?.deadLetterTargetArn === source.arn)) {
      throw new AwsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
    }
    if (DestinationArn !== undefined && queues.find(DestinationArn) === undefined) {
      throw notFound("The resource that you specified for the DestinationArn parameter doesn't exist.");
    }
    if (tasks.some((task) => task.source.arn === source.arn && task.status === 'RUNNING')) {
      throw new AwsError(
        'UnsupportedOperation',
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    }
    const handle = Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn: source.arn })).toString('base64');
    const toMove = broker.live(source).counts().visible;
    const task: MoveTask = {
      handle,
      source,
      destinationArn: DestinationArn,
      rate,
      startedAt: clock.now(),
      toMove,
      moved: 0,
      status: 'RUNNING',
    };
    tasks.unshift(task);
    run(task).catch((error: unknown) => {
      task.status = 'FAILED';
      context.log.error('a message move task failed', { error });
    });
    return { TaskHandle: handle };
  };

  return {
    StartMessageMoveTask: operation<StartInput, unknown>(
      ['SourceArn', 'DestinationArn', 'MaxNumberOfMessagesPerSecond'],
      start,
    ),
    ListMessageMoveTasks: operation<{ SourceArn: string; MaxResults?: number }, unknown>(
      ['SourceArn', 'MaxResults'],
      ({ SourceArn, MaxResults = 1 }) => ({
        Results: tasks
          .filter(({ source }) => source.arn === SourceArn)
          .slice(0, MaxResults)
          .map(taskAnswer),
      }),
    ),
    CancelMessageMoveTask: operation<{ TaskHandle: string }, unknown>(['TaskHandle'], ({ TaskHandle }) => {
      const task = tasks.find(({ handle, status }) => handle === TaskHandle && status === 'RUNNING');
      if (task === undefined) throw notFound('Task does not exist or is not running.');
      task.status = 'CANCELLING';
      return { ApproximateNumberOfMessagesMoved: task.moved };
    }),
  };
};
