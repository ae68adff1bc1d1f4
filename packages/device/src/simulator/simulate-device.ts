import type { CommandResponse } from '@signalbox/contracts';
import { createDevice, type Device, type DeviceEvent } from '../client/device.ts';
import type { LinkTarget } from '../client/link.ts';
import { between, createRandom, seedFor } from '../random.ts';
import type { FleetTotals } from './fleet-totals.ts';
import { silenceOf } from './incidents.ts';
import { startPace } from './pace.ts';
import { createSimulatedPump, type SimulatedThing, type SimulatedThingOptions } from './simulated-pump.ts';

/** The types that can be simulated. Devices are named `<type>-1`, `<type>-2`, … */
const things = { pump: createSimulatedPump } satisfies Record<
  string,
  (options: SimulatedThingOptions) => SimulatedThing
>;

export type SimulatedType = keyof typeof things;
export const simulatedTypes = Object.keys(things) as readonly SimulatedType[];

export interface DeviceSimulation {
  readonly endpoint: string;
  readonly tls?: LinkTarget['tls'];
  readonly fleet: string;
  readonly type: SimulatedType;
  readonly deviceId: string;
  readonly seed: number;
  readonly overheats: boolean;
  /** Whether something strains it now and then, for some two minutes; default false. */
  readonly strains?: boolean;
  /** Whether it says nothing now and then, for some five minutes, though it still obeys; default false. */
  readonly fallsSilent?: boolean;
  readonly reportsPerSecond: number;
  /** Epoch ms; default the machine's clock. */
  readonly now?: () => number;
  readonly onEvent?: (event: DeviceEvent, deviceId: string) => void;
}

export interface Simulation {
  /** Stops measuring, sends what waits, disconnects. */
  stop(): Promise<void>;
  readonly totals: FleetTotals;
}

/** Connects one simulated device and lets it report. */
export const simulateDevice = (simulation: DeviceSimulation): Simulation => {
  const { type, deviceId, seed, overheats, strains = false, fallsSilent = false } = simulation;
  const { reportsPerSecond, now = Date.now, onEvent } = simulation;
  const startMs = now();
  const thing = things[type]({ seed, deviceId, overheats, strains, startMs });
  const silence = silenceOf(seed, deviceId, fallsSilent);
  const random = createRandom(seedFor(seed + 2, deviceId));
  const answers: Partial<Record<CommandResponse['status'], number>> = {};
  const totals = { devices: 1, reported: 0, acknowledged: 0, dropped: 0, answers };
  const count = (event: DeviceEvent): void => {
    if (event.type === 'acknowledged') totals.acknowledged += event.readings;
    if (event.type === 'dropped') totals.dropped += event.readings;
    if (event.type === 'answered') answers[event.response.status] = (answers[event.response.status] ?? 0) + 1;
    onEvent?.(event, deviceId);
  };
  const device: Device = createDevice({ ...simulation, commands: thing.commands, now, random, onEvent: count });
  const report = (): void => {
    const nowMs = now();
    if (silence.isOnAt((nowMs - startMs) / 1000)) return;
    totals.reported += 1;
    device.report(thing.measure(nowMs));
  };
  const intervalMs = 1000 / reportsPerSecond;
  // Phases are drawn, so that a fleet does not report in one wave.
  const endPace = startPace(report, { intervalMs, delayMs: between(random, 0, intervalMs) });
  return {
    stop: async () => {
      endPace();
      await device.stop();
    },
    get totals() {
      return { ...totals, connected: device.isConnected ? 1 : 0 };
    },
  };
};
