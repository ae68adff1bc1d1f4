import { deviceTypeOf, parseTelemetry } from '@signalbox/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSimulatedPump } from './simulated-pump.ts';

const startMs = 1_764_000_000_000;
const start = (deviceId: string, overheats: boolean, seed = 42) =>
  createSimulatedPump({ seed, deviceId, overheats, startMs });
type Pump = ReturnType<typeof start>;

const temperatures = (pump: Pump, fromSecond: number, toSecond: number): number[] =>
  Array.from({ length: toSecond - fromSecond }, (_, index) =>
    Number(pump.measure(startMs + (fromSecond + index + 1) * 1000)['temperature']),
  );

const order = (pump: Pump, name: string, parameters: Record<string, unknown>) => {
  const handler = pump.commands[name];
  if (handler === undefined) throw new Error(`no command ${name}`);
  const refusal = handler.refuse?.(parameters);
  if (refusal !== undefined) throw new Error(refusal);
  return handler.run({ commandId: 'c', name, parameters, issuedAt: 0, expiresAt: 1 });
};

test('the same seed gives the same readings, another seed others', () => {
  const readings = (seed: number) => temperatures(start('pump-7', false, seed), 0, 30);
  expect(readings(1)).toEqual(readings(1));
  expect(readings(1)).not.toEqual(readings(2));
});

test('under any seed a clogged pump passes 90 °C within a minute, and its fan brings it below 80 °C within another', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 999 }), (seed, index) => {
      const pump = start(`pump-${index}`, true, seed);
      expect(Math.max(...temperatures(pump, 0, 60))).toBeGreaterThan(90);
      order(pump, 'set-fan', { speed: 100 });
      expect(Math.min(...temperatures(pump, 60, 120))).toBeLessThan(80);
    }),
    { numRuns: 50 },
  );
});

test('under any seed a sound pump stays below 80 °C', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 999 }), (seed, index) => {
      expect(Math.max(...temperatures(start(`pump-${index}`, false, seed), 0, 600))).toBeLessThan(80);
    }),
    { numRuns: 20 },
  );
});

test('under any seed a pump that strains shakes and lets little through for more than a minute, then is well again', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 999 }), fc.boolean(), (seed, index, overheats) => {
      const pump = createSimulatedPump({ seed, deviceId: `pump-${index}`, overheats, strains: true, startMs });
      order(pump, 'set-fan', { speed: 100 });
      const readings = Array.from({ length: 330 }, (_, second) => pump.measure(startMs + (second + 1) * 1000));
      const isStrained = (reading: (typeof readings)[number]) => Number(reading['vibration']) > 4.5;
      const strained = readings.filter(isStrained);
      expect(strained.length).toBeGreaterThan(100);
      expect(strained.length).toBeLessThan(180);
      // Flow follows more slowly than vibration, on the way in and out.
      for (const { flow, temperature } of strained.slice(10, -3)) {
        expect(Number(flow)).toBeLessThan(110);
        expect(Number(temperature)).toBeLessThan(80);
      }
      const well = readings.slice(readings.findLastIndex(isStrained) + 10);
      for (const { flow, vibration } of well) {
        expect(Number(flow)).toBeGreaterThan(150);
        expect(Number(vibration)).toBeLessThan(4);
      }
    }),
    { numRuns: 20 },
  );
});

test('what it reports is what its device type declares', () => {
  const deviceId = 'pump-7';
  expect(deviceTypeOf(deviceId)?.deviceType).toBe('pump');
  const pump = start(deviceId, true);
  for (let second = 0; second < 600; second += 7) {
    const receivedAt = startMs + second * 1000;
    const payload = Buffer.from(JSON.stringify({ metrics: pump.measure(receivedAt) })).toString('base64');
    const parsed = parseTelemetry({ payload, topic: `dt/demo/${deviceId}/telemetry`, clientId: deviceId, receivedAt });
    expect(parsed).toMatchObject({ ok: true, value: { rejected: [] } });
  }
});

test('a clock that falls back lets no time pass', () => {
  const pump = start('pump-1', true);
  const [warm = 0] = temperatures(pump, 59, 60);
  expect(Math.abs(Number(pump.measure(startMs)['temperature']) - warm)).toBeLessThan(1);
});

test('does as it is told, and says why when it does not', () => {
  const pump = start('pump-1', false);
  expect(order(pump, 'set-fan', { speed: 40 })).toEqual({ speed: 40 });
  expect(order(pump, 'set-mode', { mode: 'eco' })).toEqual({ mode: 'eco' });
  expect(order(pump, 'set-running', { running: false })).toEqual({ running: false });
  expect(pump.measure(startMs + 60_000)).toMatchObject({ running: false, mode: 'eco' });
  expect(() => order(pump, 'set-fan', { speed: 101 })).toThrow('speed is 101, not 0 to 100');
  expect(() => order(pump, 'set-mode', { mode: 'turbo' })).toThrow('mode is none of normal, eco');
  expect(() => order(pump, 'set-running', { running: 1 })).toThrow('running is neither true nor false');
});
