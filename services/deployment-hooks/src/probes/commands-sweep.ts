import { commandRequestTopic } from '@signalbox/contracts';
import type { ProbeAnswer } from '@signalbox/lambda-kit';
import { all, writesOf } from './expectations.ts';
import type { ProbesOf } from './probe.ts';

interface Publication {
  readonly topic?: string;
  readonly request?: { readonly commandId?: string; readonly expiresAt?: number };
}

interface Saved {
  readonly commandId?: string;
  readonly fleet?: string;
  readonly deviceId?: string;
  readonly status?: string;
}

/** What is due when the probe asks is what it finds in the table: so what holds of every command is looked at. */
const consistent = (answer: ProbeAnswer): string[] => {
  const saved = new Map(writesOf(answer, 'save').map(([item]) => [(item as Saved).commandId, item as Saved]));
  const wrong = writesOf(answer, 'publish').flatMap(([given]) => {
    const { topic = '', request } = given as Publication;
    const place = commandRequestTopic.parse(topic);
    const command = saved.get(request?.commandId);
    const isOwn = place !== undefined && place.commandId === request?.commandId && command?.status === 'SENT';
    const isDevices = command?.deviceId === place?.deviceId && command?.fleet === place?.fleet;
    return isOwn && isDevices ? [] : [`command ${request?.commandId} of ${command?.deviceId} is published to ${topic}`];
  });
  const statuses = ['SENT', 'EXPIRED', 'TIMED_OUT'];
  const odd = [...saved.values()].filter(({ status = '' }) => !statuses.includes(status));
  return [...wrong, ...odd.map(({ commandId, status }) => `command ${commandId} becomes ${status}`)];
};

/** A sweep of what is due right now, with nothing written: each command goes to its own device, and ends as it may. */
export const commandsSweepProbes: ProbesOf = () => [
  {
    name: 'a sweep sends commands to their own devices',
    event: {},
    answers: { save: 'saved', publish: null },
    verify: (answer) => all(answer, () => consistent(answer)),
  },
];
