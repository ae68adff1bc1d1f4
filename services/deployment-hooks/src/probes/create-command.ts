import {
  type CommandDecision,
  type CommandRequested,
  commandRequestedEvent,
  decisionEvent,
} from '@signalbox/contracts';
import type { ProbeAnswer } from '@signalbox/lambda-kit';
import { command, commandIdOf, decisionOf } from './command-decision.ts';
import { commandsOfDevices } from './commands-of-devices.ts';
import { deviceTopic } from './device-topic.ts';
import { all, asked, failedItems, looksFor, same, writesOf } from './expectations.ts';
import type { Probe, ProbesOf } from './probe.ts';
import { busEvent, queueEvent } from './queue-event.ts';
import { type StoredCommand, storedCommand } from './stored-command.ts';
import { probeFleet } from './stream-event.ts';

/** What must reach the device, and nobody else. */
interface Asked {
  readonly commandId: string;
  readonly deviceId: string;
  readonly expiresAt: number;
  readonly decisionId?: string;
}

const publishes = (answer: ProbeAnswer, { commandId, deviceId, expiresAt, decisionId: decision }: Asked): string[] => {
  const [publication] = (writesOf(answer, 'publish')[0] ?? []) as {
    topic?: unknown;
    request?: Record<string, unknown>;
    messageExpiry?: unknown;
  }[];
  const { issuedAt, ...request } = publication?.request ?? {};
  const expected = { commandId, name: command.name, parameters: command.parameters, expiresAt };
  const expiry = publication?.messageExpiry;
  return [
    ...same('the topic', publication?.topic, deviceTopic(probeFleet, deviceId, commandId)),
    ...same('the request', request, { ...expected, ...(decision !== undefined && { decisionId: decision }) }),
    ...(typeof issuedAt === 'number' && issuedAt < expiresAt ? [] : [`the request is issued at ${String(issuedAt)}`]),
    ...(typeof expiry === 'number' && expiry > 0 && expiry <= 301
      ? []
      : [`the message expires after ${String(expiry)} s`]),
  ];
};

const saves = (answer: ProbeAnswer, { commandId, deviceId, expiresAt }: Asked): string[] => {
  const saved = writesOf(answer, 'save').map(([item]) => {
    const { status, version, ...rest } = item as Readonly<Record<string, unknown>>;
    const { commandId: id, deviceId: device, fleet, name, parameters, expiresAt: expires } = rest;
    return { commandId: id, deviceId: device, fleet, name, parameters, expiresAt: expires, status, version };
  });
  const { name, parameters } = command;
  const common = { commandId, deviceId, fleet: probeFleet, name, parameters, expiresAt };
  return same('what it saves', saved, [
    { ...common, status: 'CREATED', version: 1 },
    { ...common, status: 'SENT', version: 2 },
  ]);
};

const sends = (name: string, body: string, expected: Asked, now: number): Probe => ({
  name,
  event: queueEvent([{ messageId: 'good', body }], now),
  answers: { save: 'saved', publish: null },
  verify: (answer) =>
    all(
      answer,
      () => asked(answer, { save: 2, publish: 1 }),
      () => failedItems(answer, []),
      () => publishes(answer, expected),
      () => saves(answer, expected),
      // Who publishes before it is saved sends it again after a crash, under nobody's control.
      () =>
        same(
          'the order',
          answer.answeredWrites.map(({ adapter }) => adapter),
          ['save', 'publish', 'save'],
        ),
    ),
});

/** Somebody else's creation was first: what is found decides. */
const isThere = (name: string, body: string, found: StoredCommand): Probe => ({
  name,
  event: queueEvent([{ messageId: 'again', body }], found.createdAt),
  answers: { save: 'conflict', publish: null },
  finds: { load: storedCommand(found) },
  verify: (answer) =>
    all(
      answer,
      () => asked(answer, { save: 1 }),
      () => looksFor(answer, 'load', [found.commandId]),
      () => failedItems(answer, []),
    ),
});

const refusals = (decision: CommandDecision): readonly string[] => {
  const said = (detail: unknown) => busEvent(decisionEvent.source, decisionEvent.detailType, detail);
  return [
    'not json',
    'null',
    busEvent('aws.iot', 'Something', decision),
    said({ ...decision, command: undefined }),
    said({ ...decision, deviceId: '../other' }),
    said({ ...decision, deviceId: 'pump/+/request' }),
    said({ ...decision, fleet: '#' }),
    said({ ...decision, command: { ...command, name: 'rm -rf' } }),
  ];
};

/** A decision becomes one command to its own device; what can never be one is not tried again, and what failed is. */
export const createCommandProbes: ProbesOf = ({ now, run }) => {
  const deviceId = `pump-probe-${run}`;
  const decision = decisionOf(deviceId, now);
  const body = busEvent(decisionEvent.source, decisionEvent.detailType, decision);
  const derived = commandIdOf(decision);
  const devices = (names: string) => [...names].map((name) => `${deviceId}-${name}`);
  const request: CommandRequested = {
    ...{ commandId: `probe-${run}`, fleet: probeFleet, deviceId, name: command.name, parameters: command.parameters },
    ...{ requestedBy: 'probe', requestedAt: now, expiresInMs: command.expiresInMs },
  };
  const expiresAt = now + command.expiresInMs;
  const bodies = refusals(decision);
  const there = { commandId: derived, deviceId, createdAt: now, name: command.name, parameters: command.parameters };
  return [
    sends(
      'a decision becomes one command to its device',
      body,
      { commandId: derived, deviceId, expiresAt, decisionId: decision.decisionId },
      now,
    ),
    sends(
      "an operator's request becomes one command to its device",
      busEvent(commandRequestedEvent.source, commandRequestedEvent.detailType, request),
      { commandId: request.commandId, deviceId, expiresAt },
      now,
    ),
    {
      ...commandsOfDevices('decisions on many devices become a command to each of its own', devices('abcdefghij'), now),
      soak: true,
    },
    commandsOfDevices('so do those on others that come next', devices('jklm'), now + 1),
    {
      name: 'a decision whose time is over is not sent',
      event: queueEvent(
        [
          {
            messageId: 'old',
            body: busEvent(decisionEvent.source, decisionEvent.detailType, decisionOf(deviceId, now - 3_600_000)),
          },
        ],
        now,
      ),
      answers: { save: 'saved', publish: null },
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, { save: 2 }),
          () =>
            same('what becomes of it', (writesOf(answer, 'save')[1]?.[0] as { status?: unknown })?.status, 'EXPIRED'),
        ),
    },
    {
      name: 'what can never be a command is not tried again, and stops no other',
      event: queueEvent(
        bodies.map((text, index) => ({ messageId: `bad-${index}`, body: text })),
        now,
      ),
      answers: { save: 'saved', publish: null },
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, {}),
          () => failedItems(answer, []),
        ),
    },
    isThere('a command that is there already is not sent again', body, { ...there, status: 'SENT' }),
    isThere('a command that came to its end is not sent again', body, { ...there, status: 'SUCCEEDED' }),
    isThere('an id that another command has sends nothing', body, { ...there, status: 'CREATED', name: 'another' }),
    {
      name: 'a command that somebody else made, and that is gone, comes again',
      event: queueEvent([{ messageId: 'again', body }], now),
      // There is none in the table: what is asked of it then comes again.
      answers: { save: 'conflict', publish: null },
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, { save: 1 }),
          () => failedItems(answer, ['again']),
        ),
    },
    {
      name: 'a command that cannot be published comes again',
      event: queueEvent([{ messageId: 'unsent', body }], now),
      answers: { save: 'saved' },
      verify: (answer) =>
        answer.probe === 'answered' ? failedItems(answer, ['unsent']) : [`the function failed: ${answer.error}`],
    },
  ];
};
