import { commandResponseTopic, decisionEvent } from '@signalbox/contracts';
import { answerEvent } from '../probes/acknowledge-command.ts';
import { commandIdOf, decisionOf } from '../probes/command-decision.ts';
import { busEvent, queueEvent } from '../probes/queue-event.ts';
import { probeFleet } from '../probes/stream-event.ts';
import type { HandoverContext, HandoversOf, Item, Other, Turn } from './handover.ts';

const saved = { save: 'saved', putItem: 'saved', publish: null };

const clocks = ['at', 'createdAt', 'updatedAt', 'issuedAt', 'messageExpiry', 'dueAt'];

const createOf = (stage: string): Other => ({
  functionName: `signalbox-commands-${stage}-create`,
  kind: 'create-command',
});
const acknowledgeOf = (stage: string): Other => ({
  functionName: `signalbox-commands-${stage}-acknowledge`,
  kind: 'acknowledge-command',
});
const sweepOf = (stage: string): Other => ({
  functionName: `signalbox-commands-${stage}-sweep`,
  kind: 'commands-sweep',
});

/** A command, and what befalls it. `agoMs`: when it was decided; it may begin within five minutes. */
const lifeOf = ({ now, run }: HandoverContext, agoMs = 0) => {
  const decision = decisionOf(`pump-probe-${run}-state`, now - agoMs);
  const commandId = commandIdOf(decision);
  const topic = commandResponseTopic.build({ fleet: probeFleet, deviceId: decision.deviceId, commandId });
  const created = queueEvent(
    [{ messageId: 'good', body: busEvent(decisionEvent.source, decisionEvent.detailType, decision) }],
    now,
  );
  return {
    isCreated: { event: created, answers: saved } satisfies Turn,
    isCreatedAgain: (item: Item): Turn => ({
      event: created,
      answers: { ...saved, save: 'conflict', putItem: 'conflict', getItem: item },
    }),
    isAnswered: (status: string, item: Item): Turn => ({
      event: answerEvent(topic, [{ status }], now),
      answers: { ...saved, getItem: item },
    }),
    isSwept: (item: Item): Turn => ({ event: {}, answers: { ...saved, dueBy: [commandId], getItem: item } }),
  };
};

/** A command that was made is asked for again, is answered, or was not sent in time. */
export const createHandovers: HandoversOf = (context) => {
  const [life, old] = [lifeOf(context), lifeOf(context, 3_600_000)];
  const { stage } = context;
  return [
    {
      name: 'a command that was made',
      turn: () => life.isCreated,
      next: [
        { from: 'first', turn: life.isCreatedAgain },
        { by: acknowledgeOf(stage), from: 'last', turn: (item) => life.isAnswered('SUCCEEDED', item) },
      ],
      clocks,
    },
    {
      name: 'a command that was not sent in time',
      turn: () => old.isCreated,
      next: [{ by: sweepOf(stage), from: 'first', turn: old.isSwept }],
      clocks,
    },
  ];
};

/** A command in progress is done; it is asked for again; and the sweeper comes by. */
export const acknowledgeHandovers: HandoversOf = (context) => {
  const life = lifeOf(context);
  const { stage } = context;
  return [
    {
      name: 'a command in progress',
      seed: { by: createOf(stage), turn: life.isCreated, from: 'last' },
      turn: (seed) => life.isAnswered('IN_PROGRESS', seed),
      next: [
        { from: 'last', turn: (item) => life.isAnswered('SUCCEEDED', item) },
        { by: createOf(stage), from: 'last', turn: life.isCreatedAgain },
        { by: sweepOf(stage), from: 'last', turn: life.isSwept },
      ],
      clocks,
    },
  ];
};

/** A command that the sweeper ended is looked at by the others. */
export const commandsSweepHandovers: HandoversOf = (context) => {
  const life = lifeOf(context, 3_600_000);
  const { stage } = context;
  return [
    {
      name: 'a command that the sweeper ended',
      seed: { by: createOf(stage), turn: life.isCreated, from: 'first' },
      turn: life.isSwept,
      next: [
        { from: 'last', turn: life.isSwept },
        { by: createOf(stage), from: 'last', turn: life.isCreatedAgain },
        { by: acknowledgeOf(stage), from: 'last', turn: (item) => life.isAnswered('SUCCEEDED', item) },
      ],
      clocks,
    },
  ];
};
