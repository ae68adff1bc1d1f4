import { alarmOperations, parseTime } from '@signalbox/contracts';
import type { OperationEvent } from '@signalbox/decision-engine/alarm-model';
import { parseInputPayload, type Value } from '@signalbox/decision-engine/detector';

/** What a line of the input asks for, at a time in epoch ms. */
export type InputLine = { readonly at: number; readonly unknown: readonly string[] } & (
  | { readonly kind: 'time' }
  | { readonly kind: 'message'; readonly input: string; readonly messageId?: string; readonly payload: Value }
  | { readonly kind: 'operation'; readonly key?: string; readonly event: Omit<OperationEvent, 'id'> }
);

/** A line that cannot be read; the message says why, without the number of the line. */
export class BadLine extends Error {
  override readonly name = 'BadLine';
}

type Members = Readonly<Record<string, Value>>;

const isObject = (value: Value | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string): Members => {
  let value: Value;
  try {
    value = parseInputPayload(text);
  } catch (error) {
    throw new BadLine(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(value)) throw new BadLine('it is no JSON object');
  return value;
};

const timeOf = ({ at }: Members): number => {
  if (at === undefined) throw new BadLine("it has no 'at'");
  const time = typeof at === 'bigint' ? Number(at) : at;
  const parsed = typeof time === 'number' || typeof time === 'string' ? parseTime(time) : undefined;
  if (parsed === undefined) throw new BadLine("'at' must be epoch milliseconds or an RFC 3339 time");
  return parsed;
};

const textOf = (members: Members, name: string): string => {
  const value = members[name];
  if (typeof value !== 'string') throw new BadLine(`'${name}' must be a string`);
  return value;
};

const messageOf = (members: Members) => {
  const input = textOf(members, 'input');
  const { payload, messageId } = members;
  if (!isObject(payload)) throw new BadLine("'payload' must be an object");
  const id = messageId === undefined ? {} : { messageId: textOf(members, 'messageId') };
  return { kind: 'message', input, payload, ...id } as const;
};

const snoozeOf = ({ snoozeSeconds }: Members, operation: string): { snoozeMs?: number } => {
  if (operation !== 'SNOOZE') {
    if (snoozeSeconds !== undefined) throw new BadLine("'snoozeSeconds' is of SNOOZE only");
    return {};
  }
  if (typeof snoozeSeconds === 'bigint' && snoozeSeconds > 0n) return { snoozeMs: Number(snoozeSeconds) * 1000 };
  throw new BadLine("SNOOZE needs 'snoozeSeconds', a whole number from 1");
};

const operationOf = (members: Members) => {
  const name = textOf(members, 'alarm');
  const operation = alarmOperations.find((each) => each === name);
  if (operation === undefined) throw new BadLine(`'alarm' must be one of ${alarmOperations.join(', ')}`);
  const note = members['note'] === undefined ? {} : { note: textOf(members, 'note') };
  const key = members['key'] === undefined ? {} : { key: textOf(members, 'key') };
  const event = { type: 'operation', operation, ...snoozeOf(members, operation), ...note } as const;
  return { kind: 'operation', ...key, event } as const;
};

const known = {
  time: ['at'],
  message: ['at', 'input', 'messageId', 'payload'],
  operation: ['at', 'alarm', 'key', 'snoozeSeconds', 'note'],
};

/** @throws {BadLine} */
export const parseInputLine = (text: string): InputLine => {
  const members = parse(text);
  const at = timeOf(members);
  if (members['input'] !== undefined && members['alarm'] !== undefined) {
    throw new BadLine("it has both 'input' and 'alarm'");
  }
  const event =
    members['input'] !== undefined
      ? messageOf(members)
      : members['alarm'] !== undefined
        ? operationOf(members)
        : ({ kind: 'time' } as const);
  if (event.kind === 'time' && members['payload'] !== undefined) throw new BadLine("it has a payload, but no 'input'");
  return { at, ...event, unknown: Object.keys(members).filter((name) => !known[event.kind].includes(name)) };
};
