/** What is known of a value before there is one. Unknown may be anything: it goes with all types. */
export type StaticType = 'Integer' | 'Decimal' | 'String' | 'Boolean' | 'Unknown';

export function isNumber(type: StaticType): boolean {
  return type === 'Integer' || type === 'Decimal';
}

/** "Integer and decimal are the only compatible data types" (AWS, data-type analysis). */
export function areCompatible(left: StaticType, right: StaticType): boolean {
  return left === right || left === 'Unknown' || right === 'Unknown' || (isNumber(left) && isNumber(right));
}

/** The type of an operation on two numbers. */
export function commonNumber(left: StaticType, right: StaticType): StaticType {
  if (left === 'Decimal' || right === 'Decimal') return 'Decimal';
  return left === 'Unknown' || right === 'Unknown' ? 'Unknown' : 'Integer';
}
