import { expect, it } from 'vitest';
import { same } from './expectations.ts';

it('says nothing of what is the same, whatever the order of members', () => {
  expect(same('it', { a: 1, b: [2] }, { b: [2], a: 1 })).toEqual([]);
});

it('of what is long shows where it begins to differ', () => {
  const long = Array.from({ length: 200 }, (_, index) => `value ${index}`);
  const [line = ''] = same('it', [...long, 'engine two'], [...long, 'engine one']);
  expect(line).toContain('engine two');
  expect(line).toContain('engine one');
  expect(line.length).toBeLessThan(900);
});
