import { noneSpecial, type Special } from './candidates.ts';
import { type Guard, guardOf } from './guard.ts';
import { isEmpty } from './is-empty.ts';
import type { MachineState } from './machine.ts';
import type { Model, TypeModel } from './model.ts';
import { type DeviceState, nextDueAt } from './state.ts';

/** Of a type of device that no rule is for there is neither model nor guard. */
export interface Guarded {
  readonly deviceType: string;
  readonly type: TypeModel | undefined;
  readonly guard: Guard | undefined;
}

/** A state of a device as one model sees it: what can be worked out once for all records that leave it as it is. */
export interface View extends Special {
  /** Epoch ms. */
  readonly nextDueAt: number;
  /** Of the device type that was asked for last: a device has one, only the blank view belongs to many. */
  guarded: Guarded | undefined;
}

/** The states of machines that the set still has, by their places; of any other nothing is kept. */
const knownMachines = ({ machines, ranks }: Model, state: DeviceState): Map<number, MachineState> => {
  const known = new Map<number, MachineState>();
  for (const name of Object.keys(state.machines)) {
    const machineState = state.machines[name];
    const rank = ranks.get(name);
    if (machineState && rank !== undefined && machines[rank]?.kind === machineState.kind) known.set(rank, machineState);
  }
  return known;
};

/** The machines that depend on a setting that the device has. */
const dependents = ({ bySetting }: Model, { settings }: DeviceState): ReadonlySet<number> => {
  if (!settings || bySetting.size === 0) return noneSpecial.bySettings;
  return new Set(Object.keys(settings).flatMap((name) => bySetting.get(name) ?? []));
};

/** The view of a device of which nothing is remembered, as of most: no rule of the set is in any state for it. */
export const createBlankView = (): View => ({
  ...noneSpecial,
  ...{ nextDueAt: Number.POSITIVE_INFINITY, guarded: undefined },
});

const isBlank = ({ machines, settings }: DeviceState): boolean => settings === undefined && isEmpty(machines);

/** What is known of a state without looking into it, if anything is. */
export const knownView = (model: Model, state: DeviceState): View | undefined =>
  isBlank(state) ? model.blankView : model.views.get(state);

/** A look at a state as the model sees it. Keep it only for a state that lasts: most cost of a short-lived one would be that. */
export const viewOf = (model: Model, state: DeviceState): View => ({
  machines: knownMachines(model, state),
  bySettings: dependents(model, state),
  nextDueAt: nextDueAt(state) ?? Number.POSITIVE_INFINITY,
  guarded: undefined,
});

export const keepView = ({ views }: Model, state: DeviceState, view: View): void => void views.set(state, view);

const guardedBy = (
  { machines, types }: Model,
  view: View,
  deviceType: string,
  settings: DeviceState['settings'],
): Guarded => {
  const type = types.get(deviceType);
  const nothingSpecial = view.machines.size === 0 && view.bySettings.size === 0;
  const guard = nothingSpecial || !type ? type?.guard : guardOf(type.index, machines, view, settings ?? {});
  return { deviceType, type, guard };
};

/** What guards a device of this type in the state of the view. */
export const guardFor = (model: Model, view: View, deviceType: string, settings: DeviceState['settings']): Guarded => {
  if (view.guarded?.deviceType === deviceType) return view.guarded;
  const guarded = guardedBy(model, view, deviceType, settings);
  view.guarded = guarded;
  return guarded;
};
