import { deviceTypeOf } from '@signalbox/contracts';
import type { Machine, MachineState } from '../machine.ts';
import type { Model } from '../model.ts';
import type { DeviceState } from '../state.ts';
import { sameDefinitions } from './same-definition.ts';

interface Carrying {
  /** When the states change hands, epoch ms. Default: the device's clock. */
  readonly at?: number;
  /** The states of rules that are not for devices of its type stay behind, if its type is known. */
  readonly deviceId?: string;
}

const isFor = ({ deviceTypes }: Machine, deviceType: string | undefined): boolean =>
  deviceType === undefined || deviceTypes.includes(deviceType);

/**
 * The state of a device as the rules of another set go on from it.
 *
 * A rule of the same name and kind goes on; if it is defined otherwise, what it waited for starts anew, while that it is active,
 * acknowledged, latched, snoozed or disabled stays, and a watch for silence keeps the time when it is due. What the set does not have, or not for
 * devices of this type, is dropped. Settings, clock, position and mark stay.
 *
 * @param from undefined: the set is not known any more; every rule of the same name and kind is taken to be defined as it was
 * @returns the very object that was passed in if all of it goes on as it is
 */
export const carryOver = (
  state: DeviceState,
  from: Model | undefined,
  to: Model,
  { at = state.now, deviceId }: Carrying = {},
): DeviceState => {
  const same = from && sameDefinitions(from, to);
  const deviceType = deviceId === undefined ? undefined : deviceTypeOf(deviceId)?.deviceType;
  const machines: Record<string, MachineState> = {};
  let isSame = true;
  for (const [name, before] of Object.entries(state.machines)) {
    const machine = to.machines[to.ranks.get(name) ?? -1];
    const goesOn = machine?.kind === before.kind && isFor(machine, deviceType);
    const adopts = goesOn && same !== undefined && !same.has(name) && machine.releasable !== undefined;
    const after = adopts ? machine.releasable?.adopt(before, at) : goesOn ? before : undefined;
    if (after !== before) isSame = false;
    if (after) machines[name] = after;
  }
  return isSame ? state : { ...state, machines };
};
