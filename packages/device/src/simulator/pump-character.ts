import { between, createRandom, seedFor } from '../random.ts';
import type { PumpBuild } from './pump.ts';

/** What makes one pump of a fleet different from the next. */
export interface PumpCharacter {
  readonly build: PumpBuild;
  readonly ambientCelsius: number;
  readonly startCelsius: number;
  /** The share of the full load that is asked for, 0 to 1, `seconds` after the fleet was started. */
  readonly demandAt: (seconds: number) => number;
}

/** A clogged housing loses only this share of the heat: such a pump passes 90 °C without its fan. */
const cloggedShare = 0.38;

/**
 * Demand swings around 62 % with two periods that do not divide each other. It is a function of time alone, so that a
 * pump that was paused goes on where the others are.
 */
const demandOf = (random: () => number): PumpCharacter['demandAt'] => {
  const phase = between(random, 0, 2 * Math.PI);
  const slowSeconds = between(random, 150, 240);
  const fastSeconds = between(random, 19, 31);
  return (seconds) =>
    0.62 +
    0.04 * Math.sin(phase + (2 * Math.PI * seconds) / slowSeconds) +
    0.02 * Math.sin(phase * 3 + (2 * Math.PI * seconds) / fastSeconds);
};

/**
 * The pump `deviceId` under `seed`: always the same. A sound one balances at some 60 °C, one that `overheats` at some
 * 130 °C, and at some 50 °C with its fan at full speed.
 */
export const createPumpCharacter = (seed: number, deviceId: string, overheats: boolean): PumpCharacter => {
  const random = createRandom(seedFor(seed, deviceId));
  const lossWattsPerKelvin = between(random, 14.5, 15.5) * (overheats ? cloggedShare : 1);
  return {
    build: {
      heatWattsAtFullLoad: 1_000,
      heatCapacityJoulesPerKelvin: between(random, 220, 280),
      lossWattsPerKelvin,
      fanLossWattsPerKelvin: between(random, 14, 18),
      flowAtFullLoadLitresPerMinute: between(random, 360, 440),
      shutoffPressureBar: between(random, 5.5, 6.5),
      vibrationAtFullLoadMmPerSecond: overheats ? between(random, 3, 4) : between(random, 1, 2),
    },
    ambientCelsius: between(random, 20, 24),
    startCelsius: between(random, 50, 58),
    demandAt: demandOf(random),
  };
};
