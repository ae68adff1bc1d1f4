import type { Table } from '../kernel/table.ts';

/** What dynalite does not keep of a table. */
export interface TableSettings {
  /** Epoch ms. */
  readonly createdAt: number;
  readonly deletionProtection: boolean;
  /** Attribute that holds the expiry in epoch seconds, while time to live is enabled. */
  readonly expiryAttribute?: string;
  readonly pointInTimeRecovery?: { readonly since: number; readonly recoveryDays: number };
  readonly encryptionKeyArn?: string;
}

/** Kept by table name. */
export type SettingsTable = Table<TableSettings>;
