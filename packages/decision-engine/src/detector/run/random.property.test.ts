import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInputPayload } from '../../expression/iot-events/index.ts';
import { readDetectorModel } from '../definition-read.ts';
import { modelJson } from '../testing/model-arbitrary.ts';
import { compileDetector, type Detector } from './compile-detector.ts';
import { DetectorError } from './detector-error.ts';
import { type DetectorInstance, restoreDetector } from './detector-state.ts';
import type { Evaluation } from './evaluation.ts';
import { runningTimers } from './timers.ts';
import { valueJson } from './value-json.ts';

const detector: fc.Arbitrary<Detector> = modelJson.map((document) => {
  const { model, problems } = readDetectorModel(document);
  if (model === undefined) throw new Error(JSON.stringify(problems));
  return compileDetector(model);
});

const scalar = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map(String),
  fc.constantFrom('0.5', '2.0', 'true', 'false', 'null', '"on"', '"x"', '9007199254740993'),
);

const payload = fc
  .record({ now: scalar, sample: scalar, on: scalar, text: scalar, whole: fc.boolean() })
  .map(({ now, sample, on, text, whole }) =>
    whole
      ? `{"id":"one","flow":{"now":${now}},"samples":[${sample}],"on":${on},"mode":${text},"count":${now},"serial no":${text}}`
      : '{"id":"one"}',
  );

const event = fc.record({
  afterMs: fc.constantFrom(0, 1, 30_000, 60_000, 200_000),
  input: fc.constantFrom('Meter', 'Command'),
  payload,
  messageId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
  /** Times within the wait at which a tick comes. */
  ticks: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
});

type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

const reloaded = (state: DetectorInstance): DetectorInstance => restoreDetector(JSON.parse(JSON.stringify(state)));

interface Way {
  readonly ticks: boolean;
  readonly reload: boolean;
}

/** All that comes of the events, and the state at the end. */
const runThrough = (on: Detector, events: readonly Event[], { ticks, reload }: Way) => {
  let state: DetectorInstance | undefined;
  let now = 1_000_000;
  const seen: string[] = [];
  const take = ({ state: next, ...evaluation }: Evaluation): void => {
    state = next && reload ? reloaded(next) : next;
    if (evaluation.result !== 'STALE')
      seen.push(JSON.stringify(evaluation, (_, each) => (typeof each === 'bigint' ? `${each}n` : each)));
  };
  const passTo = (time: number): void => {
    for (let fired = 0; ; fired += 1) {
      const due = Object.entries(runningTimers(Object.entries(state?.timers ?? {}))).filter(
        ([, dueAt]) => dueAt <= time,
      );
      const [next] = due.sort(([x, a], [y, b]) => a - b || (x < y ? -1 : 1));
      if (next === undefined) return;
      expect(fired).toBeLessThan(100);
      take(on.evaluate(state, { type: 'timer', timer: next[0], dueAt: next[1] }, next[1]));
    }
  };
  for (const [index, { afterMs, input, payload: text, messageId, ticks: shares }] of events.entries()) {
    for (const share of ticks ? [...shares].sort() : []) passTo(now + Math.floor(afterMs * share));
    now += afterMs;
    passTo(now);
    const id = messageId === undefined ? {} : { messageId };
    const message = { type: 'message', input, payload: parseInputPayload(text), id: `m${index}`, ...id } as const;
    try {
      take(on.evaluate(state, message, now));
    } catch (error) {
      if (!(error instanceof DetectorError)) throw error;
      seen.push(error.code);
    }
  }
  return { seen, state: JSON.stringify(state) };
};

const parameters = { numRuns: 150 } as const;

describe('a random model', () => {
  const events = fc.array(event, { minLength: 1, maxLength: 12 });
  const plain = { ticks: false, reload: false };

  it('never throws, and what it gives can be written', () => {
    fc.assert(
      fc.property(detector, events, (on, happened) => {
        const { seen, state } = runThrough(on, happened, plain);
        expect(seen.length).toBeGreaterThanOrEqual(happened.length);
        expect(state === undefined || state.length < 40_000).toBe(true);
      }),
      parameters,
    );
  });

  it('gives the same whenever its state goes through JSON, and whenever time is looked at', () => {
    fc.assert(
      fc.property(detector, events, (on, happened) => {
        const expected = runThrough(on, happened, plain);
        expect(runThrough(on, happened, { ticks: false, reload: true })).toEqual(expected);
        expect(runThrough(on, happened, { ticks: true, reload: true })).toEqual(expected);
      }),
      parameters,
    );
  });

  it('never changes a state that it was given', () => {
    fc.assert(
      fc.property(detector, events, (on, happened) => {
        const frozen = (state: DetectorInstance | undefined): DetectorInstance | undefined =>
          state && deepFreeze(reloaded(state));
        let state: DetectorInstance | undefined;
        for (const [index, { input, payload: text }] of happened.entries()) {
          const message = { type: 'message', input, payload: parseInputPayload(text), id: `m${index}` } as const;
          try {
            state = frozen(on.evaluate(state, message, index * 1000).state);
          } catch (error) {
            if (!(error instanceof DetectorError)) throw error;
          }
        }
      }),
      parameters,
    );
  });
});

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) deepFreeze(each);
    Object.freeze(value);
  }
  return value;
};

it('writes any value as JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.parse(valueJson(parseInputPayload(text)))).toEqual(JSON.parse(text));
    }),
  );
});
