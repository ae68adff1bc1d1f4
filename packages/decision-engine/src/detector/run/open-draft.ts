import { decodeValue, type EncodedValue, encodeValue, type Value } from '../../expression/iot-events/index.ts';
import type { CompiledModel } from './compiled-model.ts';
import type { DetectorInstance } from './detector-state.ts';
import type { Cause, DetectorIdentity, Draft } from './draft.ts';
import { scopeOf } from './draft-scope.ts';
import type { MessageIds } from './message-ids.ts';
import { isSameJson } from './same-json.ts';

const decodeAll = (values: Readonly<Record<string, EncodedValue>>): Map<string, Value> =>
  new Map(Object.entries(values).map(([name, value]) => [name, decodeValue(value)]));

const encodeAll = (values: ReadonlyMap<string, Value>): Record<string, EncodedValue> =>
  Object.fromEntries([...values].map(([name, value]) => [name, encodeValue(value)]));

/** A detector as it is kept, or a new one in its initial state, ready to be evaluated. */
export const openDraft = (
  { initialStateName }: CompiledModel,
  state: DetectorInstance | undefined,
  about: { readonly identity: DetectorIdentity; readonly cause: Cause; readonly now: number },
): Draft => {
  const draft = {
    ...about,
    stateName: state?.stateName ?? initialStateName,
    variables: decodeAll(state?.variables ?? {}),
    timers: new Map(Object.entries(state?.timers ?? {})),
    inputs: decodeAll(state?.inputs ?? {}),
    actions: [],
    problems: [],
  };
  return { ...draft, scope: scopeOf(draft) };
};

/** The detector as it is to be kept; the very object it was made of if nothing changed. */
export const closeDraft = (
  draft: Draft,
  before: DetectorInstance | undefined,
  messageIds: MessageIds | undefined,
): DetectorInstance => {
  const { keyValue } = draft.identity;
  const state: DetectorInstance = {
    schemaVersion: 1,
    ...(keyValue !== undefined && { keyValue }),
    stateName: draft.stateName,
    variables: encodeAll(draft.variables),
    timers: Object.fromEntries(draft.timers),
    inputs: encodeAll(draft.inputs),
    ...(messageIds !== undefined && { messageIds }),
  };
  return before !== undefined && isSameJson(before, state) ? before : state;
};
