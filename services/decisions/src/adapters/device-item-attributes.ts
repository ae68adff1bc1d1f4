import { gunzipSync, gzipSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Decision } from '@signalbox/contracts';
import { restoreState } from '@signalbox/decision-engine';
import { dueShardOf } from '@signalbox/lambda-kit';
import { type DeviceItem, dueAt } from '../device-item.ts';

export type Attributes = Record<string, AttributeValue>;

/** A longer outbox is compressed: a message of a thousand readings may decide so often that it outgrows an item (400 KB). */
const plainOutboxBytes = 8192;

/** 400 KB: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items */
const maxItemBytes = 400 * 1024;

const writeOutbox = (outbox: readonly Decision[]): Attributes => {
  if (outbox.length === 0) return {};
  const json = JSON.stringify(outbox);
  return { outbox: json.length <= plainOutboxBytes ? { S: json } : { B: gzipSync(json) } };
};

const readOutbox = (value: AttributeValue | undefined): readonly Decision[] => {
  if (value?.B) return JSON.parse(gunzipSync(value.B).toString());
  return value?.S ? JSON.parse(value.S) : [];
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
    ...writeOutbox(item.outbox),
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

/** @throws {StateError} when another version of the engine wrote the state */
export const fromAttributes = (attributes: Attributes): DeviceItem => ({
  deviceId: attributes['deviceId']?.S ?? '',
  ruleSet: attributes['ruleSet']?.S ?? '',
  fleet: attributes['fleet']?.S ?? '',
  ruleSetHash: attributes['ruleSetHash']?.S ?? '',
  version: Number(attributes['version']?.N),
  updatedAt: Number(attributes['updatedAt']?.N),
  state: restoreState(JSON.parse(attributes['state']?.S ?? 'null')),
  outbox: readOutbox(attributes['outbox']),
});
