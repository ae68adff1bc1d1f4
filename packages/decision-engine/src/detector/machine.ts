import type { Json } from '../json.ts';
import type { Machine, MachineOutcome, MachineState } from '../machine.ts';
import type { DetectorMember } from '../rule-set.ts';
import type { DetectorModel } from './definition.ts';
import { addActions, type Deeds } from './machine/deeds.ts';
import { compileReadingMessages } from './machine/reading-messages.ts';
import { compileDetector, type Detector } from './run/compile-detector.ts';
import { type DetectorInstance, restoreDetector } from './run/detector-state.ts';
import type { Evaluation, MessageEvent, TimerEvent } from './run/evaluation.ts';
import { runningTimers, type TimerState } from './run/timers.ts';

type Timers = Readonly<Record<string, number>>;

/**
 * The core's timers decide: one that it no longer has, because its firing failed, has expired all the same.
 * @param firing the timer that the core has taken out to fire it now
 */
const inStep = (detector: DetectorInstance, timers: Timers, firing: string | undefined): DetectorInstance => {
  const isLost = ([name, { phase }]: [string, TimerState]): boolean =>
    phase === 'RUNNING' && name !== firing && !Object.hasOwn(timers, name);
  const entries = Object.entries(detector.timers);
  if (!entries.some(isLost)) return detector;
  const expired = entries.map((entry) => (isLost(entry) ? [entry[0], { ...entry[1], phase: 'EXPIRED' }] : entry));
  return { ...detector, timers: Object.fromEntries(expired) };
};

const stateOf = (detector: DetectorInstance): MachineState => {
  const running = runningTimers(Object.entries(detector.timers));
  const timers = Object.keys(running).length === 0 ? {} : { timers: running };
  return { kind: 'detector', ...timers, detector: detector as unknown as Json };
};

const reasonOf = (event: string, { from, state }: Evaluation): string =>
  from === state?.stateName ? `${event} in ${from}` : `${event}, ${from} to ${state?.stateName}`;

const evaluateAll = (
  detector: Detector,
  before: MachineState | undefined,
  events: readonly (MessageEvent | TimerEvent)[],
  now: number,
): MachineOutcome => {
  const firing = events[0]?.type === 'timer' ? events[0].timer : undefined;
  const stored = before?.['detector'];
  const kept = stored === undefined ? undefined : restoreDetector(stored);
  const deeds: Deeds = { effects: [], failures: [] };
  let instance = kept && inStep(kept, before?.timers ?? {}, firing);
  for (const event of events) {
    const evaluation = detector.evaluate(instance, event, now);
    instance = evaluation.state;
    addActions(deeds, evaluation, ({ event: name }) => ({ reason: reasonOf(name, evaluation) }));
  }
  const { effects, failures } = deeds;
  const state = instance === kept ? before : instance && stateOf(instance);
  return { state, effects, ...(failures.length > 0 && { failures }) };
};

/**
 * A detector model as a machine of the core: one detector a device, fed by readings.
 * @throws {TemplateError, ExpressionError} for a member that was not checked
 */
export const detectorMachine = (member: DetectorMember): Machine => {
  const { name, deviceTypes, inputs, maxAgeMs } = member;
  const model = member.definition as unknown as DetectorModel;
  const detector = compileDetector({ ...model, name: model.name ?? name }, { remembersMessageIds: false });
  const messages = compileReadingMessages(inputs);
  return {
    ...{ name, kind: 'detector', deviceTypes, watching: messages.watching },
    ...(maxAgeMs !== undefined && { maxAgeMs }),
    on: (trigger, state, { now }) => {
      if (trigger.type === 'operation') return { state, effects: [], ignored: true };
      if (trigger.type === 'timer') return evaluateAll(detector, state, [trigger], now);
      const { record, reading } = trigger;
      const events = messages.of(record, reading).map((message) => ({ type: 'message', ...message }) as const);
      return evaluateAll(detector, state, events, now);
    },
  };
};
