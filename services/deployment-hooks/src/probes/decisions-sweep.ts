import { type Decision, decisionSource, detailTypeOf, streamRecord } from '@signalbox/contracts';
import type { DeviceState } from '@signalbox/decision-engine';
import type { ProbeAnswer } from '@signalbox/lambda-kit';
import { decisionOf } from './command-decision.ts';
import { eventsOf } from './decide.ts';
import { all, asked, looksFor, same, writesOf } from './expectations.ts';
import type { Probe, ProbeContext, ProbesOf } from './probe.ts';
import { readsNothing } from './reads-nothing.ts';
import { probeFleet } from './stream-event.ts';

/** More than a device's outbox or a group of ticks ever holds. */
const mostTaken = 1000;

const taken = Array.from({ length: mostTaken }, () => ({ ok: true, id: 'probe' }));

const refused = Array.from({ length: mostTaken }, () => ({ ok: false, code: 'probe' }));

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

const minute = 60_000;

/** A device as the sweeper finds it. */
interface Found {
  /** When its timer is due, epoch ms. */
  readonly timerAt?: number;
  readonly outbox: readonly Decision[];
}

/** An item as services/decisions reads it from its table. */
const itemOf = (deviceId: string, now: number, { outbox, timerAt }: Found) => {
  const machines: DeviceState['machines'] =
    timerAt === undefined ? {} : { hot: { kind: 'rule', status: 'PENDING', timers: { for: timerAt } } };
  const state: DeviceState = { schemaVersion: 2, now: now - 10 * minute, machines };
  return {
    ...{ deviceId, fleet: probeFleet, ruleSet: 'default', ruleSetHash: 'probe', version: 7 },
    ...{ updatedAt: now - 10 * minute, state, outbox },
  };
};

const entriesOf = (outbox: readonly Decision[], bus: string | undefined): unknown[] =>
  outbox.map((decision) => ({
    ...(bus !== undefined && { EventBusName: bus }),
    ...{ Source: decisionSource, DetailType: detailTypeOf(decision), Detail: decision },
  }));

const saidBy = (answer: ProbeAnswer, bus: string | undefined): unknown[] =>
  eventsOf(answer).map(({ Detail = 'null', EventBusName, ...rest }) => ({
    ...rest,
    ...(bus !== undefined && { EventBusName }),
    Detail: JSON.parse(Detail),
  }));

/** A state may be written in another form than it was found in: whether it is still the same is asked of who decides on it. */
const savedBy = (answer: ProbeAnswer): unknown[] =>
  writesOf(answer, 'save').map(([item]) => {
    const { deviceId, fleet, ruleSet, ruleSetHash, version, state, outbox } = item as Readonly<Record<string, unknown>>;
    return { deviceId, fleet, ruleSet, ruleSetHash, version, outbox, hasState: state !== undefined };
  });

/** Decisions that wait are said as they are and then cleared, if the bus takes them; a timer that is due has its tick. */
const sweeps = (context: ProbeContext, name: string, found: Found, isTaken = true): Probe => {
  const { environment, now, run } = context;
  const bus = environment['EVENT_BUS'];
  const deviceId = `pump-probe-${run}`;
  const { outbox, timerAt } = found;
  const { state: _, updatedAt: __, ...item } = itemOf(deviceId, now, found);
  const isDue = timerAt !== undefined && timerAt <= now;
  const saved =
    outbox.length > 0 && isTaken ? [{ ...item, outbox: [], version: item.version + 1, hasState: true }] : [];
  const ticks = isDue ? [{ type: 'tick', fleet: probeFleet, deviceId, dueAt: timerAt }] : [];
  const put = (answer: ProbeAnswer) =>
    ticksOf(answer).map((tick) => {
      const { receivedAt: ___, ...rest } = tick as { readonly receivedAt: unknown };
      return rest;
    });
  return {
    name,
    event: {},
    answers: { save: 'saved', putEvents: isTaken ? taken : refused, put: taken },
    finds: { dueBy: [deviceId], load: itemOf(deviceId, now, found) },
    verify: (answer) =>
      context.isRollback && readsNothing(answer)
        ? []
        : all(
            answer,
            () => asked(answer, { save: saved.length, putEvents: outbox.length > 0 ? 1 : 0, put: ticks.length }),
            () => looksFor(answer, 'load', [deviceId]),
            () => wellFormed(answer),
            () => same('what it says', saidBy(answer, bus), entriesOf(outbox, bus)),
            () => same('what it saves', savedBy(answer), saved),
            () => same('what it puts on the stream', put(answer), ticks),
          ),
  };
};

/**
 * A sweep of what is due right now, with nothing written: it puts ticks, and only such as are due. And of what the probe lets it find:
 * exactly what waits is said and cleared, and exactly what is due has its tick.
 */
export const decisionsSweepProbes: ProbesOf = (context) => {
  const { now, run } = context;
  const outbox = [20, 10].map((ago) => decisionOf(`pump-probe-${run}`, now - ago * minute));
  return [
    {
      name: 'a sweep puts ticks that are due',
      event: {},
      // `emit`: of versions from before events themselves were told.
      answers: { save: 'saved', emit: taken, putEvents: taken, put: taken },
      verify: (answer) => all(answer, () => wellFormed(answer)),
    },
    sweeps(context, 'decisions that wait are sent, and cleared', { outbox }),
    {
      ...sweeps(context, 'decisions that wait are sent, and a timer that is due has its tick', {
        outbox,
        timerAt: now - minute,
      }),
      soak: true,
    },
    sweeps(context, 'decisions that the bus does not take stay', { outbox, timerAt: now - minute }, false),
    sweeps(context, 'a timer that is due has its tick', { outbox: [], timerAt: now - minute }),
    sweeps(context, 'a timer that is not due has none', { outbox: [], timerAt: now + 60 * minute }),
  ];
};
