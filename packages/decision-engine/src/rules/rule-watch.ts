import type { Scalar } from '../json.ts';
import { type Atom, everyReading, noReading, type Watch } from '../watch.ts';
import type { CompiledRule } from './compile-rule.ts';
import { isActive, isOff, isWaiting, type Lifecycle, type LifecycleState, statusOf } from './lifecycle-state.ts';
import { endsQuietly } from './lifecycle-transitions.ts';
import { necessaryAtoms } from './necessary-atoms.ts';

type Settings = Readonly<Record<string, Scalar>>;
type AtomsOf = ((settings: Settings) => readonly Atom[]) | undefined;
type WatchOf = (settings: Settings) => Watch;

const watchOf = (atomsOf: AtomsOf, settings: readonly string[]): WatchOf => {
  if (!atomsOf) return () => everyReading;
  const watch: WatchOf = (values) => ({ atoms: atomsOf(values), everyFrom: Number.POSITIVE_INFINITY });
  if (settings.length > 0) return watch;
  const constant = watch({});
  return () => constant;
};

/** Which readings can make an alarm that stands go, or keep it. */
const goneWatch = ({ clear, lifecycle, when }: CompiledRule): WatchOf => {
  if (clear) return watchOf(necessaryAtoms(clear, true), clear.settings);
  if (!when) return () => everyReading;
  return watchOf(necessaryAtoms(when, endsQuietly(lifecycle)), when.settings);
};

const noDataWatch = ({ noData }: Lifecycle, state: LifecycleState | undefined): Watch => {
  const { seenAt, timers } = state ?? {};
  if (!noData || seenAt === undefined || timers?.['noData'] === undefined) return everyReading;
  return { atoms: [], everyFrom: seenAt + noData.toleranceMs };
};

/** Which readings can do anything to the rule in a state that it is in. */
export const ruleWatch = (
  compiled: CompiledRule,
): ((state: LifecycleState | undefined, settings: Settings) => Watch) => {
  const { keepsakes, lifecycle, when } = compiled;
  const comes = when ? watchOf(necessaryAtoms(when, true), when.settings) : () => everyReading;
  const lapses = when ? watchOf(necessaryAtoms(when, false), when.settings) : () => everyReading;
  const goes = goneWatch(compiled);
  const whileWaiting = (state: LifecycleState | undefined, settings: Settings): Watch => {
    if (lifecycle.schedule) return everyReading;
    return state?.timers?.['for'] === undefined ? goes(settings) : lapses(settings);
  };
  return (state, settings) => {
    const status = statusOf(lifecycle, state);
    if (isOff(status)) return noReading;
    if (keepsakes.last.length > 0) return everyReading;
    if (isActive(status)) return goes(settings);
    if (isWaiting(state)) return whileWaiting(state, settings);
    return lifecycle.noData ? noDataWatch(lifecycle, state) : comes(settings);
  };
};
