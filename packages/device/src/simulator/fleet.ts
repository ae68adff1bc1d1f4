import { sumTotals } from './fleet-totals.ts';
import { type DeviceSimulation, type Simulation, simulateDevice } from './simulate-device.ts';

export interface FleetSimulation extends Omit<DeviceSimulation, 'deviceId' | 'overheats' | 'strains' | 'fallsSilent'> {
  readonly count: number;
  /** What the devices are called: `<prefix>-1` and so on. */
  readonly prefix: string;
  /** Whether some devices strain and others fall silent now and then; default false. */
  readonly incidents?: boolean;
}

/** Every seventh device from the `nth` on; in a smaller fleet the last. */
const isNth = (nth: number, index: number, count: number): boolean => index % 7 === Math.min(nth, count);

/**
 * Connects `count` simulated devices, `<prefix>-1` to `<prefix>-<count>`. Of seven the third is clogged and overheats; with
 * `incidents` the fifth strains now and then, and the sixth falls silent.
 */
export const simulateFleet = ({ count, prefix, incidents = false, ...simulation }: FleetSimulation): Simulation => {
  const devices = Array.from({ length: count }, (_, position) => {
    const index = position + 1;
    const deviceId = `${prefix}-${index}`;
    return simulateDevice({
      ...simulation,
      deviceId,
      overheats: isNth(3, index, count),
      strains: incidents && isNth(5, index, count),
      fallsSilent: incidents && isNth(6, index, count),
    });
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
