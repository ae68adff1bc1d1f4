import type { CommandDecision, Decision } from '@signalbox/contracts';
import { initialState } from '@signalbox/decision-engine';
import type { EvidenceLine } from '../src/candidate-evidence.ts';
import { fanModel, reports } from './pump-records.ts';
import { advanceAlone } from './released.ts';

const [decided] = advanceAlone(fanModel(), initialState, [reports(1, [95])]).decisions as [CommandDecision];

/** What the rule `hot` decided of a device at a second; the same id for the same second. */
export const decisionAt = (second: number, { deviceId = 'pump-7', rule = 'hot', speed = 100 } = {}): Decision => ({
  ...decided,
  ...{ deviceId, rule, decisionId: `${rule}/${deviceId}/shardId-0:${second}#0/0`, decidedAt: 1000 * second },
  cause: { type: 'reading', shardId: 'shardId-0', sequenceNumber: String(second), reading: 0 },
  command: { name: 'set-fan', parameters: { speed } },
});

export const [stable, candidate] = ['a'.repeat(64), 'b'.repeat(64)];

export const liveLine = (decision: Decision, hash = stable): EvidenceLine => ({ side: 'live', hash, decision });

export const otherLine = (decision: Decision, hash = candidate): EvidenceLine => ({ side: 'other', hash, decision });

/** Both sides decided the same. */
export const alike = (decision: Decision): EvidenceLine[] => [liveLine(decision), otherLine(decision)];

export const failureLine = (hash: string, rule?: string, deviceId = 'pump-7'): EvidenceLine => ({
  ...{ side: 'failure', hash, deviceId, message: 'it is broken' },
  ...(rule !== undefined && { rule }),
});
