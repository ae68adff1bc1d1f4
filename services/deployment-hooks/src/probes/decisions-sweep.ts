import { streamRecord } from '@signalbox/contracts';
import type { ProbeAnswer } from '@signalbox/lambda-kit';
import { all, writesOf } from './expectations.ts';
import type { ProbesOf } from './probe.ts';

/** More than a device's outbox or a group of ticks ever holds. */
const mostTaken = 1000;

const taken = Array.from({ length: mostTaken }, () => ({ ok: true, id: 'probe' }));

const ticksOf = (answer: ProbeAnswer): unknown[] =>
  writesOf(answer, 'put').flatMap(([ticks]) => (Array.isArray(ticks) ? ticks : ['no list of ticks']));

/** What is due when the probe asks is what it finds in the table: so what holds of every tick is looked at. */
const wellFormed = (answer: ProbeAnswer): string[] =>
  ticksOf(answer).flatMap((tick) => {
    const checked = streamRecord.check(tick);
    if (!checked.ok || checked.value.type !== 'tick') return [`it puts ${JSON.stringify(tick)} on the stream`];
    return checked.value.dueAt <= checked.value.receivedAt
      ? []
      : [`the tick of ${checked.value.deviceId} is too early`];
  });

/** A sweep of what is due right now, with nothing written: it puts ticks, and only such as are due. */
export const decisionsSweepProbes: ProbesOf = () => [
  {
    name: 'a sweep puts ticks that are due',
    event: {},
    answers: { save: 'saved', emit: taken, put: taken },
    verify: (answer) => all(answer, () => wellFormed(answer)),
  },
];
