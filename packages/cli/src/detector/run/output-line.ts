import { type ResolvedAction, type Value, valueJson } from '@signalbox/decision-engine/detector';

export interface Output {
  readonly at: number;
  readonly key: string | undefined;
  readonly trigger: 'Message' | 'Timer' | 'Operation';
  readonly from: string;
  readonly state: string;
  readonly variables: Readonly<Record<string, Value>>;
  readonly timers: Readonly<Record<string, number>>;
  readonly actions: readonly ResolvedAction[];
}

/** JSON has line ends only between its tokens. */
const onOneLine = (json: string): string => json.replaceAll(/[\r\n]+/g, ' ');

/** A payload that is JSON is written as such, with its numbers as they were spelt; any other is a string. */
const payloadJson = ({ text, json }: NonNullable<ResolvedAction['payload']>): string =>
  json ? onOneLine(text) : JSON.stringify(text);

const actionJson = ({ type, event, lifecycle, parameters, payload }: ResolvedAction): string => {
  const members = valueJson({ type, event, lifecycle, ...(parameters as Readonly<Record<string, Value>>) });
  return payload === undefined ? members : `${members.slice(0, -1)},"payload":${payloadJson(payload)}}`;
};

/** A line of the output. Integers are written as integers, decimals with their point. */
export const outputLine = ({ at, key, trigger, from, state, variables, timers, actions }: Output): string => {
  const head = JSON.stringify({ at, key: key ?? null, trigger, from, state }).slice(0, -1);
  const list = actions.map(actionJson).join(',');
  return `${head},"variables":${valueJson(variables)},"timers":${JSON.stringify(timers)},"actions":[${list}]}`;
};
