import { commandRequestTopic } from '@signalbox/contracts';
import type { ProbeAnswer } from '@signalbox/lambda-kit';
import { deviceTopic } from './device-topic.ts';
import { all, asked, looksFor, same, writesOf } from './expectations.ts';
import type { Probe, ProbeContext, ProbesOf } from './probe.ts';
import { readsNothing } from './reads-nothing.ts';
import { storedCommand, versionOfSent } from './stored-command.ts';
import { probeFleet } from './stream-event.ts';

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

const minute = 60_000;

/** What the sweeper finds: a command that it must look at now, long after it was created. */
interface Found {
  readonly status: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** What it is to do of it: the status that it saves, and whether the device is told. */
interface Expected {
  readonly status?: string;
  readonly isPublished?: true;
}

const sweeps = (context: ProbeContext, name: string, { expiresAt, status }: Found, expected: Expected): Probe => {
  const { now, run } = context;
  const deviceId = `pump-probe-${run}`;
  const commandId = `probe-${run}`;
  const createdAt = now - 10 * minute;
  const found = { ...storedCommand({ commandId, deviceId, status, createdAt }), expiresAt };
  const { name: commandName, parameters, fleet } = found as Readonly<Record<string, unknown>>;
  const common = { commandId, fleet, deviceId, name: commandName, parameters, createdAt, expiresAt };
  const request = { commandId, name: commandName, parameters, issuedAt: createdAt, expiresAt };
  const saved =
    expected.status === undefined ? [] : [{ ...common, status: expected.status, version: versionOfSent + 1 }];
  const published = expected.isPublished
    ? [{ topic: deviceTopic(probeFleet, deviceId, commandId), request, expires: true }]
    : [];
  const savedBy = (answer: ProbeAnswer) =>
    writesOf(answer, 'save').map(([item]) => {
      const {
        history: _,
        origin: __,
        updatedAt: ___,
        dueAt: ____,
        dueShard: _____,
        ...rest
      } = item as Found & Readonly<Record<'history' | 'origin' | 'updatedAt' | 'dueAt' | 'dueShard', unknown>>;
      return rest;
    });
  const publishedBy = (answer: ProbeAnswer) =>
    writesOf(answer, 'publish').map(([given]) => {
      const { messageExpiry, ...rest } = given as { readonly messageExpiry?: unknown };
      return { ...rest, expires: typeof messageExpiry === 'number' && messageExpiry > 0 };
    });
  return {
    name,
    event: {},
    answers: { save: 'saved', publish: null },
    finds: { dueBy: [commandId], load: found },
    verify: (answer) =>
      context.isRollback && readsNothing(answer)
        ? []
        : all(
            answer,
            () => asked(answer, { save: saved.length, publish: published.length }),
            () => looksFor(answer, 'load', [commandId]),
            () => same('what it saves', savedBy(answer), saved),
            () => same('what it publishes', publishedBy(answer), published),
          ),
  };
};

/**
 * A sweep of what is due right now, with nothing written: each command goes to its own device, and ends as it may. And of what the
 * probe lets it find: what was not sent is sent, what is over ends, and what moved on or is not due yet stays as it is.
 */
export const commandsSweepProbes: ProbesOf = (context) => {
  const [soon, over] = [context.now + 60 * minute, context.now - minute];
  return [
    {
      name: 'a sweep sends commands to their own devices',
      event: {},
      answers: { save: 'saved', publish: null },
      verify: (answer) => all(answer, () => consistent(answer)),
    },
    {
      ...sweeps(
        context,
        'a command that was not sent is sent to its device',
        { status: 'CREATED', expiresAt: soon },
        { status: 'SENT', isPublished: true },
      ),
      soak: true,
    },
    sweeps(
      context,
      'a command that was not sent in time is not sent',
      { status: 'CREATED', expiresAt: over },
      { status: 'EXPIRED' },
    ),
    ...['SENT', 'IN_PROGRESS'].map((status) =>
      sweeps(
        context,
        `a command that is ${status} when its time is over ends`,
        { status, expiresAt: over },
        { status: 'TIMED_OUT' },
      ),
    ),
    ...['SENT', 'IN_PROGRESS'].map((status) =>
      sweeps(context, `a command that is ${status} before its time is over stays`, { status, expiresAt: soon }, {}),
    ),
    sweeps(context, 'a command that came to its end stays', { status: 'SUCCEEDED', expiresAt: over }, {}),
  ];
};
