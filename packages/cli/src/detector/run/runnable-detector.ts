import {
  compileDetector,
  DetectorError,
  type DetectorInstance,
  type DetectorModel,
  decodeValue,
  type Evaluation,
  runningTimers,
} from '@signalbox/decision-engine/detector';
import type { Runnable, Taken } from './runnable.ts';

const dropped = { DUPLICATE: 'its message id came before', STALE: 'the timer does not run', EVALUATED: undefined };

const takenOf = ({ state, result, from, actions, problems }: Evaluation): Taken<DetectorInstance> => {
  const reason = dropped[result];
  return {
    ...{ state, actions, problems },
    ...(reason !== undefined && { dropped: reason }),
    from: from ?? '',
    to: state?.stateName ?? '',
    variables: Object.fromEntries(
      Object.entries(state?.variables ?? {}).map(([name, value]) => [name, decodeValue(value)]),
    ),
  };
};

/** Message ids are not left to detectors: AWS looked at them before it knew which detector a message was for. */
export const runnableDetector = (model: DetectorModel): Runnable<DetectorInstance> => {
  const detector = compileDetector(model, { remembersMessageIds: false });
  return {
    hasKey: model.key !== undefined,
    inputs: detector.inputs,
    keyOf: detector.keyOf,
    take: (state, event, now) => {
      if (event.type !== 'operation') return takenOf(detector.evaluate(state, event, now));
      throw new DetectorError('WRONG_DETECTOR', 'a detector takes no operation of an alarm');
    },
    timersOf: ({ timers }) => runningTimers(Object.entries(timers)),
  };
};
