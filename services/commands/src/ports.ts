import type { CommandRequest } from '@signalbox/contracts';
import type { Command } from './command.ts';

/** Where commands are kept. Every method may throw; nothing is then known to have been written. */
export interface CommandStore {
  /** Reads strongly consistently. */
  readonly load: (commandId: string) => Promise<Command | undefined>;
  /** Writes a command if the stored one still is the version before it (none, for version 1). */
  readonly save: (command: Command) => Promise<'saved' | 'conflict'>;
}

/** Finds what is due. */
export interface DueIndex {
  /** Ids of commands that were due by `until` (epoch ms), the longest waiting first. Eventually consistent. */
  readonly dueBy: (until: number) => Promise<readonly string[]>;
}

export interface Publication {
  readonly topic: string;
  readonly request: CommandRequest;
  /** Seconds after which the broker drops a message that it could not deliver. */
  readonly messageExpiry: number;
}

export interface DevicePublisher {
  /** Resolves when the broker has taken the message, at QoS 1. */
  readonly publish: (publication: Publication) => Promise<void>;
}
