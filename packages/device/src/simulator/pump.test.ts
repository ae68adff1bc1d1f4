import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PumpInputs, type PumpState, stepPump } from './pump.ts';

const build = {
  heatWattsAtFullLoad: 1_000,
  heatCapacityJoulesPerKelvin: 600,
  lossWattsPerKelvin: 10,
  fanLossWattsPerKelvin: 20,
  flowAtFullLoadLitresPerMinute: 400,
  shutoffPressureBar: 6,
  vibrationAtFullLoadMmPerSecond: 2,
};
const pump: PumpState = {
  temperatureCelsius: 40,
  flowLitresPerMinute: 0,
  pressureBar: 0,
  vibrationMmPerSecond: 0,
  fanPercent: 0,
  isRunning: true,
  mode: 'normal',
};
const inputs: PumpInputs = { build, ambientCelsius: 20, demand: 0.8 };

const states = fc.record<PumpState>({
  temperatureCelsius: fc.double({ min: -20, max: 150, noNaN: true }),
  flowLitresPerMinute: fc.double({ min: 0, max: 400, noNaN: true }),
  pressureBar: fc.double({ min: 0, max: 6, noNaN: true }),
  vibrationMmPerSecond: fc.double({ min: 0, max: 5, noNaN: true }),
  fanPercent: fc.integer({ min: 0, max: 100 }),
  isRunning: fc.boolean(),
  mode: fc.constantFrom('normal', 'eco'),
});
const situations = fc.record<PumpInputs>({
  build: fc.constant(build),
  ambientCelsius: fc.double({ min: -20, max: 40, noNaN: true }),
  demand: fc.double({ min: 0, max: 1, noNaN: true }),
});
const seconds = fc.double({ min: 0, max: 3_600, noNaN: true });

const closeTo = (one: PumpState, other: PumpState) => {
  expect(one.temperatureCelsius).toBeCloseTo(other.temperatureCelsius, 6);
  expect(one.flowLitresPerMinute).toBeCloseTo(other.flowLitresPerMinute, 6);
  expect(one.pressureBar).toBeCloseTo(other.pressureBar, 6);
  expect(one.vibrationMmPerSecond).toBeCloseTo(other.vibrationMmPerSecond, 6);
};

test('no time, no change; two steps are one of their sum', () => {
  fc.assert(
    fc.property(states, situations, seconds, seconds, (state, situation, first, second) => {
      closeTo(stepPump(state, situation, 0), state);
      closeTo(
        stepPump(stepPump(state, situation, first), situation, second),
        stepPump(state, situation, first + second),
      );
    }),
  );
});

test('the temperature stays between where it was and its balance, and nothing else turns negative', () => {
  fc.assert(
    fc.property(states, situations, seconds, (state, situation, dt) => {
      const balance = stepPump(state, situation, 1e9).temperatureCelsius;
      const { temperatureCelsius, flowLitresPerMinute, pressureBar, vibrationMmPerSecond } = stepPump(
        state,
        situation,
        dt,
      );
      expect(temperatureCelsius).toBeGreaterThanOrEqual(Math.min(balance, state.temperatureCelsius) - 1e-9);
      expect(temperatureCelsius).toBeLessThanOrEqual(Math.max(balance, state.temperatureCelsius) + 1e-9);
      expect(Math.min(flowLitresPerMinute, pressureBar, vibrationMmPerSecond)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a fan never makes it warmer, more load never colder', () => {
  const warm = states.map((state) => ({ ...state, temperatureCelsius: 50 + Math.abs(state.temperatureCelsius) }));
  fc.assert(
    fc.property(warm, situations, seconds, (state, situation, dt) => {
      const temperature = (fanPercent: number, demand: number) =>
        stepPump({ ...state, fanPercent }, { ...situation, demand }, dt).temperatureCelsius;
      expect(temperature(100, 0.5)).toBeLessThanOrEqual(temperature(0, 0.5) + 1e-9);
      expect(temperature(0, 1)).toBeGreaterThanOrEqual(temperature(0, 0.2) - 1e-9);
    }),
  );
});

test('heats to where motor and air balance: 20 °C + 800 W / 10 W/K', () => {
  expect(stepPump(pump, inputs, 1e6).temperatureCelsius).toBeCloseTo(100, 6);
  expect(stepPump({ ...pump, fanPercent: 100 }, inputs, 1e6).temperatureCelsius).toBeCloseTo(20 + 800 / 30, 6);
});

test('a stopped pump comes to rest at the temperature of the air', () => {
  const rest = stepPump(stepPump(pump, inputs, 300), { ...inputs }, 0);
  const stopped = stepPump({ ...rest, isRunning: false }, inputs, 1e6);
  expect(stopped.temperatureCelsius).toBeCloseTo(20, 6);
  expect([stopped.flowLitresPerMinute, stopped.pressureBar, stopped.vibrationMmPerSecond]).toEqual([0, 0, 0]);
});

test('eco mode carries less load', () => {
  const flow = (mode: PumpState['mode']) => stepPump({ ...pump, mode }, inputs, 1e6).flowLitresPerMinute;
  expect(flow('eco') / flow('normal')).toBeCloseTo(0.7, 6);
});
