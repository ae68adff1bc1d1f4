import { describe, expect, it } from 'vitest';
import { candidates } from './candidates.ts';
import { isUneventful } from './is-uneventful.ts';
import type { Model } from './model.ts';
import { type DeviceState, initialState } from './state.ts';
import { message, modelOf, run, settings, tick } from './step.fixture.ts';
import { viewOf } from './view.ts';

/** The names of the rules that are asked about a reading of these metrics. */
const asked = (model: Model, state: DeviceState, metrics: Parameters<typeof message>[2], now = 5000) => {
  const view = viewOf(model, state);
  const record = message(99, now, metrics);
  const index = model.types.get('pump')?.index;
  const [reading] = record.readings;
  if (!index || !reading) throw new Error('there is no rule for pumps');
  const names = candidates(index, model.machines, view, state.settings ?? {}, reading, now).map(
    (rank) => model.machines[rank]?.name,
  );
  // The guard never lets pass what the index would ask about.
  expect(isUneventful(model, view, state, record)).toBe(names.length === 0);
  return names;
};

describe('of a device that is well', () => {
  const model = modelOf(
    { name: 'hot', when: 'temperature >= 90 && running' },
    { name: 'hotter', when: 'temperature > 95' },
    { name: 'cold', when: 'temperature <= 2' },
    { name: 'eco', when: 'mode == "eco" || mode == "off"' },
    { name: 'five', when: 'pressure == 5' },
    { name: 'off', when: '!running' },
    { name: 'lift', deviceTypes: ['lift'], when: 'temperature > 0' },
  );

  it.each([
    [{ temperature: 50, pressure: 4, mode: 'on', running: true }, []],
    [{}, []],
    [{ other: 1000 }, []],
    [{ temperature: 90 }, ['hot']],
    [{ temperature: 95 }, ['hot', 'hotter']],
    [{ temperature: 2 }, ['cold']],
    [{ temperature: 50, mode: 'off', pressure: 5, running: false }, ['eco', 'five', 'off']],
  ])('only rules that a reading of %o concerns are asked', (metrics, expected) => {
    expect(asked(model, initialState, metrics as never)).toEqual(expected);
  });
});

it('asks each rule once, in the order of the set, whatever its thresholds and states', () => {
  const model = modelOf(
    { name: 'third', when: 'temperature >= 93 || pressure >= 5' },
    { name: 'second', when: 'temperature >= 92' },
    { name: 'first', when: 'temperature >= 91', clear: 'temperature >= 94' },
  );
  expect(asked(model, initialState, { temperature: 95, pressure: 6 })).toEqual(['third', 'second', 'first']);
  const { state } = run(model, [message(1, 1000, 91)]);
  expect(asked(model, state, { temperature: 95, pressure: 6 })).toEqual(['third', 'second', 'first']);
  const later = run(model, [message(1, 1000, 91), message(2, 2000, 92)]);
  expect(Object.keys(later.state.machines)).toEqual(['second', 'first']);
});

describe('of a rule that', () => {
  it('is active, only readings count that may clear it', () => {
    const model = modelOf({}, { name: 'higher', when: 'temperature >= 94' });
    const { state } = run(model, [message(1, 1000, 91)]);
    expect([79, 80.5, 93, 94].map((temperature) => asked(model, state, temperature))).toEqual([
      ['hot'],
      [],
      [],
      ['higher'],
    ]);
  });

  it('waits, only readings count that may end the wait', () => {
    const model = modelOf({ forMs: 60_000 });
    const { state } = run(model, [message(1, 1000, 91)]);
    expect([95, 91, 89].map((temperature) => asked(model, state, temperature))).toEqual([[], [], ['hot']]);
    expect(isUneventful(model, viewOf(model, state), state, tick(2, 61_000))).toBe(false);
  });

  it('is off, no reading counts', () => {
    expect(asked(modelOf({ enabled: false }), initialState, 95)).toEqual([]);
  });

  it('depends on a setting, the value counts that the device has', () => {
    const model = modelOf({ when: 'temperature >= limit', parameters: { limit: { value: 90, setting: 'limit' } } });
    const { state } = run(model, [settings(1, 1000, { limit: 80 })]);
    expect([79, 80].map((temperature) => asked(model, state, temperature))).toEqual([[], ['hot']]);
    expect(asked(model, initialState, 80)).toEqual([]);
  });

  it('waits for silence, readings count again once the mark of the last is old enough', () => {
    const noData = { afterMs: 60_000, toleranceMs: 10_000 };
    const model = modelOf({ when: undefined, clear: undefined, noData });
    const { state } = run(model, [message(1, 1000, 20)]);
    expect(asked(model, state, 20, 10_999)).toEqual([]);
    expect(asked(model, state, 20, 11_000)).toEqual(['hot']);
  });

  it('may be met by any reading, every reading counts', () => {
    expect(asked(modelOf({ when: 'isMissing(temperature)' }), initialState, { pressure: 1 })).toEqual(['hot']);
  });
});
