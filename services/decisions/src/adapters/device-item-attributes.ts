import { gunzipSync, gzipSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Decision } from '@signalbox/contracts';
import { restoreState, StateError } from '@signalbox/decision-engine';
import type { SideState } from '@signalbox/decision-engine/release';
import { dueShardOf } from '@signalbox/lambda-kit';
import { type DeviceItem, dueAt } from '../device-item.ts';

export type Attributes = Record<string, AttributeValue>;

/**
 * What is longer is compressed: a message of a thousand readings may decide so often that its outbox outgrows an item (400 KB), and while a
 * release is under way there are two states in it.
 */
const plainBytes = 8192;

/** 400 KB: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items */
const maxItemBytes = 400 * 1024;

const writeJson = (value: unknown): AttributeValue => {
  const json = JSON.stringify(value);
  return json.length <= plainBytes ? { S: json } : { B: gzipSync(json) };
};

/** Bytes that a probe hands over were JSON on their way, in the form of `Buffer.toJSON`. */
const readJson = ({ B, S }: AttributeValue): unknown =>
  JSON.parse(B ? gunzipSync(Buffer.from(B)).toString() : (S ?? 'null'));

const readOutbox = (value: AttributeValue | undefined): readonly Decision[] =>
  value ? (readJson(value) as readonly Decision[]) : [];

/** The other side counts for nothing if it cannot be read: a newer engine wrote it, and it is branched off anew. */
const readOther = (value: AttributeValue | undefined): SideState | undefined => {
  if (!value) return undefined;
  const { hash, state } = readJson(value) as { hash: string; state: unknown };
  try {
    return { hash, state: restoreState(state) };
  } catch (error) {
    if (error instanceof StateError) return undefined;
    throw error;
  }
};

/** `dueShard` and `dueAt` are there only if the sweeper must look at the item: their index is sparse. */
export const toAttributes = (item: DeviceItem): Attributes => {
  const due = dueAt(item);
  return {
    deviceId: { S: item.deviceId },
    ruleSet: { S: item.ruleSet },
    fleet: { S: item.fleet },
    ruleSetHash: { S: item.ruleSetHash },
    version: { N: String(item.version) },
    updatedAt: { N: String(item.updatedAt) },
    state: { S: JSON.stringify(item.state) },
    ...(item.releaseSeq === undefined ? {} : { releaseSeq: { N: String(item.releaseSeq) } }),
    ...(item.other ? { other: writeJson(item.other) } : {}),
    ...(item.outbox.length > 0 ? { outbox: writeJson(item.outbox) } : {}),
    ...(due === undefined ? {} : { dueShard: { S: dueShardOf(item.deviceId) }, dueAt: { N: String(due) } }),
  };
};

const attributeBytes = (name: string, { B, N, S }: AttributeValue): number =>
  name.length + (B?.length ?? Buffer.byteLength(S ?? N ?? ''));

/**
 * Whether the table takes the item. Its bytes are those of names and values
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
 */
export const fitsAnItem = (attributes: Attributes): boolean =>
  Object.entries(attributes).reduce((sum, [name, value]) => sum + attributeBytes(name, value), 0) <= maxItemBytes;

/** @throws {StateError} when another version of the engine wrote the state that decides */
export const fromAttributes = (attributes: Attributes): DeviceItem => {
  const other = readOther(attributes['other']);
  const releaseSeq = attributes['releaseSeq']?.N;
  return {
    deviceId: attributes['deviceId']?.S ?? '',
    ruleSet: attributes['ruleSet']?.S ?? '',
    fleet: attributes['fleet']?.S ?? '',
    ruleSetHash: attributes['ruleSetHash']?.S ?? '',
    version: Number(attributes['version']?.N),
    updatedAt: Number(attributes['updatedAt']?.N),
    state: restoreState(JSON.parse(attributes['state']?.S ?? 'null')),
    ...(releaseSeq !== undefined && { releaseSeq: Number(releaseSeq) }),
    ...(other && { other }),
    outbox: readOutbox(attributes['outbox']),
  };
};
