import { type Model, ModelError, type RuleSet } from '@signalbox/decision-engine';

export interface RuleSetPorts {
  /** Of this version. */
  readonly own: Model;
  /** Gives the set of a hash, undefined if there is none (any more). Throws only what passes. */
  readonly loadRuleSet: (hash: string) => Promise<RuleSet | undefined>;
  /** Makes a set ready to run. Throws ModelError. */
  readonly prepare: (ruleSet: RuleSet) => Promise<Model>;
}

/** A set that is ready to run, or why there is none. */
type Found = { readonly model: Model } | { readonly why: unknown };

/** The rule sets that this process made ready to run, or could not, by hash. */
export interface RuleSetsAtHand {
  /** Whether it is known what can be had. */
  readonly has: (hash: string) => boolean;
  /** Makes sure that it is. Throws what {@link RuleSetPorts.loadRuleSet} does. */
  readonly ensure: (hash: string) => Promise<void>;
  readonly modelOf: (hash: string) => Model | undefined;
  readonly whyNot: (hash: string) => unknown;
  /** What could not be had may have come. */
  readonly forgetMissing: () => void;
}

export const ruleSetsAtHand = ({ own, loadRuleSet, prepare }: RuleSetPorts): RuleSetsAtHand => {
  const found = new Map<string, Found>([[own.ruleSet.hash, { model: own }]]);
  const loading = new Map<string, Promise<void>>();

  const find = async (hash: string): Promise<Found> => {
    const ruleSet = await loadRuleSet(hash);
    if (ruleSet === undefined) return { why: 'there is no such set' };
    try {
      return { model: await prepare(ruleSet) };
    } catch (error) {
      if (error instanceof ModelError) return { why: error };
      throw error;
    }
  };
  const load = async (hash: string): Promise<void> => {
    try {
      found.set(hash, await find(hash));
    } finally {
      loading.delete(hash);
    }
  };

  return {
    has: (hash) => found.has(hash),
    ensure: (hash) => {
      const underWay = loading.get(hash) ?? load(hash);
      if (!found.has(hash)) loading.set(hash, underWay);
      return underWay;
    },
    modelOf: (hash) => {
      const each = found.get(hash);
      return each && 'model' in each ? each.model : undefined;
    },
    whyNot: (hash) => {
      const each = found.get(hash);
      return each && 'why' in each ? each.why : undefined;
    },
    forgetMissing: () => {
      for (const [hash, each] of found) if ('why' in each) found.delete(hash);
    },
  };
};
