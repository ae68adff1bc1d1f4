import type { CompiledModel } from './compiled-model.ts';
import { DetectorError } from './detector-error.ts';
import type { DetectorInstance } from './detector-state.ts';
import { enterInitialState, evaluateState } from './evaluate-state.ts';
import { type Evaluation, evaluated, type MessageEvent, unchanged } from './evaluation.ts';
import { checkMessageId, isRemembered, type MessageIds, remember } from './message-ids.ts';
import { nameUuid } from './name-uuid.ts';
import { closeDraft, openDraft } from './open-draft.ts';
import { takeInput } from './take-input.ts';

const idsAfter = (known: MessageIds | undefined, messageId: string | undefined, now: number): MessageIds | undefined =>
  messageId === undefined ? known : remember(known ?? [], messageId, now);

/**
 * A message comes to its detector, or makes it: then the initial state is entered before the same message is evaluated.
 * @throws {DetectorError}
 */
export const takeMessage = (
  model: CompiledModel,
  before: DetectorInstance | undefined,
  event: MessageEvent,
  { now, remembersMessageIds }: { readonly now: number; readonly remembersMessageIds: boolean },
): Evaluation => {
  const { input, id, messageId, payload } = event;
  const keyValue = model.keyOf(payload);
  if (before !== undefined && before.keyValue !== keyValue) {
    throw new DetectorError('WRONG_DETECTOR', `the message is not for the detector '${before.keyValue}'`);
  }
  if (messageId !== undefined) checkMessageId(messageId);
  const known = before?.messageIds;
  if (messageId !== undefined && isRemembered(known ?? [], messageId, now)) return unchanged(before, 'DUPLICATE');
  const ids = remembersMessageIds ? idsAfter(known, messageId, now) : known;
  const cause = { type: 'message', input, id, messageId: messageId ?? nameUuid(id) } as const;
  const draft = openDraft(model, before, { cause, now, identity: model.identityOf(keyValue) });
  takeInput(model.paths, draft.inputs, event);
  const from = draft.stateName;
  if (before === undefined) enterInitialState(draft, model);
  evaluateState(draft, model);
  return evaluated(draft, from, closeDraft(model, draft, before, ids));
};
