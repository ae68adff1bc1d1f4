import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { MessageKind } from './messages.ts';
import type { FleetUse } from './run.ts';

export interface FleetPlan {
  /** Of the MQTT listener. */
  readonly url: string;
  readonly fleet: string;
  readonly kind: MessageKind;
  readonly devices: number;
  /** Of all devices together. */
  readonly messagesPerSecond: number;
  /** Share of the messages that lead to a decision. */
  readonly decisionShare: number;
}

export interface Fleet {
  /** Resolves with the seconds that publishing took, once everything is acknowledged. */
  publishFor(seconds: number): Promise<number>;
  /** What was used since the report before. */
  report(): Promise<Omit<FleetUse, 'devices' | 'seconds'>>;
  stop(): Promise<void>;
}

const ask = async <Answer>(child: ChildProcess, order: object): Promise<Answer> => {
  const answered = Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the fleet ended before its time'))),
  ]);
  child.send(order);
  const [answer] = await answered;
  return answer as Answer;
};

/** Connects a fleet in a process of its own, so that publishing does not take the cloud's time. */
export const startFleet = async (plan: FleetPlan): Promise<Fleet> => {
  const file = join(import.meta.dirname, 'fleet-process.ts');
  const child = fork(file, [JSON.stringify(plan)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (said !== 'connected') throw new Error('the fleet could not connect');
  return {
    publishFor: async (seconds) => (await ask<{ seconds: number }>(child, { publishFor: seconds })).seconds,
    report: () => ask(child, { report: true }),
    stop: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
};
