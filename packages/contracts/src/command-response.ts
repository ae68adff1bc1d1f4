import validateResponse from '../generated/command-response.js';
import { contract } from './contract.ts';
import { type CommandResponse, commandResponseSchema } from './schemas/command.ts';
import { commandResponseTopic } from './topics.ts';

/** A device answers. */
export const commandResponse = {
  ...contract<CommandResponse>('CommandResponse', commandResponseSchema, validateResponse),
  topic: commandResponseTopic,
};
