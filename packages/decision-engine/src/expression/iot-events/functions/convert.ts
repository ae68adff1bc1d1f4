import { textOf } from '../text.ts';
import { Invalid, isAbsent, isScalar, type Outcome, typeName, type Value } from '../value.ts';
import type { BuiltIn } from './built-in.ts';

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

type Conversion = (value: Value) => Outcome;

/**
 * Only Boolean and Decimal to String, and String to Boolean and Decimal succeed (AWS, Expressions). An Integer counts as a
 * Decimal here, for the two are compatible. What is not there stays undefined.
 */
export const convert: BuiltIn = {
  parameters: ['keyword', 'Any'],
  result: 'keyword',
  apply: ([type, value]) => {
    if (isAbsent(type) || isAbsent(value)) return undefined;
    const conversion = typeof type === 'string' ? CONVERSIONS.get(type) : undefined;
    if (conversion === undefined) return new Invalid('convert takes String, Boolean or Decimal as its type');
    return conversion(value) ?? new Invalid(`convert cannot make this ${typeName(value)} a ${type}`);
  },
};

const CONVERSIONS: ReadonlyMap<unknown, Conversion> = new Map<string, Conversion>([
  ['String', toText],
  ['Boolean', toBoolean],
  ['Decimal', toDecimal],
]);

function toText(value: Value): Outcome {
  return isScalar(value) && typeof value !== 'string' ? textOf(value) : undefined;
}

function toBoolean(value: Value): Outcome {
  const text = typeof value === 'string' ? value.toLowerCase() : undefined;
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

function toDecimal(value: Value): Outcome {
  if (typeof value !== 'string' || !DECIMAL.test(value)) return undefined;
  const decimal = Number(value);
  return Number.isFinite(decimal) ? decimal + 0 : undefined;
}
