import type { CompiledModel } from './compiled-model.ts';
import type { DetectorInstance } from './detector-state.ts';
import type { Cause, DetectorIdentity, Draft } from './draft.ts';
import { scopeOf } from './draft-scope.ts';
import { standardPayload } from './envelope.ts';
import type { MessageIds } from './message-ids.ts';
import { isSameJson } from './same-json.ts';
import { decodeAll, encodeAll } from './value-maps.ts';

/** A detector as it is kept, or a new one in its initial state, ready to be evaluated. */
export const openDraft = (
  { initialStateName }: CompiledModel,
  state: DetectorInstance | undefined,
  about: { readonly identity: DetectorIdentity; readonly cause: Cause; readonly now: number },
): Draft => {
  const parts = {
    ...about,
    variables: decodeAll(state?.variables),
    timers: new Map(Object.entries(state?.timers ?? {})),
    inputs: decodeAll(state?.inputs),
  };
  const draft: Draft = {
    ...parts,
    stateName: state?.stateName ?? initialStateName,
    scope: scopeOf(parts),
    standardPayload: (eventName, executionId) => standardPayload(draft, eventName, executionId),
    ...{ actions: [], problems: [] },
  };
  return draft;
};

/** The detector as it is to be kept; the very object it was made of if nothing changed. */
export const closeDraft = (
  { keepsInputs }: CompiledModel,
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
    inputs: keepsInputs ? encodeAll(draft.inputs) : {},
    ...(messageIds !== undefined && { messageIds }),
  };
  return before !== undefined && isSameJson(before, state) ? before : state;
};
