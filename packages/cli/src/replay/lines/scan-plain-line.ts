import { after, ascii, byteClass, skip } from './byte-class.ts';
import { addToHash, emptyHash, finishHash } from './device-hash.ts';
import { field, fieldsOfLine, type LineBlock } from './line-block.ts';
import type { ShardTable } from './shard-table.ts';

// The names in the order in which the archive function writes them: the position, then the record as the topic rule wrapped it.
const beforeShard = ascii('{"shardId":"');
const beforeSequence = ascii('","sequenceNumber":"');
const beforePayload = ascii('","payload":"');
const beforeTopic = ascii('","topic":"');
const beforeClient = ascii('","clientId":"');
const beforeReceivedAt = ascii('","receivedAt":');
const beforeFleet = ascii('dt/');
const afterDevice = ascii('/telemetry');

// As the contracts have them; a test holds them together.
const shardBytes = byteClass(/[a-zA-Z0-9_.-]/);
const digits = byteClass(/[0-9]/);
const base64 = byteClass(/[A-Za-z0-9+/]/);
const fleetBytes = byteClass(/[a-zA-Z0-9_-]/);
const deviceBytes = byteClass(/[a-zA-Z0-9:_-]/);
/** What stands for itself in a JSON string. */
const textBytes = byteClass(/[ !#-[\]-~]/);

const [zero, slash, equals, brace, lineFeed] = [0x30, 0x2f, 0x3d, 0x7d, 0x0a];

const isLong = (start: number, end: number, most: number): boolean => end - start < 1 || end - start > most;

/** The place after the digits of an integer without a leading zero, of at most `most` digits; -1 if there is none. */
const skipInteger = (bytes: Uint8Array, at: number, most: number): number => {
  const end = skip(bytes, at, digits);
  if (end < 0 || isLong(at, end, most)) return -1;
  return bytes[at] === zero && end - at > 1 ? -1 : end;
};

const skipBase64 = (bytes: Uint8Array, at: number): number => {
  const end = skip(bytes, at, base64);
  if (end < 0 || bytes[end] !== equals) return end;
  return bytes[end + 1] === equals ? end + 2 : end + 1;
};

/** The place after `dt/<fleet>/`. */
const skipFleet = (bytes: Uint8Array, at: number): number => {
  const start = after(bytes, at, beforeFleet);
  const end = skip(bytes, start, fleetBytes);
  return end < 0 || isLong(start, end, 64) || bytes[end] !== slash ? -1 : end + 1;
};

let deviceHash = 0;

/** The place after the device's id, whose hash is left in `deviceHash`. */
const skipDevice = (bytes: Uint8Array, at: number): number => {
  if (at < 0) return -1;
  let [hash, end] = [emptyHash, at];
  for (let byte = bytes[end] ?? 0; deviceBytes[byte] === 1; byte = bytes[end] ?? 0) {
    hash = addToHash(hash, byte);
    end += 1;
  }
  deviceHash = finishHash(hash);
  return isLong(at, end, 128) ? -1 : end;
};

const integerAt = (bytes: Uint8Array, start: number, end: number): number => {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + ((bytes[at] ?? 0) - zero);
  return value;
};

/**
 * Reads a line of telemetry that stands at `start` exactly as the archive function writes it, and adds it to the block. It takes
 * only what the contract of archive lines takes; any other line, be it right or wrong, is left to a full parse.
 * @returns the place of the line break; -1 if the line has another shape or is not all there
 */
export const scanPlainLine = (block: LineBlock, start: number, shards: ShardTable): number => {
  const { bytes } = block;
  const shardStart = after(bytes, start, beforeShard);
  const shardEnd = skip(bytes, shardStart, shardBytes);
  const sequenceStart = after(bytes, shardEnd, beforeSequence);
  const sequenceEnd = skipInteger(bytes, sequenceStart, 129);
  const payloadStart = after(bytes, sequenceEnd, beforePayload);
  const payloadEnd = skipBase64(bytes, payloadStart);
  const topicStart = after(bytes, payloadEnd, beforeTopic);
  const deviceEnd = skipDevice(bytes, skipFleet(bytes, topicStart));
  const hash = deviceHash;
  const topicEnd = after(bytes, deviceEnd, afterDevice);
  const clientStart = after(bytes, topicEnd, beforeClient);
  const clientEnd = skip(bytes, clientStart, textBytes);
  const timeStart = after(bytes, clientEnd, beforeReceivedAt);
  const timeEnd = skipInteger(bytes, timeStart, 15);
  if (timeEnd < 0 || bytes[timeEnd] !== brace || bytes[timeEnd + 1] !== lineFeed) return -1;
  if (isLong(shardStart, shardEnd, 128) || clientEnd - clientStart > 128) return -1;

  const { count, fields } = block;
  const base = count * fieldsOfLine;
  fields[base + field.start] = start;
  fields[base + field.end] = timeEnd + 1;
  fields[base + field.plain] = 1;
  fields[base + field.shard] = shards.indexAt(bytes, shardStart, shardEnd);
  fields[base + field.sequenceStart] = sequenceStart;
  fields[base + field.sequenceEnd] = sequenceEnd;
  fields[base + field.payloadStart] = payloadStart;
  fields[base + field.payloadEnd] = payloadEnd;
  fields[base + field.topicStart] = topicStart;
  fields[base + field.topicEnd] = topicEnd;
  fields[base + field.deviceHash] = hash;
  block.times[count] = integerAt(bytes, timeStart, timeEnd);
  block.count = count + 1;
  return timeEnd + 1;
};
