import { describe, expect, it } from 'vitest';
import { compileCondition } from '../rule-expression/index.ts';
import { hot } from '../step.fixture.ts';
import { necessaryAtoms } from './necessary-atoms.ts';

const names = {
  metrics: hot.metrics,
  parameters: { limit: { value: 90, setting: 'limit' }, fixed: { value: 7 } },
};

/** `temperature >= 90` and the like, one for each atom. */
const atoms = (text: string, truth = true, settings = {}) =>
  necessaryAtoms(
    compileCondition(text, names),
    truth,
  )?.(settings).map((atom) =>
    atom.is === 'present' ? atom.metric : `${atom.metric} ${atom.is} ${JSON.stringify(atom.value)}`,
  );

describe('necessaryAtoms', () => {
  it.each([
    ['temperature >= 90', ['temperature atLeast 90']],
    ['90 > temperature', ['temperature atMost 90']],
    ['temperature == fixed + 1', ['temperature equal 8']],
    ['temperature != 3', ['temperature']],
    ['temperature - pressure > 3', ['temperature']],
    ['running', ['running atLeast 1']],
    ['running == false', ['running atMost 0']],
    ['mode == "eco"', ['mode equal "eco"']],
    ['temperature >= limit', ['temperature atLeast 90']],
    ['isMissing(temperature)', undefined],
    ['last(temperature) > 3', undefined],
    ['time > 3', undefined],
    ['1 > 2', []],
  ])('of %s', (text, expected) => {
    expect(atoms(text)).toEqual(expected);
  });

  it('of a conjunction are those of the side that holds more seldom, of a disjunction those of both', () => {
    expect(atoms('running && temperature > 90')).toEqual(['temperature atLeast 90']);
    expect(atoms('temperature > 90 && mode == "eco"')).toEqual(['mode equal "eco"']);
    expect(atoms('isMissing(pressure) && temperature > 90')).toEqual(['temperature atLeast 90']);
    expect(atoms('temperature > 90 || pressure < 2')).toEqual(['temperature atLeast 90', 'pressure atMost 2']);
    expect(atoms('temperature > 90 || time > 3')).toBeUndefined();
  });

  it('of what must be false are those of the contrary', () => {
    expect(atoms('temperature > 90', false)).toEqual(['temperature atMost 90']);
    expect(atoms('!(temperature > 90 && running)')).toEqual(['temperature atMost 90', 'running atMost 0']);
    expect(atoms('temperature > 90 || running', false)).toEqual(['temperature atMost 90']);
  });

  it('follow the settings of the device', () => {
    expect(atoms('temperature >= limit - 5', true, { limit: 80 })).toEqual(['temperature atLeast 75']);
    expect(atoms('temperature >= limit - 5', true, { limit: 'low' })).toEqual(['temperature atLeast 85']);
  });
});
