import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** A command of the ledger, as the commands service keeps it (services/commands/README.md). Times are epoch ms. */
export interface CommandRecord {
  readonly commandId: string;
  readonly fleet: string;
  readonly deviceId: string;
  readonly name: string;
  readonly status: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt: number;
  readonly [attribute: string]: unknown;
}

/** Attributes that hold JSON as text, for their shape is the command's own. */
const jsonAttributes = ['parameters', 'history', 'response'];

/** What the sweeper finds commands by; it says nothing that `expiresAt` does not. */
const indexAttributes = ['dueShard', 'dueAt'];

const readAttribute = (name: string, { S, N }: AttributeValue): unknown => {
  if (N !== undefined) return Number(N);
  return S !== undefined && jsonAttributes.includes(name) ? JSON.parse(S) : S;
};

/** Reads an item; what the service may add later comes along. */
export const readCommand = (item: Readonly<Record<string, AttributeValue>>): CommandRecord => {
  const attributes = Object.entries(item).filter(([name]) => !indexAttributes.includes(name));
  return Object.fromEntries(
    attributes.map(([name, value]) => [name, readAttribute(name, value)]),
  ) as unknown as CommandRecord;
};
