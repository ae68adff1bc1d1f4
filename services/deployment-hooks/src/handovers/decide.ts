import { decidingItems } from '../probes/decide.ts';
import { placed, streamEvent } from '../probes/stream-event.ts';
import type { Continuation, Handover, HandoversOf, Item, Other, Turn } from './handover.ts';

/** More than a device's outbox or a group of ticks ever holds. */
const taken = Array.from({ length: 1000 }, () => ({ ok: true, id: 'probe' }));

const answers = { save: 'saved', putItem: 'saved', putEvents: taken, putEvidence: null };

const clocks = ['updatedAt', 'receivedAt'];

/** Records after which the next turn begins: with rules that are active, that wait, and that are cleared again. */
const splits = [2, 4, 6, 11];

const decideOf = (stage: string): Other => ({ functionName: `signalbox-decisions-${stage}-decide`, kind: 'decide' });
const sweepOf = (stage: string): Other => ({
  functionName: `signalbox-decisions-${stage}-sweep`,
  kind: 'decisions-sweep',
});

const recordsOf = (run: string, now: number) => {
  const deviceId = `pump-probe-${run}-state`;
  return { deviceId, items: placed(decidingItems(deviceId, now), now) };
};

type Records = ReturnType<typeof recordsOf>['items'];

const decides = (records: Records, item: Item | null): Turn => ({
  event: streamEvent(records),
  answers: { ...answers, load: null, getItem: item },
});

const sweeps = (deviceId: string, item: Item): Turn => ({
  event: {},
  answers: { ...answers, dueBy: [deviceId], getItem: item, put: taken },
});

/** Some records of a device, and the others after them; also while the decisions on the first are not sent yet. */
export const decideHandovers: HandoversOf = ({ now, run, stage }) => {
  const { deviceId, items } = recordsOf(run, now);
  return splits.map((split): Handover => {
    const goesOn = (from: Continuation['from']): Continuation => ({
      from,
      turn: (item) => decides(items.slice(split), item),
    });
    const sent: Continuation = { by: sweepOf(stage), from: 'first', turn: (item) => sweeps(deviceId, item) };
    return {
      name: `a device's state after ${split} records`,
      turn: () => decides(items.slice(0, split), null),
      next: [goesOn('first'), goesOn('last'), sent],
      clocks,
    };
  });
};

/** Decisions that were saved are sent by the sweeper, and the device reports again. */
export const decisionsSweepHandovers: HandoversOf = ({ now, run, stage }) => {
  const { deviceId, items } = recordsOf(run, now);
  const split = 4;
  const by = decideOf(stage);
  return [
    {
      name: "a device's state after the sweeper sent its decisions",
      seed: { by, turn: decides(items.slice(0, split), null), from: 'first' },
      turn: (seed) => sweeps(deviceId, seed),
      next: [{ by, from: 'last', turn: (item) => decides(items.slice(split), item) }],
      clocks,
    },
  ];
};
