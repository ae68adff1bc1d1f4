import type { Counts, Log } from '@signalbox/lambda-kit';
import { createCommand } from './create-command.ts';
import { type DeriveCommandId, parseCommandRequest } from './parse-request.ts';
import type { SendCommandPorts } from './send-command.ts';

export interface HandleRequestPorts extends SendCommandPorts {
  readonly counts: Counts;
  readonly deriveCommandId: DeriveCommandId;
}

/**
 * Handles one message of the request queue. What can never become a command is counted (RequestsRejected, by reason) and
 * not tried again. Counts CommandsCreated, CommandsSent, CommandsFinal (by status), DuplicatesSkipped.
 */
export const handleRequest = (ports: HandleRequestPorts) => {
  const { counts, deriveCommandId } = ports;
  const create = createCommand(ports);
  const reject = (log: Log, reason: string, detail: string): void => {
    counts.add('RequestsRejected', 1, { reason });
    log.error('no command can be made of a request', { reason, detail });
  };

  return async (body: string, log: Log): Promise<void> => {
    const parsed = parseCommandRequest(body, deriveCommandId);
    if (!parsed.ok) return reject(log, parsed.reason, parsed.detail);
    const { commandId, deviceId } = parsed.command;
    const { created, status, idReused } = await create(parsed.command);
    if (idReused)
      return reject(log, 'COMMAND_ID_REUSED', `${commandId} for ${deviceId} asks something else than before`);
    counts.add('CommandsCreated', created ? 1 : 0);
    counts.add('DuplicatesSkipped', created || status ? 0 : 1);
    counts.add('CommandsSent', status === 'SENT' ? 1 : 0);
    if (status === 'EXPIRED') counts.add('CommandsFinal', 1, { status });
  };
};
