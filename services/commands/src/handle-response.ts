import { isFinal, parseCommandResponse, type Rejection } from '@signalbox/contracts';
import type { Counts, Log } from '@signalbox/lambda-kit';
import { acknowledgeCommand } from './acknowledge-command.ts';
import type { CommandStore } from './ports.ts';
import { parseResponseMessage, type ResponseMessage } from './response-message.ts';

export interface HandleResponsePorts {
  readonly store: CommandStore;
  readonly counts: Counts;
}

/**
 * Handles one message of the response queue. A device may say anything, so what cannot be read (ResponsesRejected, by
 * reason) and what no command awaits (ResponsesUnknown) is counted and not tried again. Also counts CommandsFinal (by
 * status) and DuplicatesSkipped.
 */
export const handleResponse = ({ store, counts }: HandleResponsePorts) => {
  const acknowledge = acknowledgeCommand(store);
  const reject = (log: Log, { reason, detail }: Rejection | { reason: 'WRONG_DEVICE'; detail: string }): void => {
    counts.add('ResponsesRejected', 1, { reason });
    log.warn('a response was rejected', { reason, detail });
  };

  const record = async ({ topic, payload, receivedAt }: ResponseMessage, log: Log): Promise<void> => {
    const parsed = parseCommandResponse(topic, payload);
    if (!parsed.ok) return reject(log, parsed.rejection);
    const { commandId, deviceId, status } = parsed.value;
    const outcome = await acknowledge(parsed.value, receivedAt);
    if (outcome === 'wrong-device')
      reject(log, { reason: 'WRONG_DEVICE', detail: `${commandId} is not ${deviceId}'s` });
    counts.add('ResponsesUnknown', outcome === 'unknown' ? 1 : 0);
    counts.add('DuplicatesSkipped', outcome === 'ignored' ? 1 : 0);
    if (outcome === 'unknown') log.warn('a response to a command that does not exist', { commandId, deviceId });
    if (outcome === 'recorded' && isFinal(status)) counts.add('CommandsFinal', 1, { status });
  };

  return async (body: string, log: Log): Promise<void> => {
    const message = parseResponseMessage(body);
    return message.ok ? record(message.value, log) : reject(log, message.rejection);
  };
};
