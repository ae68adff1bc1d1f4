import type { CommandStore } from '../ports.ts';
import { type Attributes, fromAttributes, toAttributes } from './command-attributes.ts';

/**
 * Commands as the table has them. Probes of a function record and answer at this level: what one version of a function has
 * written is what another, and every other function of this service, must read, so how it is stored counts too.
 */
export interface CommandItems {
  /** Reads strongly consistently. */
  readonly getItem: (commandId: string) => Promise<Attributes | undefined>;
  /** Writes an item if the stored one still is the `version` before it (none, for version 1). */
  readonly putItem: (item: Attributes) => Promise<'saved' | 'conflict'>;
}

/** Commands, stored as items. */
export const commandStore = ({ getItem, putItem }: CommandItems): CommandStore => ({
  load: async (commandId) => {
    const attributes = await getItem(commandId);
    return attributes ? fromAttributes(attributes) : undefined;
  },
  save: async (command) => putItem(toAttributes(command)),
});
