import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { ReleaseError } from '../release-error.ts';

export type Item = Record<string, AttributeValue>;

/** What an item holds as JSON. @throws {ReleaseError} `UNREADABLE` */
export const documentOf = <T>(item: Item): T => {
  try {
    return JSON.parse(item['document']?.S ?? '');
  } catch (cause) {
    throw new ReleaseError('UNREADABLE', `${item['pk']?.S} ${item['sk']?.S} of the releases table is no JSON`, {
      cause,
    });
  }
};

export const asDocument = (value: unknown): Item => ({ document: { S: JSON.stringify(value) } });

const keptMs = 365 * 86_400_000;

/** When the table may forget it, seconds: a year after it ended. */
export const expiring = (at: number): Item => ({ expiresAt: { N: String(Math.ceil((at + keptMs) / 1000)) } });
