import { expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

const known = ['for', 'clear', 'temperature', 'deviceTypes'];

it.each([
  ['fro', 'for'],
  ['fr', 'for'],
  ['cleer', 'clear'],
  ['temprature', 'temperature'],
  ['tempeartures', 'temperature'],
  ['devicetypes', 'deviceTypes'],
])('%s is meant to be %s', (written, meant) => {
  expect(didYouMean(written, known)).toBe(`; did you mean "${meant}"?`);
});

it('lists what there is if nothing is near', () => {
  expect(didYouMean('severity', known)).toBe('; known are clear, deviceTypes, for, temperature');
  expect(didYouMean('x'.repeat(5000), [])).toBe('');
});
