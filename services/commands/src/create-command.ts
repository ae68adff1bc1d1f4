import { TransientError } from '@signalbox/lambda-kit';
import { type Command, created, type NewCommand } from './command.ts';
import { type SendCommandPorts, sendCommand } from './send-command.ts';

export interface Creation {
  /** False: it was there, so this is a repetition. */
  readonly created: boolean;
  /** What became of it here; absent if there was nothing left to do. */
  readonly status?: 'SENT' | 'EXPIRED';
  /** The id belongs to a command that asks something else. */
  readonly idReused?: true;
}

const asksTheSame = (one: NewCommand, other: NewCommand): boolean => {
  const essence = ({ fleet, deviceId, name, parameters }: NewCommand) =>
    JSON.stringify([fleet, deviceId, name, parameters]);
  return essence(one) === essence(other);
};

/**
 * Creates a command and sends it. Asked again, it goes on only with what is not done: a command that is still CREATED is
 * sent, any other is left alone.
 * @throws {TransientError} and whatever the ports throw: then it is to be asked again
 */
export const createCommand =
  (ports: SendCommandPorts) =>
  async (request: NewCommand): Promise<Creation> => {
    const fresh = created(request, ports.now());
    const isNew = (await ports.store.save(fresh)) === 'saved';
    const command: Command | undefined = isNew ? fresh : await ports.store.load(request.commandId);
    if (!command) throw new TransientError('COMMAND_GONE', `command ${request.commandId} was deleted meanwhile`);
    if (!asksTheSame(command, request)) return { created: false, idReused: true };
    if (command.status !== 'CREATED') return { created: false };
    const status = await sendCommand(ports)(command);
    return { created: isNew, ...(status && { status }) };
  };
