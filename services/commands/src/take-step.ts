import { TransientError } from '@signalbox/lambda-kit';
import type { Command } from './command.ts';
import type { CommandStore } from './ports.ts';
import { type Step, transition } from './transition.ts';

const attempts = 5;

/**
 * Saves a step of a command. If somebody else wrote it meanwhile, the step is taken from what they left, or not at all if
 * it no longer may follow.
 * @returns the command after the step; undefined if the step may not follow
 * @throws {TransientError} COMMAND_CONFLICT
 */
export const takeStep =
  (store: CommandStore) =>
  async (command: Command, step: Step): Promise<Command | undefined> => {
    let current: Command | undefined = command;
    for (let attempt = 0; current && attempt < attempts; attempt += 1) {
      const next = transition(current, step);
      if (!next || (await store.save(next)) === 'saved') return next;
      current = await store.load(command.commandId);
    }
    throw new TransientError('COMMAND_CONFLICT', `others keep writing command ${command.commandId}`);
  };
