import type { Decision } from '@signalbox/contracts';
import { type DeviceState, type EngineRecord, initialState, type Model, ModelError } from '@signalbox/decision-engine';
import { emptyTimeline, type RuleTimeline } from '@signalbox/releases';
import { advance } from '../src/advance.ts';
import type { Deciding, ReleasedRules } from '../src/released-rules.ts';
import { releasedRules } from '../src/released-rules.ts';

/** Nothing was ever released: the rules of the version decide. */
export const ownRules = (own: Model): ReleasedRules => rulesAt(() => emptyTimeline, [own]);

/** Released rules by a timeline that may change; the first model is that of the version. */
export const rulesAt = (timeline: () => RuleTimeline, models: readonly Model[], now = () => 0): ReleasedRules => {
  const byHash = new Map(models.map((model) => [model.ruleSet.hash, model]));
  return releasedRules({
    own: models[0] as Model,
    loadTimeline: async () => timeline(),
    loadRuleSet: async (hash) => byHash.get(hash)?.ruleSet,
    prepare: async ({ hash, name }) => {
      const model = byHash.get(hash);
      if (!model) throw new ModelError(name, 'cannot run');
      return model;
    },
    now,
  });
};

/** As {@link ownRules}, for one device. */
const decidingBy = (model: Model): Deciding => ({
  models: (hash) => (hash === model.ruleSet.hash ? model : undefined),
  inForce: () => ({ sets: { seq: 0, live: model.ruleSet.hash }, effectiveAt: 0 }),
});

/** What a set alone makes of records. */
export const advanceAlone = (
  model: Model,
  from: DeviceState,
  records: readonly EngineRecord[],
  maxDecisions = Number.POSITIVE_INFINITY,
): {
  readonly state: DeviceState;
  readonly decisions: readonly Decision[];
  readonly failure?: { readonly error: unknown };
} => {
  const states = from === initialState ? undefined : { seq: 0, live: { hash: model.ruleSet.hash, state: from } };
  const progress = advance(decidingBy(model), states, records, maxDecisions);
  return { ...progress, state: progress.states?.live.state ?? from };
};
