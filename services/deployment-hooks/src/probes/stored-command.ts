import { probeFleet } from './stream-event.ts';

/** What a probe lets a function find. */
export interface StoredCommand {
  readonly commandId: string;
  readonly deviceId: string;
  /** Default: of devices that do not exist. */
  readonly fleet?: string;
  readonly name?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly status?: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** How many times a command was written when it is SENT. */
export const versionOfSent = 2;

/** A command as services/commands reads it from its table: SENT, unless said otherwise, and to be begun within five minutes. */
export const storedCommand = (command: StoredCommand): Readonly<Record<string, unknown>> => ({
  ...{ fleet: probeFleet, name: 'set-fan', parameters: { speed: 100 }, status: 'SENT', ...command },
  expiresAt: command.createdAt + 300_000,
  origin: { kind: 'operator', requestedBy: 'probe' },
  updatedAt: command.createdAt,
  version: versionOfSent,
  history: [{ at: command.createdAt, from: 'CREATED', to: 'SENT', cause: 'published' }],
});
