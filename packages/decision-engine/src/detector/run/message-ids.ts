import { DetectorError } from './detector-error.ts';

/** For how long a message id is not taken a second time. */
const DEDUPLICATION_MS = 300_000;

/** How many ids a detector remembers. */
const MAX_MESSAGE_IDS = 1000;

/** Message ids and when they came, epoch ms, oldest first. */
export type MessageIds = readonly (readonly [id: string, at: number])[];

/**
 * @throws {DetectorError} MESSAGE_ID_INVALID
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_iotevents-data_Message.html
 */
export const checkMessageId = (id: string): void => {
  if (/^[a-zA-Z0-9_-]{1,64}$/.test(id)) return;
  throw new DetectorError(
    'MESSAGE_ID_INVALID',
    `a message id is 1 to 64 of a-z A-Z 0-9 _ -, not ${JSON.stringify(id)}`,
  );
};

/** Whether the id came within the last five minutes. */
export const isRemembered = (ids: MessageIds, id: string, now: number): boolean =>
  ids.some(([known, at]) => known === id && now - at < DEDUPLICATION_MS);

/**
 * The ids with a new one, without those that are too old to matter.
 * @throws {DetectorError} TOO_MANY_MESSAGE_IDS
 */
export const remember = (ids: MessageIds, id: string, now: number): MessageIds => {
  const kept = ids.filter(([, at]) => now - at < DEDUPLICATION_MS);
  if (kept.length < MAX_MESSAGE_IDS) return [...kept, [id, now]];
  const limit = `${MAX_MESSAGE_IDS} messages with an id within five minutes`;
  throw new DetectorError('TOO_MANY_MESSAGE_IDS', `a detector takes at most ${limit}`);
};
