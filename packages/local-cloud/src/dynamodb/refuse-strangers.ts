import { UnsupportedError } from '../kernel/aws-error.ts';
import type { InputType, InputTypes } from './dynalite.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refuseIn = (value: unknown, type: InputType | InputTypes | undefined, path: string): void => {
  if (typeof type !== 'object' || typeof type['type'] !== 'string') return;
  const { type: name, children } = type as { type: string; children?: InputType | InputTypes };
  if (name.startsWith('AttrStruct') || children === undefined) return;
  if (name.startsWith('List') && Array.isArray(value)) {
    for (const item of value) refuseIn(item, children as InputType, path);
  } else if (/^(Parameterized)?Map/.test(name) && isObject(value)) {
    for (const item of Object.values(value)) refuseIn(item, children as InputType, path);
  } else if (isObject(value)) refuseStrangers(value, children as InputTypes, `${path}.`);
};

/**
 * Dynalite drops the members that it does not know. This refuses them by path instead.
 * @throws UnsupportedError
 */
export const refuseStrangers = (input: object, types: InputTypes, path: string): void => {
  for (const [member, value] of Object.entries(input)) {
    if (value == null) continue;
    if (types[member] === undefined) throw new UnsupportedError(`the member ${path}${member} of DynamoDB`);
    refuseIn(value, types[member], `${path}${member}`);
  }
};
