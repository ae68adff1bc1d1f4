import type { Effect } from '../../machine.ts';
import type { ActionProblem, ResolvedAction } from '../run/resolved-action.ts';
import { serviceAction } from './service-action.ts';

/** What a machine wants done, and what failed on the way. */
export interface Deeds {
  readonly effects: Effect[];
  readonly failures: unknown[];
}

/** Adds the actions of an evaluation that are for the service to carry out; `tell` says why each is. */
export const addActions = (
  { effects, failures }: Deeds,
  evaluation: { readonly actions: readonly ResolvedAction[]; readonly problems: readonly ActionProblem[] },
  tell: (action: ResolvedAction) => Pick<Effect, 'reason' | 'status'>,
): void => {
  for (const { level, type, event, message } of evaluation.problems) {
    failures.push(new Error(`${level.toLowerCase()}: ${type} '${event}': ${message}`));
  }
  for (const resolved of evaluation.actions) {
    try {
      const action = serviceAction(resolved);
      if (action !== undefined) effects.push({ ...tell(resolved), action });
    } catch (error) {
      failures.push(error);
    }
  }
};
