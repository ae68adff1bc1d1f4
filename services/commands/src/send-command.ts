import { commandRequestTopic } from '@signalbox/contracts';
import type { Command } from './command.ts';
import type { CommandStore, DevicePublisher, Publication } from './ports.ts';
import { takeStep } from './take-step.ts';

export interface SendCommandPorts {
  readonly store: CommandStore;
  readonly publisher: DevicePublisher;
  /** Epoch ms. */
  readonly now: () => number;
}

/** AWS IoT Core keeps a message for seven days at most (https://docs.aws.amazon.com/general/latest/gr/iot-core.html). */
const maxMessageExpiry = 7 * 24 * 60 * 60;

const publicationOf = (command: Command, now: number): Publication => {
  const { commandId, fleet, deviceId, name, parameters, createdAt, expiresAt, origin } = command;
  const decision = origin.kind === 'decision' ? { decisionId: origin.decisionId } : {};
  return {
    topic: commandRequestTopic.build({ fleet, deviceId, commandId }),
    request: { commandId, name, parameters: { ...parameters }, issuedAt: createdAt, expiresAt, ...decision },
    messageExpiry: Math.min(Math.ceil((expiresAt - now) / 1000), maxMessageExpiry),
  };
};

/**
 * Brings a CREATED command on its way: EXPIRED if its time is over, else published and SENT. Whoever dies between the two
 * has it sent again by the next one; the device knows the command by its id.
 * @returns the status that the command took here; undefined if the device was faster than our note that it was sent
 */
export const sendCommand =
  ({ store, publisher, now }: SendCommandPorts) =>
  async (command: Command): Promise<'SENT' | 'EXPIRED' | undefined> => {
    const at = now();
    const expired = at >= command.expiresAt;
    if (!expired) await publisher.publish(publicationOf(command, at));
    const to = expired ? 'EXPIRED' : 'SENT';
    const next = await takeStep(store)(command, { to, at: now(), cause: expired ? 'expired' : 'published' });
    return next && to;
  };
