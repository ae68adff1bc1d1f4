import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from './arithmetic.ts';
import { numberFromText } from './exact-number.ts';
import { outputJson } from './output-json.ts';
import { quickCalculate } from './quick-decimal.ts';

const decimal = fc
  .tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 1, max: 7 }))
  .map(([unscaled, places]) => Number(`${unscaled}e-${places}`))
  .filter((value) => !Number.isInteger(value));

/** The exact result, by integers. */
function exactly(operator: '+' | '-' | '*', left: number, right: number): number {
  const unit = 10_000_000n;
  const a = BigInt(Math.round(left * 1e7));
  const b = BigInt(Math.round(right * 1e7));
  if (operator === '*') return Number(`${a * b}e-14`);
  return Number(`${operator === '+' ? a + b : a - b}e-${String(unit).length - 1}`);
}

describe('quickCalculate', () => {
  it('gives the double nearest to the exact result, or nothing', () => {
    let calculated = 0;
    fc.assert(
      fc.property(fc.constantFrom('+', '-', '*'), decimal, decimal, (operator, left, right) => {
        const quick = quickCalculate(operator, left, right);
        if (quick === undefined) return;
        calculated += 1;
        expect(Number(outputJson(quick, '2016-03-23'))).toBe(exactly(operator, left, right));
      }),
      { numRuns: 3000 },
    );
    expect(calculated).toBeGreaterThan(1000);
  });

  it.each([
    ['0.1', '+', '0.2', '0.3'],
    ['1.1', '*', '1.1', '1.21'],
    ['0.3', '-', '0.1', '0.2'],
    ['0.5', '+', '0.5', '1.0'],
    ['2.5', '*', '4', '10.0'],
    ['283.5', '/', '5', '56.7'],
    ['7', '/', '2', '3.5'],
    ['0.000001', '*', '0.1', '1E-7'],
    ['1', '/', '3.0', '0.3333333333333333333333333333333333'],
    ['123456789.123456', '+', '0.0000001', '123456789.1234561'],
  ] as const)('%s %s %s is %s', (left, operator, right, result) => {
    const numbers = [left, right].map((text) => numberFromText(text) ?? 0);
    const value = calculate(operator, numbers[0] ?? 0, numbers[1] ?? 0);
    expect(outputJson(value, '2015-10-08')).toBe(result);
  });
});
