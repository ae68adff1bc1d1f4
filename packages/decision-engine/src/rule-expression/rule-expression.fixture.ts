import type { RuleNames, RuleScope } from './scope.ts';

export const pumpNames: RuleNames = {
  metrics: { temperature: 'number', pressure: 'number', flags: 'number', running: 'boolean', mode: 'string' },
  parameters: { limit: { value: 90 }, margin: { value: 10, setting: 'margin' }, wanted: { value: 'eco' } },
};

/** A reading of `pump-7` with these metrics and nothing else known. */
export const scopeOf = (metrics: RuleScope['metrics'], more: Partial<RuleScope> = {}): RuleScope => ({
  metrics,
  last: {},
  settings: {},
  deviceId: 'pump-7',
  fleet: 'demo',
  deviceType: 'pump',
  time: 1_764_000_000_000,
  ...more,
});
