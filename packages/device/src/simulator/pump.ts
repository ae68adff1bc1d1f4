/** What is built into a pump. */
export interface PumpBuild {
  /** What the motor gives off at full load. */
  readonly heatWattsAtFullLoad: number;
  readonly heatCapacityJoulesPerKelvin: number;
  /** What the housing loses to the air by itself. */
  readonly lossWattsPerKelvin: number;
  /** What the fan adds to that at full speed. */
  readonly fanLossWattsPerKelvin: number;
  readonly flowAtFullLoadLitresPerMinute: number;
  /** Against a closed valve. */
  readonly shutoffPressureBar: number;
  /** At full load; a worn bearing has more. */
  readonly vibrationAtFullLoadMmPerSecond: number;
}

export type PumpMode = 'normal' | 'eco';

export interface PumpState {
  readonly temperatureCelsius: number;
  readonly flowLitresPerMinute: number;
  readonly pressureBar: number;
  readonly vibrationMmPerSecond: number;
  readonly fanPercent: number;
  readonly isRunning: boolean;
  readonly mode: PumpMode;
}

/** What acts on a pump from outside. */
export interface PumpInputs {
  readonly build: PumpBuild;
  readonly ambientCelsius: number;
  /** Share of the full load that is asked for, 0 to 1. */
  readonly demand: number;
  /** Share of the pipe that is closed, 0 to 1; default 0. */
  readonly restriction?: number;
}

const ecoShareOfDemand = 0.7;
const hydraulicLagSeconds = 2;
const vibrationLagSeconds = 1;

/** What a pump shakes in a closed pipe, beside what it does anyway. */
const cavitationMmPerSecond = 6;

/** The load that the motor really carries, 0 to 1. */
const loadOf = ({ isRunning, mode }: PumpState, demand: number): number => {
  if (!isRunning) return 0;
  return Math.min(1, Math.max(0, demand)) * (mode === 'eco' ? ecoShareOfDemand : 1);
};

/**
 * A quantity that nears `target` at a rate that falls with the distance, `dtSeconds` later. It is the exact solution and not
 * a step towards it, so that any step is stable, and two steps of a second are one of two.
 */
const relax = (value: number, target: number, lagSeconds: number, dtSeconds: number): number =>
  target + (value - target) * Math.exp(-dtSeconds / lagSeconds);

/** Newton's law of cooling: what the motor heats is lost to the air, faster with the fan. */
const stepTemperature = (state: PumpState, load: number, inputs: PumpInputs, dtSeconds: number): number => {
  const { build, ambientCelsius } = inputs;
  const lossWattsPerKelvin = build.lossWattsPerKelvin + (build.fanLossWattsPerKelvin * state.fanPercent) / 100;
  const balanceCelsius = ambientCelsius + (build.heatWattsAtFullLoad * load) / lossWattsPerKelvin;
  const lagSeconds = build.heatCapacityJoulesPerKelvin / lossWattsPerKelvin;
  return relax(state.temperatureCelsius, balanceCelsius, lagSeconds, dtSeconds);
};

/** The pump `dtSeconds` later, with `inputs` constant in between. Pure. */
export const stepPump = (state: PumpState, inputs: PumpInputs, dtSeconds: number): PumpState => {
  const { build, demand, restriction = 0 } = inputs;
  const load = loadOf(state, demand);
  const flowShare = load * (1 - restriction);
  // A centrifugal pump's head falls with the square of its flow; here from the shutoff pressure to half of it.
  const pressureBar = load === 0 ? 0 : build.shutoffPressureBar * (1 - 0.5 * flowShare ** 2);
  const cavitation = load === 0 ? 0 : cavitationMmPerSecond * restriction;
  const lagged = (value: number, target: number) => relax(value, target, hydraulicLagSeconds, dtSeconds);
  return {
    ...state,
    temperatureCelsius: stepTemperature(state, load, inputs, dtSeconds),
    flowLitresPerMinute: lagged(state.flowLitresPerMinute, build.flowAtFullLoadLitresPerMinute * flowShare),
    pressureBar: lagged(state.pressureBar, pressureBar),
    vibrationMmPerSecond: relax(
      state.vibrationMmPerSecond,
      build.vibrationAtFullLoadMmPerSecond * Math.sqrt(load) + cavitation,
      vibrationLagSeconds,
      dtSeconds,
    ),
  };
};
