import { readFields, type WireField } from './wire-reader.ts';

/** Numbers of FieldDescriptorProto.Type. */
export type FieldType = number;

export type FieldDescriptor = {
  /** `lowerCamelCase`, as in JSON. */
  jsonName: string;
  isRepeated: boolean;
  type: FieldType;
  /** Of a message or an enum, with its package and without the dot before it. */
  typeName: string;
};

export type MessageDescriptor = { fullName: string; isMapEntry: boolean; fields: Map<number, FieldDescriptor> };

/** The messages and enums of a FileDescriptorSet, by full name. */
export type Descriptors = {
  /** The package of a .proto file by the file's name without extension. */
  packages: Map<string, string>;
  messages: Map<string, MessageDescriptor>;
  /** Names by number. */
  enums: Map<string, Map<bigint, string>>;
};

const REPEATED = 3n;

/** What `protoc --descriptor_set_out --include_imports` writes. @throws RangeError for bytes that are no FileDescriptorSet */
export function readDescriptors(bytes: Uint8Array): Descriptors {
  const descriptors: Descriptors = { packages: new Map(), messages: new Map(), enums: new Map() };
  for (const file of nested(readFields(bytes), 1)) addFile(file, descriptors);
  return descriptors;
}

function addFile(file: WireField[], descriptors: Descriptors): void {
  const name = text(file, 1);
  const packageName = text(file, 2);
  descriptors.packages.set(name.replace(/\.proto$/, '').replace(/^.*\//, ''), packageName);
  for (const message of nested(file, 4)) addMessage(message, packageName, descriptors);
  for (const enumeration of nested(file, 5)) addEnum(enumeration, packageName, descriptors);
}

function addMessage(message: WireField[], scope: string, descriptors: Descriptors): void {
  const fullName = qualified(scope, text(message, 1));
  const fields = new Map(nested(message, 2).map((field) => [Number(integer(field, 3)), readField(field)]));
  const isMapEntry = nested(message, 7).some((options) => integer(options, 7) === 1n);
  descriptors.messages.set(fullName, { fullName, isMapEntry, fields });
  for (const inner of nested(message, 3)) addMessage(inner, fullName, descriptors);
  for (const enumeration of nested(message, 4)) addEnum(enumeration, fullName, descriptors);
}

function readField(field: WireField[]): FieldDescriptor {
  return {
    jsonName: text(field, 10) || camelCase(text(field, 1)),
    isRepeated: integer(field, 4) === REPEATED,
    type: Number(integer(field, 5)),
    typeName: text(field, 6).replace(/^\./, ''),
  };
}

function addEnum(enumeration: WireField[], scope: string, descriptors: Descriptors): void {
  const names = new Map(
    nested(enumeration, 2).map((value) => [BigInt.asIntN(32, integer(value, 2)), text(value, 1)] as const),
  );
  descriptors.enums.set(qualified(scope, text(enumeration, 1)), names);
}

export function qualified(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}

function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

function nested(fields: WireField[], number: number): WireField[][] {
  return fields.flatMap((field) =>
    field.number === number && typeof field.value !== 'bigint' ? [readFields(field.value)] : [],
  );
}

function text(fields: WireField[], number: number): string {
  const value = fields.findLast((field) => field.number === number)?.value;
  return typeof value === 'object' ? Buffer.from(value).toString() : '';
}

function integer(fields: WireField[], number: number): bigint {
  const value = fields.findLast((field) => field.number === number)?.value;
  return typeof value === 'bigint' ? value : 0n;
}
