import type { CommandStatus } from '@signalbox/contracts';

/** One step of a command's life.. */
export interface Transition {
  /** Epoch ms. */
  readonly at: number;
  readonly from: CommandStatus;
  readonly to: CommandStatus;
  readonly cause: TransitionCause;
}

export type TransitionCause = 'published' | 'response' | 'expired';

/** The last thing that the device said. */
export interface Response {
  /** Epoch ms. */
  readonly at: number;
  readonly reason?: string;
  /** Anything that the command defines. */
  readonly result?: unknown;
}

/** Who asked: a rule's decision, or an operator. */
export type Origin =
  | { readonly kind: 'decision'; readonly decisionId: string; readonly rule: string; readonly reason: string }
  | { readonly kind: 'operator'; readonly requestedBy: string };

/** What is asked of a device. The same id always asks the same. */
export interface NewCommand {
  readonly commandId: string;
  readonly fleet: string;
  readonly deviceId: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Epoch ms; after it the device must not begin. */
  readonly expiresAt: number;
  readonly origin: Origin;
}

export interface Command extends NewCommand {
  readonly status: CommandStatus;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Epoch ms of the last write. */
  readonly updatedAt: number;
  /** Counts the writes, from 1. */
  readonly version: number;
  /** Oldest first. A command takes each status once at most, so it is short. */
  readonly history: readonly Transition[];
  readonly response?: Response;
}

/** A command as it begins. */
export const created = (command: NewCommand, at: number): Command => ({
  ...command,
  status: 'CREATED',
  createdAt: at,
  updatedAt: at,
  version: 1,
  history: [],
});
