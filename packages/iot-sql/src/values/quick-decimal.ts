import type { ArithmeticOperator } from './arithmetic.ts';
import { numberFromParts } from './exact-number.ts';
import type { SqlNumber } from './sql-value.ts';

/** Beyond this a double may not tell two decimals apart. */
const MAX_UNSCALED = 1e15;
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];
const MAX_PLACES = 6;

/**
 * Decimal arithmetic on doubles, for numbers of few digits: both are integers divided by a power of ten, and so is an exact result.
 * Undefined where that does not hold and the long way must be gone. At least one of the two has a fraction, or it is a division.
 */
export function quickCalculate(operator: ArithmeticOperator, left: number, right: number): SqlNumber | undefined {
  const leftPlaces = placesOf(left);
  const rightPlaces = placesOf(right);
  if (leftPlaces === -1 || rightPlaces === -1) return undefined;
  const a = Math.round(left * power(leftPlaces));
  const b = Math.round(right * power(rightPlaces));
  if (operator === '*') return decimal(a * b, leftPlaces + rightPlaces);
  if (operator === '/') return quotient(a, b, leftPlaces - rightPlaces);
  if (operator === '%') return undefined;
  const places = Math.max(leftPlaces, rightPlaces);
  const aligned = a * power(places - leftPlaces);
  const other = b * power(places - rightPlaces);
  return decimal(operator === '+' ? aligned + other : aligned - other, places);
}

/** How many places after the point a double stands for; -1 for more than 6. Dividing two exact doubles rounds right, so `=` is enough. */
function placesOf(value: number): number {
  if (Math.abs(value) >= 1e9) return -1;
  for (let places = 0; places <= MAX_PLACES; places += 1) {
    if (Math.round(value * power(places)) / power(places) === value) return places;
  }
  return -1;
}

/** Only of a division that comes to an end soon. */
function quotient(a: number, b: number, places: number): SqlNumber | undefined {
  if (b === 0 || Math.abs(a) > 1e9) return undefined;
  for (let more = 0; more <= MAX_PLACES; more += 1) {
    const scaled = a * power(more);
    const total = places + more;
    if (scaled % b === 0) return total < 0 ? undefined : decimal(scaled / b, total);
  }
  return undefined;
}

function decimal(unscaled: number, places: number): SqlNumber | undefined {
  if (Math.abs(unscaled) >= MAX_UNSCALED) return undefined;
  const divisor = power(places);
  if (unscaled % divisor === 0) return numberFromParts('Decimal', { unscaled: BigInt(unscaled / divisor), scale: 0 });
  const value = unscaled / divisor;
  return Math.abs(value) < 1e-6 ? undefined : value;
}

function power(exponent: number): number {
  return POWERS[exponent] as number;
}
