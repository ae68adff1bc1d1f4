/** `unscaled * 10^-scale`. */
export type DecimalParts = { unscaled: bigint; scale: number };

/** Int and Decimal have 34 digits, a Decimal lies between 1E-999 and 9.99…E999 ("Data types"): that of IEEE decimal128. */
export const MAX_DIGITS = 34;
const MAX_EXPONENT = 999;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** The parts of a JSON number's text, rounded to 34 digits; undefined outside the range of a Decimal. */
export function partsFromText(text: string): DecimalParts | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  const scale = fraction.length - Number(exponent);
  if (digits === '0') return { unscaled: 0n, scale: 0 };
  if (Math.abs(digits.length - 1 - scale) > MAX_EXPONENT) return undefined;
  // Beyond what rounding can see, digits only cost time: a payload may hold 100,000 of them.
  const kept = digits.slice(0, MAX_DIGITS * 2);
  return roundParts({ unscaled: BigInt(sign + kept), scale: scale - (digits.length - kept.length) });
}

/** Rounds half to even at 34 digits and drops trailing zeros. */
export function roundParts(parts: DecimalParts): DecimalParts {
  let { unscaled, scale } = parts;
  const excess = digitCount(unscaled) - MAX_DIGITS;
  if (excess > 0) {
    unscaled = divideHalfEven(unscaled, 10n ** BigInt(excess));
    scale -= excess;
  }
  if (unscaled === 0n) return { unscaled: 0n, scale: 0 };
  while (unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return { unscaled, scale };
}

export function isInRange({ unscaled, scale }: DecimalParts): boolean {
  return unscaled === 0n || Math.abs(digitCount(unscaled) - 1 - scale) <= MAX_EXPONENT;
}

export function digitCount(value: bigint): number {
  const text = value.toString();
  return value < 0n ? text.length - 1 : text.length;
}

/** `numerator / denominator` rounded half to even; the denominator is positive. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  if (twice < denominator || (twice === denominator && quotient % 2n === 0n)) return quotient;
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}
