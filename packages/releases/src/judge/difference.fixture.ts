import type { CommandDecision } from '@signalbox/contracts';
import type { Difference, DifferenceKind } from '@signalbox/decision-engine/diff';

const decisionOf = (rule: string, deviceId: string, decidedAt: number): CommandDecision => ({
  decisionId: `${rule}/${deviceId}/shardId-0:${decidedAt}#0/0`,
  ...{ ruleSet: 'default', rule, fleet: 'demo', deviceId, decidedAt, reason: 'temperature 95 >= 90', status: 'ACTIVE' },
  cause: { type: 'reading', shardId: 'shardId-0', sequenceNumber: String(decidedAt), reading: 0 },
  command: { name: 'set-fan', parameters: { speed: 100 } },
});

export const differenceOf = (kind: DifferenceKind, rule: string, deviceId: string, byMs = 60_000): Difference => {
  const before = decisionOf(rule, deviceId, 1_764_000_000_000);
  const after = decisionOf(rule, deviceId, 1_764_000_000_000 + (kind === 'moved' ? byMs : 0));
  if (kind === 'added') return { kind, after };
  if (kind === 'removed') return { kind, before };
  return kind === 'moved' ? { kind, before, after, byMs, changed: false } : { kind, before, after };
};
