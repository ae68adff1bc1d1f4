import type { EngineRecord, RuleSet } from '@signalbox/decision-engine';

/** Fan at 100 from 90 °C, at 0 below 80 °C; held for `holdForMs` first. */
export const fanRules = (holdForMs = 0): RuleSet => ({
  name: 'default',
  hash: 'abc',
  rules: [
    {
      ...{ kind: 'threshold', name: 'hot', deviceTypes: ['pump'], metric: 'temperature', holdForMs, maxAgeMs: 60_000 },
      set: { comparison: 'atOrAbove', value: 90 },
      clear: { comparison: 'below', value: 80 },
      onSet: [{ command: { name: 'set-fan', parameters: { speed: 100 } } }],
      onClear: [{ command: { name: 'set-fan', parameters: { speed: 0 } } }],
    },
  ],
});

/** One message with these temperatures, received at `1000 * sequence`. */
export const reports = (sequence: number, temperatures: readonly number[], deviceId = 'pump-7'): EngineRecord => ({
  ...{ kind: 'telemetry', deviceType: 'pump', deviceId, fleet: 'demo', receivedAt: 1000 * sequence },
  position: { shardId: 'shardId-0', sequenceNumber: String(sequence) },
  readings: temperatures.map((temperature, index) => ({
    ...{ index, time: 1000 * sequence, timed: true, metrics: { temperature } },
  })),
});
