export { type CommandMemory, createCommandMemory } from './client/command-desk.ts';
export type { CommandHandler, CommandHandlers } from './client/command-handler.ts';
export { createDevice, type Device, type DeviceEvent, type DeviceOptions } from './client/device.ts';
export { ReadingTooLargeError } from './client/telemetry-chunk.ts';
export { type FleetSimulation, simulateFleet } from './simulator/fleet.ts';
export type { FleetTotals } from './simulator/fleet-totals.ts';
export { type PumpBuild, type PumpInputs, type PumpMode, type PumpState, stepPump } from './simulator/pump.ts';
export {
  type DeviceSimulation,
  type SimulatedType,
  type Simulation,
  simulateDevice,
  simulatedTypes,
} from './simulator/simulate-device.ts';
