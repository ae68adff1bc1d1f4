import type { CompiledModel } from './compiled-model.ts';
import type { DetectorInstance } from './detector-state.ts';
import { evaluateState } from './evaluate-state.ts';
import { type Evaluation, evaluated, type TimerEvent, unchanged } from './evaluation.ts';
import { closeDraft, openDraft } from './open-draft.ts';

/** A timer expires: `timeout` of it is true once, and the state's onInput is evaluated with what inputs brought last. */
export const fireTimer = (
  model: CompiledModel,
  before: DetectorInstance,
  { timer, dueAt }: TimerEvent,
  now: number,
): Evaluation => {
  const running = Object.hasOwn(before.timers, timer) ? before.timers[timer] : undefined;
  if (running?.phase !== 'RUNNING' || running.dueAt !== dueAt) return unchanged(before, 'STALE');
  const cause = { type: 'timer', timer, id: `${timer}@${dueAt}` } as const;
  const draft = openDraft(model, before, { cause, now, identity: model.identityOf(before.keyValue) });
  draft.timers.set(timer, { ...running, phase: 'EXPIRED' });
  evaluateState(draft, model);
  return evaluated(draft, before.stateName, closeDraft(model, draft, before, before.messageIds));
};
