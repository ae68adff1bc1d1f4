import type { Metrics } from '@signalbox/contracts';
import type { CommandHandlers } from '../client/command-handler.ts';
import { createRandom, gaussian, type Random, seedFor } from '../random.ts';
import { strainOf } from './incidents.ts';
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
  /** Whether something closes its pipe now and then; default false. */
  readonly strains?: boolean;
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

/** As much of the pipe as is closed while a pump strains: some 75 l/min, near the shutoff pressure, and 5 mm/s and more. */
const strainRestriction = 0.7;

/** The same seed, id and times of measuring give the same readings. */
export const createSimulatedPump = (options: SimulatedThingOptions): SimulatedThing => {
  const { seed, deviceId, overheats, strains = false, startMs } = options;
  const character = createPumpCharacter(seed, deviceId, overheats);
  const strain = strainOf(seed, deviceId, strains);
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
      const seconds = (atMs - startMs) / 1000;
      const restriction = strain.isOnAt(seconds) ? strainRestriction : 0;
      const inputs = { build, ambientCelsius, demand: demandAt(seconds), restriction };
      state = stepPump(state, inputs, Math.max(0, nowMs - atMs) / 1000);
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
