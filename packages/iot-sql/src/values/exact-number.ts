import { type DecimalParts, digitCount, isInRange, MAX_DIGITS, partsFromText, roundParts } from './decimal-parts.ts';

/** Digits that a double holds exactly whatever they are. */
const SAFE_DECIMAL_DIGITS = 15;
/** Below this many zeros after the point Java's BigDecimal, and so AWS, writes an exponent. */
const MAX_PLAIN_ZEROS = 5;

/**
 * A number that a JavaScript `number` would change: an Int over 2^53, a Decimal without a fraction (`10.0`, which is not
 * the Int 10), a Decimal with more than 15 digits. Every other number is a plain `number`.
 */
export class ExactNumber {
  readonly kind: 'Int' | 'Decimal';
  readonly parts: DecimalParts;

  constructor(kind: 'Int' | 'Decimal', parts: DecimalParts) {
    this.kind = kind;
    this.parts = parts;
  }

  /** SQL 2016-03-23 emits a Decimal without a fraction as an integer. */
  toJSON(): unknown {
    return rawJson(spell(this.parts));
  }

  /** As 2015-10-08 emits it: a Decimal keeps a decimal point. */
  toDecimalJson(): unknown {
    const text = spell(this.parts);
    return rawJson(this.kind === 'Int' || /[.E]/.test(text) ? text : `${text}.0`);
  }
}

/** The number that a JSON or SQL number's text stands for; undefined (Undefined) outside the range of the type. */
export function numberFromText(text: string): number | ExactNumber | undefined {
  const kind = /[.eE]/.test(text) ? 'Decimal' : 'Int';
  const value = Number(text);
  if (kind === 'Int' && Number.isSafeInteger(value)) return value;
  const parts = partsFromText(text);
  return parts === undefined ? undefined : numberFromParts(kind, parts);
}

/** A number's text as a Decimal, whether or not it has a fraction. */
export function decimalFromText(text: string): number | ExactNumber | undefined {
  const parts = partsFromText(text);
  return parts === undefined ? undefined : numberFromParts('Decimal', parts);
}

/** The value that arithmetic arrived at; undefined outside the range of the type. */
export function numberFromParts(kind: 'Int' | 'Decimal', exact: DecimalParts): number | ExactNumber | undefined {
  const parts = roundParts(exact);
  if (!isInRange(parts)) return undefined;
  if (kind === 'Int') return intFromParts(parts);
  const digits = digitCount(parts.unscaled);
  const isPlain = parts.scale > 0 && parts.scale - digits <= MAX_PLAIN_ZEROS;
  if (isPlain && digits <= SAFE_DECIMAL_DIGITS) return Number(spell(parts));
  return new ExactNumber('Decimal', parts);
}

function intFromParts(parts: DecimalParts): number | ExactNumber | undefined {
  if (digitCount(parts.unscaled) - parts.scale > MAX_DIGITS) return undefined;
  const value = Number(parts.unscaled * 10n ** BigInt(-parts.scale));
  return Number.isSafeInteger(value) ? value : new ExactNumber('Int', parts);
}

export function partsOf(value: number | ExactNumber): DecimalParts {
  if (value instanceof ExactNumber) return value.parts;
  return partsFromText(String(value)) ?? { unscaled: 0n, scale: 0 };
}

/** Decimal notation, scientific where Java's BigDecimal is ("possibly in scientific notation"): `5E-12`. */
export function spell({ unscaled, scale }: DecimalParts): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  if (scale <= 0 && digits.length - scale <= MAX_DIGITS) return sign + digits + '0'.repeat(-scale);
  if (scale > 0 && scale - digits.length <= MAX_PLAIN_ZEROS) {
    const padded = digits.padStart(scale + 1, '0');
    return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  }
  const exponent = digits.length - 1 - scale;
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${sign}${digits.charAt(0)}${fraction}E${exponent < 0 ? '' : '+'}${exponent}`;
}

type RawJson = { rawJSON(text: string): unknown };

/** `JSON.rawJSON` (ES2026, in Node since 21) is not yet in the TypeScript library in use. */
function rawJson(text: string): unknown {
  return (JSON as unknown as RawJson).rawJSON(text);
}
