import type { Json } from '../../json.ts';
import { isObject } from './object.ts';
import { type Shape, shown } from './shape.ts';

export interface JsonLimits {
  readonly maxProperties: number;
  readonly maxBytes: number;
}

/** Finds what JSON has no word for: .nan, .inf. */
const isJson = (value: unknown): value is Json => {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return value !== undefined;
  return Object.values(value).every(isJson);
};

/** An object of any JSON. */
export const jsonObject = ({ maxProperties, maxBytes }: JsonLimits): Shape<{ readonly [name: string]: Json }> => ({
  schema: { type: 'object', maxProperties },
  read: (value, path, report) => {
    if (!isObject(value)) return void report(path, `is ${shown(value)}, must be an object`);
    const count = Object.keys(value).length;
    if (count > maxProperties) report(path, `has ${count} members, at most ${maxProperties} are allowed`);
    if (!isJson(value)) return void report(path, 'holds a number that is not finite');
    if (Buffer.byteLength(JSON.stringify(value)) > maxBytes) report(path, `takes more than ${maxBytes} bytes`);
    return value as { readonly [name: string]: Json };
  },
});
