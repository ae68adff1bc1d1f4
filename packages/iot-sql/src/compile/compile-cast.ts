import type { Cast } from '../syntax/ast.ts';
import { toBoolean, toNumber, toText } from '../values/conversions.ts';
import { fromDouble, toDouble } from '../values/doubles.ts';
import { numberFromParts, partsOf } from '../values/exact-number.ts';
import { toInt } from '../values/integers.ts';
import { isNumber, type SqlValue } from '../values/sql-value.ts';
import { type CompileContext, type Evaluator, refuse, requireVersion2016 } from './evaluator.ts';

type Conversion = (value: SqlValue) => SqlValue;

/** By the keyword after AS, in lower case; the last three need SQL 2016-03-23. */
const CONVERSIONS = new Map<string, Conversion>([
  ['string', toText],
  ['nvarchar', toText],
  ['text', toText],
  ['ntext', toText],
  ['varchar', toText],
  ['int', (value) => toInt(numberOfBoolean(value))],
  ['integer', (value) => toInt(numberOfBoolean(value))],
  ['double', castToDouble],
  ['decimal', castToDecimal],
  ['bool', castToBoolean],
  ['boolean', castToBoolean],
]);
const OF_2016 = new Set(['decimal', 'bool', 'boolean']);

/** `cast(value AS type)`: the standard conversions, and numbers from and to booleans. */
export function compileCast(node: Cast, context: CompileContext): Evaluator {
  const type = node.type.toLowerCase();
  const convert = CONVERSIONS.get(type);
  if (convert === undefined) throw refuse(context, 'INVALID', `cast() knows no type ${node.type}`, node);
  if (OF_2016.has(type)) requireVersion2016(context, `cast() to ${node.type}`, node);
  const operand = context.compile(node.operand);
  return (message) => convert(operand(message));
}

function numberOfBoolean(value: SqlValue): SqlValue {
  return typeof value === 'boolean' ? Number(value) : value;
}

function castToDecimal(value: SqlValue): SqlValue {
  const number = toNumber(numberOfBoolean(value));
  return number === undefined ? undefined : numberFromParts('Decimal', partsOf(number));
}

function castToDouble(value: SqlValue): SqlValue {
  const double = toDouble(numberOfBoolean(value));
  return double === undefined ? undefined : fromDouble(double);
}

/** Any number but 0 is true. */
function castToBoolean(value: SqlValue): SqlValue {
  return isNumber(value) ? partsOf(value).unscaled !== 0n : toBoolean(value);
}
