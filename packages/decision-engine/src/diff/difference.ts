import type { Decision } from '@signalbox/contracts';

/**
 * What differs between two streams of decisions of a device. `before` is of the rules that are compared with, `after` of
 * those that are compared.
 * - `added`, `removed`: nothing on the other side stands for it
 * - `changed`: the same decision (the same id), which asks for something else
 * - `moved`: the same rule does the same at another time; `byMs` is negative if it does so earlier now. `changed`: what it
 *   asks for differs too (a parameter or a message that was computed from another reading)
 */
export type Difference =
  | { readonly kind: 'added'; readonly after: Decision }
  | { readonly kind: 'removed'; readonly before: Decision }
  | { readonly kind: 'changed'; readonly before: Decision; readonly after: Decision }
  | {
      readonly kind: 'moved';
      readonly before: Decision;
      readonly after: Decision;
      readonly byMs: number;
      readonly changed: boolean;
    };

export type DifferenceKind = Difference['kind'];

/** The decision that a difference is told by: the new one, or the one that is gone. */
export const subjectOf = (difference: Difference): Decision =>
  difference.kind === 'removed' ? difference.before : difference.after;
