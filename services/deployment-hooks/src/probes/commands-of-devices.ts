import { commandRequestTopic, decisionEvent } from '@signalbox/contracts';
import { command, commandIdOf, decisionOf } from './command-decision.ts';
import { deviceTopic } from './device-topic.ts';
import { all, asked, failedItems, same, writesOf } from './expectations.ts';
import type { Probe } from './probe.ts';
import { busEvent, queueEvent } from './queue-event.ts';
import { probeFleet } from './stream-event.ts';

type Json = Readonly<Record<string, unknown>>;

const byDevice = (one: Json, other: Json): number => (String(one['deviceId']) < String(other['deviceId']) ? -1 : 1);

/** Decisions on many devices in one batch: to each goes its own command, and to nobody that of another. */
export const commandsOfDevices = (name: string, deviceIds: readonly string[], now: number): Probe => {
  const decisions = deviceIds.map((deviceId) => decisionOf(deviceId, now));
  const { name: commandName, parameters } = command;
  const expected = decisions.map((decision) => {
    const { deviceId } = decision;
    const commandId = commandIdOf(decision);
    const topic = deviceTopic(probeFleet, deviceId, commandId);
    return { deviceId, commandId, topic, decisionId: decision.decisionId, name: commandName, parameters };
  });
  const messages = decisions.map((decision, index) => ({
    messageId: `device-${index}`,
    body: busEvent(decisionEvent.source, decisionEvent.detailType, decision),
  }));
  return {
    name,
    event: queueEvent(messages, now),
    answers: { save: 'saved', publish: null },
    verify: (answer) => {
      const published = writesOf(answer, 'publish').map(([publication]) => {
        const { request, topic } = publication as { topic: string; request: Json };
        return {
          deviceId: commandRequestTopic.parse(topic)?.deviceId,
          topic,
          commandId: request['commandId'],
          decisionId: request['decisionId'],
          name: request['name'],
          parameters: request['parameters'],
        };
      });
      const saved = (status: string) =>
        writesOf(answer, 'save').flatMap(([item]) => {
          const { commandId, deviceId, status: own } = item as Json;
          return own === status ? [{ commandId, deviceId }] : [];
        });
      const kept = expected.map(({ commandId, deviceId }) => ({ commandId, deviceId })).toSorted(byDevice);
      return all(
        answer,
        () => asked(answer, { save: 2 * deviceIds.length, publish: deviceIds.length }),
        () => failedItems(answer, []),
        () => same('to whom it sends what', published.toSorted(byDevice), expected.toSorted(byDevice)),
        () => same('what it saves before', saved('CREATED').toSorted(byDevice), kept),
        () => same('what it saves as sent', saved('SENT').toSorted(byDevice), kept),
      );
    },
  };
};
