import { PermanentError } from '@signalbox/lambda-kit';
import { currentRelease, lastEntry, type RuleTimeline, setBaseline } from '@signalbox/releases';
import type { Shift } from '../app-spec.ts';
import type { DecisionPorts, RuleSetText } from './decision-ports.ts';

/** A decision bundle, and the rules that it was released with. */
export interface Bundle {
  readonly code: string;
  readonly rules: RuleSetText;
}

/** What is compared. */
export interface ReleasedRules {
  readonly target: Bundle;
  /** undefined: the current version has no bundle, or there is none. */
  readonly current: Bundle | undefined;
  /** Decides now. */
  readonly stable: RuleSetText;
  /** Is to be released: the target's rules, if they are not the stable ones. */
  readonly candidate: RuleSetText | undefined;
  /** The candidate is under way already. */
  readonly underWay: boolean;
}

const hashOf = (json: string): string => {
  const { hash } = JSON.parse(json) as { hash?: unknown };
  if (typeof hash === 'string') return hash;
  throw new PermanentError('BUNDLE_INVALID', 'the rule set of the decision bundle has no hash');
};

const bundleOf = async (
  { functions, sandbox }: DecisionPorts,
  name: string,
  version: string,
): Promise<Bundle | undefined> => {
  const code = await functions.decisionBundle(name, version);
  if (code === undefined) return undefined;
  const json = await sandbox.rulesOf(code);
  return { code, rules: { hash: hashOf(json), json } };
};

/** A second hook may be at the same: who finds the timeline begun takes it as it is. */
const begun = async ({ timelines, now }: DecisionPorts, hash: string): Promise<RuleTimeline> => {
  const before = await timelines.load();
  if (before.entries.length > 0) return before;
  const next = setBaseline(before, hash, now());
  return (await timelines.save(next, before)) === 'saved' ? next : timelines.load();
};

const textOf = async (
  { ruleSets }: DecisionPorts,
  hash: string,
  known: readonly (Bundle | undefined)[],
): Promise<RuleSetText> => {
  const rules = known.find((bundle) => bundle?.rules.hash === hash)?.rules;
  return rules ?? { hash, json: await ruleSets.get(hash) };
};

/**
 * Finds the rules on both sides of a deployment, and keeps their sets where versions of the function look for them. The first
 * time the rules of what runs are the baseline of the timeline.
 * @throws {PermanentError} NO_BUNDLE, RELEASE_UNDER_WAY
 */
export const releasedRules = async (ports: DecisionPorts, shift: Shift): Promise<ReleasedRules> => {
  const { functionName, currentVersion, targetVersion } = shift;
  const target = await bundleOf(ports, functionName, targetVersion);
  if (target === undefined) {
    throw new PermanentError(
      'NO_BUNDLE',
      `version ${targetVersion} of ${functionName} has no generated/decision-bundle.cjs`,
    );
  }
  const current = currentVersion === undefined ? undefined : await bundleOf(ports, functionName, currentVersion);
  for (const bundle of [current, target]) if (bundle) await ports.ruleSets.put(bundle.rules);

  const timeline = await begun(ports, (current ?? target).rules.hash);
  const under = currentRelease(timeline);
  const stableHash = lastEntry(timeline)?.stable ?? target.rules.hash;
  if (under && under.candidate !== target.rules.hash) {
    const rules =
      target.rules.hash === stableHash ? 'the rules that it would replace' : `rules ${target.rules.hash.slice(0, 12)}`;
    throw new PermanentError(
      'RELEASE_UNDER_WAY',
      `the rule release ${under.releaseId} is under way (${under.phase}), and this version comes with ${rules}: end it first, with signalbox rules promote --to all or signalbox rules rollback`,
    );
  }
  const stable = await textOf(ports, stableHash, [current, target]);
  const candidate = target.rules.hash === stable.hash ? undefined : target.rules;
  return { target, current, stable, candidate, underWay: under !== undefined };
};
