import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../kernel/context.ts';
import type { Table } from '../../kernel/table.ts';
import { notFound } from '../errors.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import type { AlarmHistory } from './alarm-history.ts';
import { changeDetail, topicMessage } from './notification.ts';

/** Something that a change of state asks for, kept until it was done. */
interface PendingAction {
  readonly alarm: Alarm;
  readonly previous: Alarm;
  /** ARN of a topic or a function; undefined for the event on the default bus. */
  readonly target?: string;
}

/** The alarms, and what their changes set off. */
export interface AlarmBook {
  readonly alarms: Table<Alarm>;
  /** @throws AwsError ResourceNotFound */
  get(name: string): Alarm;
  /** Puts an alarm in a state, with what that sets off if it is another one. */
  changeState(alarm: Alarm, to: AlarmState, reason: string, reasonData: string | undefined): void;
  /** Does what a change set off before the cloud was stopped. */
  start(): void;
  stop(): Promise<void>;
}

const actionsOf = ({ configuration, state }: Alarm): readonly string[] => {
  if (!configuration.ActionsEnabled) return [];
  if (state === 'ALARM') return configuration.AlarmActions;
  return state === 'OK' ? configuration.OKActions : configuration.InsufficientDataActions;
};

export const openAlarmBook = (context: CloudContext, history: AlarmHistory): AlarmBook => {
  const { storage, clock, log, services } = context;
  const alarms = storage.table<Alarm>('cloudwatch-alarms');
  const pending = storage.table<PendingAction>('cloudwatch-actions');
  const running = new Set<Promise<void>>();

  const act = async ({ alarm, previous, target }: PendingAction): Promise<void> => {
    if (target === undefined) {
      if (!Object.hasOwn(services, 'events')) return;
      await services.events.putEvent('default', {
        source: 'aws.cloudwatch',
        detailType: 'CloudWatch Alarm State Change',
        detail: changeDetail(alarm, previous),
        resources: [alarm.arn],
        time: alarm.stateChangedAt,
      });
    } else if (target.includes(':sns:')) {
      const subject = `${alarm.state}: "${alarm.configuration.AlarmName}" in ${context.region}`.slice(0, 100);
      await services.sns.publish(target, topicMessage(alarm, previous.state, context), { subject });
    } else {
      const event = {
        source: 'aws.cloudwatch',
        alarmArn: alarm.arn,
        accountId: context.accountId,
        region: context.region,
      };
      const payload = {
        ...event,
        time: new Date(alarm.stateChangedAt).toISOString(),
        alarmData: changeDetail(alarm, previous),
      };
      await services.lambda.invoke(target, Buffer.from(JSON.stringify(payload)), 'Event', {
        principal: 'lambda.alarms.cloudwatch.amazonaws.com',
        sourceArn: alarm.arn,
      });
    }
  };

  const note = ({ alarm, target }: PendingAction, error?: unknown) => {
    if (target === undefined) return;
    const name = alarm.configuration.AlarmName;
    const said = error === undefined ? 'Successfully executed' : 'Failed to execute';
    history.add(name, clock.now(), 'Action', `${said} action ${target}`, {
      actionState: error === undefined ? 'Succeeded' : 'Failed',
      notificationResource: target,
      ...(error === undefined ? {} : { error: String(error) }),
    });
  };

  const perform = (key: string, action: PendingAction) => {
    const done = act(action)
      .then(
        () => note(action),
        (error) => {
          note(action, error);
          log.warn('an alarm action failed', { alarm: action.alarm.arn, target: action.target, error });
        },
      )
      .then(() => {
        pending.delete(key);
        running.delete(done);
      });
    running.add(done);
  };

  const setOff = (action: PendingAction) => {
    const key = randomUUID();
    pending.set(key, action);
    perform(key, action);
  };

  return {
    alarms,
    get: (name) => {
      const found = alarms.get(name);
      if (found === undefined) throw notFound(`Unable to find alarm ${name}`);
      return found;
    },
    changeState: (previous, state, reason, reasonData) => {
      const now = clock.now();
      const isChange = state !== previous.state;
      const { reasonData: _, ...rest } = previous;
      const alarm: Alarm = {
        ...rest,
        state,
        reason,
        ...(reasonData === undefined ? {} : { reasonData }),
        stateUpdatedAt: now,
        stateChangedAt: isChange ? now : previous.stateChangedAt,
      };
      const name = alarm.configuration.AlarmName;
      alarms.set(name, alarm);
      if (!isChange) return;
      history.add(name, now, 'StateUpdate', `Alarm updated from ${previous.state} to ${state}`, {
        version: '1.0',
        oldState: { stateValue: previous.state, stateReason: previous.reason },
        newState: { stateValue: state, stateReason: reason },
      });
      setOff({ alarm, previous });
      for (const target of actionsOf(alarm)) setOff({ alarm, previous, target });
    },
    start: () => {
      for (const [key, action] of [...pending.entries()]) perform(key, action);
    },
    stop: async () => {
      await Promise.all(running);
    },
  };
};
