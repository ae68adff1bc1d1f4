import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../kernel/context.ts';
import type { BusEvent } from '../../ports/events.ts';
import type { Deployment } from '../model/deployment.ts';
import type { TriggerEvent } from '../model/deployment-group.ts';
import { stateChange, triggerMessage, triggerSubject } from './notification.ts';

/** Something to be told, kept until it was. */
type Notification =
  | { readonly event: BusEvent }
  | { readonly topicArn: string; readonly roleArn: string; readonly subject: string; readonly message: string };

/** Tells the triggers of a group and the default event bus what became of a deployment. */
export interface Notifier {
  tell(deployment: Deployment, event: TriggerEvent): void;
  /** Tells what was not told when the cloud was stopped. */
  start(): void;
  stop(): Promise<void>;
}

export const createNotifier = (context: CloudContext): Notifier => {
  const pending = context.storage.table<Notification>('codedeploy-notifications');
  const running = new Set<Promise<void>>();

  const deliver = async (notification: Notification): Promise<void> => {
    const { events, sns, iam } = context.services;
    if ('event' in notification) {
      await events.putEvent('default', notification.event);
      return;
    }
    const { topicArn, roleArn, subject, message } = notification;
    if (!iam.allows(roleArn, 'sns:Publish', topicArn)) throw new Error(`${roleArn} may not publish to ${topicArn}`);
    await sns.publish(topicArn, message, { subject });
  };

  const perform = (key: string, notification: Notification): void => {
    const done = Promise.resolve()
      .then(() => deliver(notification))
      // Best effort, as on AWS. Source: https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-codedeploy.html
      .catch((error) => context.log.warn('a notification of a deployment failed', { error: String(error) }))
      .then(() => {
        pending.delete(key);
        running.delete(done);
      });
    running.add(done);
  };

  const add = (notification: Notification): void => {
    const key = randomUUID();
    pending.set(key, notification);
    perform(key, notification);
  };

  return {
    tell: (deployment, event) => {
      const change = stateChange(deployment, event, context);
      if (change !== undefined && Object.hasOwn(context.services, 'events')) add({ event: change });
      for (const { name, topicArn, events } of deployment.triggers) {
        if (!events.includes(event)) continue;
        const message = triggerMessage(deployment, name, context);
        const subject = triggerSubject(deployment, context);
        add({ topicArn, roleArn: deployment.roleArn, subject, message });
      }
    },
    start: () => {
      for (const [key, notification] of [...pending.entries()]) perform(key, notification);
    },
    stop: async () => {
      await Promise.all(running);
    },
  };
};
