import { deviceTypeOf } from '@signalbox/contracts';
import { type DeviceEvent, simulateDevice, simulateFleet } from '@signalbox/device';
import type { Console } from '../output/console.ts';
import { Problem } from '../problem.ts';
import { stopSignal } from '../stop-signal.ts';
import { type MqttOptions, resolveMqtt } from '../target/mqtt-target.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';
import { eventText } from './event-text.ts';
import { watchSimulation } from './watch.ts';

interface SimulationOptions extends TargetOptions, MqttOptions {
  readonly fleet: string;
  readonly rate: number;
  readonly seed: number;
  readonly duration?: number;
  readonly json?: boolean;
}

export interface FleetOptions extends SimulationOptions {
  readonly count: number;
  readonly type: 'pump';
}

export interface DeviceOptions extends SimulationOptions {
  readonly overheat?: boolean;
}

/** The broker, and the clock that the readings are stamped with. */
const worldOf = async (options: SimulationOptions) => {
  const target = resolveTarget(options, process.env);
  return { ...resolveMqtt(options, target), now: await openClock(target) };
};

const teller =
  (console: Console, json = false) =>
  (event: DeviceEvent, deviceId: string): void => {
    const text = eventText(deviceId, event);
    if (text === undefined) return;
    const { type, ...details } = event;
    console.line(json ? JSON.stringify({ event: type, deviceId, ...details }) : text);
  };

/** `devices simulate`. A fleet's single events would flood a terminal; as NDJSON they are all told. */
export const simulate = async (options: FleetOptions, console: Console): Promise<void> => {
  const stop = stopSignal();
  const { fleet, count, rate, seed, type, duration, json } = options;
  const fleetSimulation = simulateFleet({
    ...(await worldOf(options)),
    fleet,
    count,
    seed,
    type,
    prefix: type,
    reportsPerSecond: rate,
    ...(json ? { onEvent: teller(console, true) } : {}),
  });
  await watchSimulation(fleetSimulation, console, { stop, durationMs: duration, json });
};

/** `devices run <id>`. */
export const runOne = async (deviceId: string, options: DeviceOptions, console: Console): Promise<void> => {
  if (deviceTypeOf(deviceId)?.deviceType !== 'pump') {
    throw new Problem(
      'usage',
      `${deviceId} is no pump: its id must match one of the patterns of device-types/pump.json`,
    );
  }
  const stop = stopSignal();
  const { fleet, rate, seed, duration, json, overheat = false } = options;
  const device = simulateDevice({
    ...(await worldOf(options)),
    fleet,
    deviceId,
    seed,
    type: 'pump',
    overheats: overheat,
    reportsPerSecond: rate,
    onEvent: teller(console, json),
  });
  const paper = { ...console, isTerminal: false };
  await watchSimulation(device, paper, { stop, durationMs: duration, json });
};
