import validateRequest from '../generated/command-request.js';
import { contract } from './contract.ts';
import { type CommandRequest, commandRequestSchema } from './schemas/command.ts';
import { commandRequestTopic } from './topics.ts';

/** The cloud asks a device. */
export const commandRequest = {
  ...contract<CommandRequest>('CommandRequest', commandRequestSchema, validateRequest),
  topic: commandRequestTopic,
};
