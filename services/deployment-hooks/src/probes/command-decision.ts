import { createHash } from 'node:crypto';
import { type CommandDecision, decisionId } from '@signalbox/contracts';
import { probeFleet } from './stream-event.ts';

/** What devices that exist nowhere are told to do. */
export const command = { name: 'set-fan', parameters: { speed: 100, zone: 'a' }, expiresInMs: 300_000 };

/** A decision that asks for {@link command}, decided on at `decidedAt`, epoch ms. */
export const decisionOf = (deviceId: string, decidedAt: number): CommandDecision => {
  const cause = { type: 'timer', timer: 'probe', dueAt: decidedAt } as const;
  const id = decisionId({ rule: 'probe', deviceId, cause, actionIndex: 0 });
  return {
    ...{ decisionId: id, ruleSet: 'default', rule: 'probe', fleet: probeFleet, deviceId, decidedAt, cause },
    ...{ reason: 'temperature 95 >= 90', command },
  };
};

/** The id of the command that a decision becomes. */
export const commandIdOf = (decision: CommandDecision): string =>
  createHash('sha256').update(decision.decisionId).digest('hex').slice(0, 32);
