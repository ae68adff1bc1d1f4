import type { Special } from './candidates.ts';
import { type Guard, guardOf } from './guard.ts';
import type { MachineState } from './machine.ts';
import type { Model, TypeModel } from './model.ts';
import { type DeviceState, nextDueAt } from './state.ts';
import type { Step } from './step.ts';

/** Of a type of device that no rule is for there is neither model nor guard. */
export interface Guarded {
  readonly deviceType: string;
  readonly type: TypeModel | undefined;
  readonly guard: Guard | undefined;
}

/** A state of a device as one model sees it: what can be worked out once for all records that leave it as it is. */
export interface View extends Special {
  readonly model: Model;
  /** Epoch ms. */
  readonly nextDueAt: number;
  /** What came of a record of which nothing came. */
  readonly unchanged: Step;
  /** Of the device type that was asked for last: a device has one, only the initial state belongs to many. */
  guarded: Guarded | undefined;
}

/** The states of machines that the set still has, by their places; of any other nothing is kept. */
const knownMachines = ({ machines, ranks }: Model, state: DeviceState): Map<number, MachineState> => {
  const known = new Map<number, MachineState>();
  for (const [name, machineState] of Object.entries(state.machines)) {
    const rank = ranks.get(name);
    if (rank !== undefined && machines[rank]?.kind === machineState.kind) known.set(rank, machineState);
  }
  return known;
};

const nobody: ReadonlySet<number> = new Set();

/** The machines that depend on a setting that the device has. */
const dependents = ({ bySetting }: Model, { settings }: DeviceState): ReadonlySet<number> => {
  if (!settings || bySetting.size === 0) return nobody;
  return new Set(Object.keys(settings).flatMap((name) => bySetting.get(name) ?? []));
};

const noCounts = { actions: [], changed: false, duplicates: 0, outdated: 0, ignored: 0, failures: [] } as const;

const look = (model: Model, state: DeviceState): View => ({
  ...{ model, machines: knownMachines(model, state), bySettings: dependents(model, state) },
  nextDueAt: nextDueAt(state) ?? Number.POSITIVE_INFINITY,
  unchanged: { state, ...noCounts },
  guarded: undefined,
});

const views = new WeakMap<DeviceState, View>();

/** The view that was kept for a state, if it is of this model. */
export const keptView = (model: Model, state: DeviceState): View | undefined => {
  const kept = views.get(state);
  return kept?.model === model ? kept : undefined;
};

/** A look at a state as the model sees it. Keep it only for a state that lasts: most cost of a short-lived one would be that. */
export const viewOf = look;

export const keepView = (state: DeviceState, view: View): void => void views.set(state, view);

const guardedBy = (view: View, deviceType: string, settings: DeviceState['settings']): Guarded => {
  const type = view.model.types.get(deviceType);
  const nothingSpecial = view.machines.size === 0 && view.bySettings.size === 0;
  const guard = nothingSpecial || !type ? type?.guard : guardOf(type.index, view.model.machines, view, settings ?? {});
  return { deviceType, type, guard };
};

/** What guards a device of this type in the state of the view. */
export const guardFor = (view: View, deviceType: string, settings: DeviceState['settings']): Guarded => {
  if (view.guarded?.deviceType === deviceType) return view.guarded;
  const guarded = guardedBy(view, deviceType, settings);
  view.guarded = guarded;
  return guarded;
};
