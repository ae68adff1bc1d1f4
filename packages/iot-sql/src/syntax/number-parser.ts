import { SqlError } from '../sql-error.ts';
import { type ExactNumber, numberFromText } from '../values/exact-number.ts';
import type { TokenReader } from './token-reader.ts';

/** @throws SqlError INVALID for a number outside the range of Int or Decimal */
export function parseNumber(reader: TokenReader, text: string, offset: number): number | ExactNumber {
  const value = numberFromText(text);
  if (value === undefined)
    throw new SqlError('INVALID', 'number outside the range of Int and Decimal', reader.text, offset);
  return value;
}
