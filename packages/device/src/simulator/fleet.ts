import { sumTotals } from './fleet-totals.ts';
import { type DeviceSimulation, type Simulation, simulateDevice } from './simulate-device.ts';

export interface FleetSimulation extends Omit<DeviceSimulation, 'deviceId' | 'overheats'> {
  readonly count: number;
  /** What the devices are called: `<prefix>-1` and so on. */
  readonly prefix: string;
}

/** Every seventh device is clogged, from the third on; in a smaller fleet the last. */
const overheatsAt = (index: number, count: number): boolean => index % 7 === Math.min(3, count);

/** Connects `count` simulated devices, `<prefix>-1` to `<prefix>-<count>`; some overheat by themselves. */
export const simulateFleet = ({ count, prefix, ...simulation }: FleetSimulation): Simulation => {
  const devices = Array.from({ length: count }, (_, position) => {
    const index = position + 1;
    const deviceId = `${prefix}-${index}`;
    return simulateDevice({ ...simulation, deviceId, overheats: overheatsAt(index, count) });
  });
  return {
    stop: async () => {
      await Promise.all(devices.map((device) => device.stop()));
    },
    get totals() {
      return sumTotals(devices.map(({ totals }) => totals));
    },
  };
};
