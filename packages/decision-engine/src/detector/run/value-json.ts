import { textOf, type Value } from '../../expression/iot-events/index.ts';

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** A value as JSON text. Integers have all their digits, decimals keep their point: `20.0`. */
export const valueJson = (value: Value): string => {
  if (typeof value === 'bigint' || typeof value === 'number') return textOf(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(valueJson).join(',')}]`;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${valueJson(member)}`);
  return `{${members.join(',')}}`;
};
