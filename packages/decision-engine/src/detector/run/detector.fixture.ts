import { parseInputPayload } from '../../expression/iot-events/index.ts';
import { readDetectorModel } from '../definition-read.ts';
import { compileDetector, type Detector, type DetectorOptions } from './compile-detector.ts';
import type { DetectorInstance } from './detector-state.ts';
import type { Evaluation } from './evaluation.ts';
import { runningTimers } from './timers.ts';
import { valueJson } from './value-json.ts';

/** A detector of the definition in the API's form, as AWS's documents write it. */
export const detectorOf = (definition: object, configuration: object = {}, options?: DetectorOptions): Detector => {
  const document = { detectorModelDefinition: definition, ...configuration };
  const { model, problems } = readDetectorModel(document);
  if (model === undefined) throw new Error(JSON.stringify(problems));
  return compileDetector(model, options);
};

/** A detector that lives: messages and time come to it, and its state goes through JSON after each. */
export const startDetector = (detector: Detector) => {
  let state: DetectorInstance | undefined;
  let now = 0;
  let count = 0;
  const evaluations: Evaluation[] = [];
  const take = (evaluation: Evaluation): Evaluation => {
    state = evaluation.state && JSON.parse(JSON.stringify(evaluation.state));
    evaluations.push(evaluation);
    return evaluation;
  };
  /** Timers that are due by then fire, in the order of their due times. */
  const passTo = (time: number): void => {
    for (;;) {
      const due = Object.entries(runningTimers(Object.entries(state?.timers ?? {})));
      const [next] = due.filter(([, dueAt]) => dueAt <= time).sort(([, a], [, b]) => a - b);
      if (next === undefined) break;
      const [timer, dueAt] = next;
      take(detector.evaluate(state, { type: 'timer', timer, dueAt }, dueAt));
    }
    now = time;
  };
  return {
    passTo,
    /** @param seconds on the detector's clock */
    send: (seconds: number, input: string, payload: object | string, messageId?: string): Evaluation => {
      passTo(seconds * 1000);
      const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
      count += 1;
      const id = messageId === undefined ? {} : { messageId };
      const message = { type: 'message', input, payload: parseInputPayload(text), id: `m${count}`, ...id } as const;
      return take(detector.evaluate(state, message, now));
    },
    evaluations,
    get state() {
      return state;
    },
  };
};

/** What was done, in short: `onInput/event setVariable {"variableName":"a","value":1}`. */
export const shown = ({ actions }: Pick<Evaluation, 'actions'>): string[] =>
  actions.map(({ lifecycle, event, type, parameters }) => {
    const json = JSON.stringify(parameters, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
    return `${lifecycle}/${event} ${type} ${json}`;
  });

export const variablesOf = (state: DetectorInstance | undefined): string =>
  Object.entries(state?.variables ?? {})
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value.slice(2) : valueJson(value as number)}`)
    .join(' ');
