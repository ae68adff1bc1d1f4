import validateRequested from '../generated/command-requested.js';
import { contract } from './contract.ts';
import { eventContract } from './event-contract.ts';
import { type CommandRequested, commandRequestedSchema } from './schemas/command.ts';

/** An operator asks for a command. */
export const commandRequestedEvent = eventContract(
  'signalbox.operators',
  'CommandRequested',
  contract<CommandRequested>('CommandRequested', commandRequestedSchema, validateRequested),
);
