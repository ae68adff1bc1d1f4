import { toNumber } from './conversions.ts';
import { type DecimalParts, digitCount, divideHalfEven, MAX_DIGITS, roundParts } from './decimal-parts.ts';
import { numberFromParts, partsOf } from './exact-number.ts';
import { quickCalculate } from './quick-decimal.ts';
import { type SqlNumber, type SqlValue, typeOf } from './sql-value.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/**
 * Int with Int gives Int, but a quotient that is not whole is a Decimal: the guide's table says Int, its example
 * (`(75 - 32) * 5 / 9`) would be of little use without its fraction: our inference. Anything with a Decimal is Decimal, 34 digits. A division by zero is Undefined.
 */
export function calculate(operator: ArithmeticOperator, left: SqlNumber, right: SqlNumber): SqlNumber | undefined {
  if (Number.isInteger(left) && Number.isInteger(right)) {
    const quick = calculateInts(operator, left as number, right as number);
    if (Number.isSafeInteger(quick)) return quick;
  }
  if (typeof left === 'number' && typeof right === 'number') {
    const quick = quickCalculate(operator, left, right);
    if (quick !== undefined) return quick;
  }
  const kind = typeOf(left) === 'Int' && typeOf(right) === 'Int' ? 'Int' : 'Decimal';
  const parts = calculateParts(operator, partsOf(left), partsOf(right));
  if (parts === undefined) return undefined;
  const isQuotient = operator === '/' && roundParts(parts).scale > 0;
  return numberFromParts(isQuotient ? 'Decimal' : kind, parts);
}

/** `-`, `*`, `/`, `%`: strings that look like numbers are numbers. */
export function calculateValues(operator: ArithmeticOperator, left: SqlValue, right: SqlValue): SqlValue {
  const a = toNumber(left);
  const b = toNumber(right);
  return a === undefined || b === undefined ? undefined : calculate(operator, a, b);
}

/** Not a safe integer where the exact way must be gone. */
function calculateInts(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return left % right;
  }
}

function calculateParts(
  operator: ArithmeticOperator,
  left: DecimalParts,
  right: DecimalParts,
): DecimalParts | undefined {
  if (operator === '*') return { unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale };
  const scale = Math.max(left.scale, right.scale);
  const a = left.unscaled * 10n ** BigInt(scale - left.scale);
  const b = right.unscaled * 10n ** BigInt(scale - right.scale);
  if (operator === '+') return { unscaled: a + b, scale };
  if (operator === '-') return { unscaled: a - b, scale };
  if (b === 0n) return undefined;
  if (operator === '%') return { unscaled: a % b, scale };
  return divide(a, b);
}

/** Enough digits that rounding to 34 afterwards cannot be wrong by the first rounding. */
function divide(numerator: bigint, denominator: bigint): DecimalParts {
  const shift = Math.max(0, MAX_DIGITS * 2 + digitCount(denominator) - digitCount(numerator));
  const shifted = numerator * 10n ** BigInt(shift);
  const unscaled = denominator < 0n ? divideHalfEven(-shifted, -denominator) : divideHalfEven(shifted, denominator);
  return { unscaled, scale: shift };
}
