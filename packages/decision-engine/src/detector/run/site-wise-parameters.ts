import type { Value } from '../../expression/iot-events/index.ts';
import type { IotSiteWiseAction } from '../definition-action.ts';
import type { Draft } from './draft.ts';
import type { Expressions } from './expressions.ts';
import { required } from './parameter.ts';
import type { Parameters } from './resolved-action.ts';

type Evaluate = (draft: Draft) => Value;

/** Evaluates the members that are there. */
const members = (values: object | undefined, expressions: Expressions): ((draft: Draft) => Parameters) => {
  const entries = Object.entries(values ?? {}).map(([name, expression]): [string, Evaluate] => [
    name,
    required(name, expressions.compile(String(expression))),
  ]);
  return (draft) => Object.fromEntries(entries.map(([name, evaluate]) => [name, evaluate(draft)]));
};

/** The time of the event, as the API writes times: texts of whole seconds and of nanoseconds. */
const eventTime = (now: number): Parameters => ({
  timeInSeconds: String(Math.floor(now / 1000)),
  offsetInNanos: String((now % 1000) * 1_000_000),
});

/**
 * Without an entry id the action's own id is taken, without a timestamp the event's.
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_IotSiteWiseAction.html
 */
export const compileSiteWise = (
  { type: _, propertyValue, ...target }: IotSiteWiseAction,
  expressions: Expressions,
): ((draft: Draft, executionId: string) => Parameters) => {
  const targetOf = members(target, expressions);
  const variantOf = members(propertyValue?.value, expressions);
  const timestampOf = propertyValue?.timestamp && members(propertyValue.timestamp, expressions);
  const qualityOf = members(
    propertyValue?.quality === undefined ? {} : { quality: propertyValue.quality },
    expressions,
  );
  return (draft, executionId) => ({
    entryId: executionId,
    ...targetOf(draft),
    propertyValue: {
      value: variantOf(draft),
      timestamp: timestampOf?.(draft) ?? eventTime(draft.now),
      ...qualityOf(draft),
    },
  });
};
