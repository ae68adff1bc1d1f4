import type { DecimalParts } from './decimal-parts.ts';
import { numberFromParts, partsOf } from './exact-number.ts';
import type { SqlNumber } from './sql-value.ts';

export type RoundingMode = 'floor' | 'ceil' | 'halfAwayFromZero';

/** The nearest Int in a direction; undefined when that has more than 34 digits. */
export function round(value: SqlNumber, mode: RoundingMode): SqlNumber | undefined {
  if (typeof value === 'number') return roundQuickly(value, mode) + 0;
  const { unscaled, scale } = partsOf(value);
  if (scale <= 0) return numberFromParts('Int', { unscaled, scale });
  return numberFromParts('Int', { unscaled: divide(unscaled, 10n ** BigInt(scale), mode), scale: 0 });
}

/** Cuts after so many decimal places. What is left without a fraction is an Int: "trailing zeroes are stripped". */
export function truncate(value: SqlNumber, places: number): SqlNumber | undefined {
  const { unscaled, scale } = partsOf(value);
  if (scale <= 0) return numberFromParts('Int', { unscaled, scale });
  const excess = BigInt(Math.max(0, scale - places));
  const parts: DecimalParts = { unscaled: unscaled / 10n ** excess, scale: Math.min(scale, places) };
  const isWhole = parts.unscaled % 10n ** BigInt(parts.scale) === 0n;
  return numberFromParts(isWhole ? 'Int' : 'Decimal', parts);
}

/** A plain `number` with a fraction is far below 2^53, so a double rounds it right. */
function roundQuickly(value: number, mode: RoundingMode): number {
  if (mode === 'floor') return Math.floor(value);
  if (mode === 'ceil') return Math.ceil(value);
  return Math.sign(value) * Math.round(Math.abs(value));
}

function divide(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return quotient;
  const isNegative = remainder < 0n;
  if (mode === 'floor') return isNegative ? quotient - 1n : quotient;
  if (mode === 'ceil') return isNegative ? quotient : quotient + 1n;
  const isHalfOrMore = (isNegative ? -remainder : remainder) * 2n >= denominator;
  if (!isHalfOrMore) return quotient;
  return isNegative ? quotient - 1n : quotient + 1n;
}
