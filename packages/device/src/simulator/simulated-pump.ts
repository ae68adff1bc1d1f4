import type { Metrics } from '@signalbox/contracts';
import type { CommandHandlers } from '../client/command-handler.ts';
import { createRandom, gaussian, type Random, seedFor } from '../random.ts';
import { type PumpState, stepPump } from './pump.ts';
import { createPumpCharacter } from './pump-character.ts';
import { pumpCommands } from './pump-commands.ts';

/** A device that is not there: it has physics, sensors, and does as it is told. */
export interface SimulatedThing {
  /** Lets time pass up to `nowMs` (epoch ms) and reads the sensors. An earlier time than before lets none pass. */
  readonly measure: (nowMs: number) => Metrics;
  readonly commands: CommandHandlers;
}

export interface SimulatedThingOptions {
  readonly seed: number;
  readonly deviceId: string;
  readonly overheats: boolean;
  /** Epoch ms at which its time begins. */
  readonly startMs: number;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** What the sensors make of it: a little noise, and the digits that they have. */
const readSensors = (state: PumpState, random: Random): Metrics => ({
  temperature: rounded(state.temperatureCelsius + 0.1 * gaussian(random), 2),
  pressure: rounded(Math.max(0, state.pressureBar + 0.01 * gaussian(random)), 3),
  flow: rounded(Math.max(0, state.flowLitresPerMinute + 0.5 * gaussian(random)), 1),
  vibration: rounded(Math.max(0, state.vibrationMmPerSecond + 0.02 * gaussian(random)), 3),
  running: state.isRunning,
  mode: state.mode,
});

/** The same seed, id and times of measuring give the same readings. */
export const createSimulatedPump = ({ seed, deviceId, overheats, startMs }: SimulatedThingOptions): SimulatedThing => {
  const character = createPumpCharacter(seed, deviceId, overheats);
  const noise = createRandom(seedFor(seed + 1, deviceId));
  const { build, ambientCelsius, startCelsius, demandAt } = character;
  let atMs = startMs;
  let state: PumpState = {
    temperatureCelsius: startCelsius,
    flowLitresPerMinute: 0,
    pressureBar: 0,
    vibrationMmPerSecond: 0,
    fanPercent: 0,
    isRunning: true,
    mode: 'normal',
  };
  return {
    measure: (nowMs) => {
      const demand = demandAt((atMs - startMs) / 1000);
      state = stepPump(state, { build, ambientCelsius, demand }, Math.max(0, nowMs - atMs) / 1000);
      atMs = Math.max(atMs, nowMs);
      return readSensors(state, noise);
    },
    commands: pumpCommands({
      get: () => state,
      set: (change) => {
        state = { ...state, ...change };
      },
    }),
  };
};
