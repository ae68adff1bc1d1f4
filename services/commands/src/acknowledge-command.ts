import type { DeviceResponse } from '@signalbox/contracts';
import type { CommandStore } from './ports.ts';
import { takeStep } from './take-step.ts';

/**
 * - recorded: the command took the status
 * - ignored: it may not follow the one it has: a repetition, or a word after the last
 * - unknown: there is no such command
 * - wrong-device: the command is another device's
 */
export type Acknowledgement = 'recorded' | 'ignored' | 'unknown' | 'wrong-device';

/** Records what a device says of a command. `receivedAt`: epoch ms at which the cloud heard it. */
export const acknowledgeCommand =
  (store: CommandStore) =>
  async (said: DeviceResponse, receivedAt: number): Promise<Acknowledgement> => {
    const command = await store.load(said.commandId);
    if (!command) return 'unknown';
    if (command.deviceId !== said.deviceId || command.fleet !== said.fleet) return 'wrong-device';
    const { status, reason, result } = said;
    const response = {
      at: receivedAt,
      ...(reason !== undefined && { reason }),
      ...(result !== undefined && { result }),
    };
    const next = await takeStep(store)(command, { to: status, at: receivedAt, cause: 'response', response });
    return next ? 'recorded' : 'ignored';
  };
