import { type AnalysisResult, type AnalysisType, analysisError, analysisWarning } from './check/result.ts';
import { isObject } from './is-object.ts';
import { templateText } from './template-text.ts';

/** Where a value stands, and who hears of what is wrong with it. */
export interface Place {
  /** As a location of the analysis names it. */
  readonly path: string;
  /** The value is CloudFormation's: PascalCase members, intrinsic functions, numbers and booleans also as texts. */
  readonly cfn: boolean;
  /** What functions refer to. */
  readonly template: unknown;
  readonly problems: AnalysisResult[];
  /** Where the objects of lists were read from: what is left out shifts the places of what follows. */
  readonly paths: WeakMap<object, string>;
}

/** A place that nothing is above. @param template the document, if it may be one */
export const documentPlace = (cfn: boolean, problems: AnalysisResult[], template?: unknown): Place => ({
  path: '',
  cfn,
  template,
  problems,
  paths: new WeakMap(),
});

/** Reads a value at a place. @returns undefined if it was refused; the place's problems say why */
export type Read<T = unknown> = (value: unknown, place: Place) => T | undefined;

export const at = (place: Place, member: string | number): Place => ({
  ...place,
  path:
    typeof member === 'number' ? `${place.path}[${member}]` : place.path === '' ? member : `${place.path}.${member}`,
});

export const refuse = (place: Place, message: string, type: AnalysisType = 'structure'): undefined => {
  const subject = place.path === '' ? 'The document' : `'${place.path}'`;
  place.problems.push(analysisError(type, `${subject} ${message}.`, place.path));
};

/** `Ref`, `Fn::Sub` and all others: an object with that one member. */
export const intrinsicOf = (value: unknown): string | undefined => {
  if (!isObject(value)) return undefined;
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::') ? name : undefined;
};

const isOfKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'is a list';
  return typeof value === 'object' ? 'is an object' : `is ${JSON.stringify(value)}`;
};

export const refuseKind = (value: unknown, place: Place, expected: string): undefined => {
  const computed = place.cfn ? intrinsicOf(value) : undefined;
  return computed === undefined
    ? refuse(place, `${isOfKind(value)}, but must be ${expected}`)
    : refuse(
        place,
        `is computed by ${computed} when the stack is made, and what it gives cannot be told; it must be ${expected}`,
      );
};

/** What stands there, or what a template's function makes; told if only CloudFormation knows a part of it. */
const written: Read = (value, place) => {
  const made = place.cfn && intrinsicOf(value) !== undefined ? templateText(value, place.template) : undefined;
  if (made === undefined) return value;
  if (made.unknown.length > 0) {
    const message = `'${place.path}' is made of what only CloudFormation knows; the names stand for the values: ${made.unknown.join(', ')}.`;
    place.problems.push(analysisWarning('referenced-resource', message, place.path));
  }
  return made.text;
};

export const text: Read<string> = (given, place) => {
  const value = written(given, place);
  if (typeof value === 'string') return value;
  // CloudFormation takes a number or a boolean where a string is due.
  if (place.cfn && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  return refuseKind(value, place, 'a string');
};

/** A text, or in a template a function that stays as it is. */
export const resourceName: Read<string | Readonly<Record<string, unknown>>> = (value, place) =>
  place.cfn && isObject(value) && intrinsicOf(value) !== undefined ? value : text(value, place);

export const oneOf =
  <const T extends string>(...allowed: readonly T[]): Read<T> =>
  (given, place) => {
    const value = written(given, place);
    const known = allowed.find((each) => each === value);
    return known ?? refuseKind(value, place, allowed.map((each) => `'${each}'`).join(' or '));
  };

export const integer: Read<number> = (given, place) => {
  const value = written(given, place);
  const number = place.cfn && typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : refuseKind(value, place, 'a whole number');
};

export const boolean: Read<boolean> = (given, place) => {
  const value = written(given, place);
  if (typeof value === 'boolean') return value;
  if (place.cfn && (value === 'true' || value === 'false')) return value === 'true';
  return refuseKind(value, place, 'true or false');
};

/** Whatever it is: AWS wrote it, or it is for AWS alone. */
export const anything: Read = (value) => value ?? undefined;

/** Members that were refused are left out; the others' places are noted. */
export const list =
  <T extends object>(read: Read<T>): Read<T[]> =>
  (value, place) => {
    if (!Array.isArray(value)) return refuseKind(value, place, 'a list');
    return value.flatMap((each, index) => {
      const here = at(place, index);
      const result = read(each, here);
      if (result === undefined) return [];
      place.paths.set(result, here.path);
      return [result];
    });
  };

export interface Member {
  readonly read: Read;
  readonly required: boolean;
}
export type Shape = Readonly<Record<string, Member>>;

export const required = (read: Read): Member => ({ read, required: true });
export const optional = (read: Read): Member => ({ read, required: false });

/** CloudFormation's name of a member of the API. */
const keyOf = (name: string, { cfn }: Place): string => (cfn ? name.charAt(0).toUpperCase() + name.slice(1) : name);

/** The API's name of a member. @returns undefined for what cannot be one of CloudFormation's */
export const nameOf = (key: string, { cfn }: Place): string | undefined => {
  if (!cfn) return key;
  return /^[A-Z]/.test(key) ? key.charAt(0).toLowerCase() + key.slice(1) : undefined;
};

/** What stands under the API's name; null counts as left out, as in AWS's JSON protocols. */
export const memberOf = (value: unknown, name: string, place: Place): unknown => {
  const key = keyOf(name, place);
  return isObject(value) && Object.hasOwn(value, key) ? (value[key] ?? undefined) : undefined;
};

const shownNames = (shape: Shape, place: Place): string =>
  Object.keys(shape)
    .map((name) => keyOf(name, place))
    .join(', ');

/** The members of an object, under their names in the API. @returns undefined if it is no object */
export const readMembers = (
  value: unknown,
  place: Place,
  shape: Shape,
): Partial<Readonly<Record<string, unknown>>> | undefined => {
  if (!isObject(value) || (place.cfn && intrinsicOf(value) !== undefined)) return refuseKind(value, place, 'an object');
  const members: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) {
    const name = nameOf(key, place);
    const member = name !== undefined && Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (name === undefined || member === undefined)
      refuse(at(place, key), `is not known here; known are ${shownNames(shape, place)}`);
    else if (each !== null && each !== undefined) {
      const read = member.read(each, at(place, name));
      if (read !== undefined) members[name] = read;
    }
  }
  return members;
};

/** An object of the shape. @returns undefined also if a required member is missing or was refused */
export const object =
  <T>(shape: Shape): Read<T> =>
  (value, place) => {
    const members = readMembers(value, place, shape);
    if (members === undefined) return undefined;
    const missing = Object.keys(shape).filter((name) => shape[name]?.required && !Object.hasOwn(members, name));
    for (const name of missing)
      if (memberOf(value, name, place) === undefined) refuse(place, `lacks its '${keyOf(name, place)}'`);
    return missing.length === 0 ? (members as T) : undefined;
  };
