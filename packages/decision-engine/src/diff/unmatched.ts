import type { Decision } from '@signalbox/contracts';

/** A decision to which the other side has not (yet) one of the same id. */
export interface Unmatched {
  readonly side: Side;
  readonly decision: Decision;
  readonly content: string;
}

export type Side = 'before' | 'after';

const distance = (one: Unmatched, other: Unmatched): number =>
  Math.abs(one.decision.decidedAt - other.decision.decidedAt);

/** Not the order in which they came: that depends on how the two sides take turns. */
const isBefore = (one: Unmatched, other: Unmatched, to: Unmatched): boolean => {
  const nearer = distance(one, to) - distance(other, to) || one.decision.decidedAt - other.decision.decidedAt;
  return nearer < 0 || (nearer === 0 && one.decision.decisionId < other.decision.decisionId);
};

/** The nearest of the other side within the horizon; of two that are as near the earlier one, then the one of the lower id. */
const nearest = (to: Unmatched, among: readonly Unmatched[], horizonMs: number): Unmatched | undefined => {
  let found: Unmatched | undefined;
  for (const each of among) {
    if (each.side === to.side || distance(each, to) > horizonMs) continue;
    if (found === undefined || isBefore(each, found, to)) found = each;
  }
  return found;
};

/**
 * The decision of the other side that this one is, at another time: the nearest one to which no other of this one's side is
 * nearer still. `among` are those of the same action key, this one included.
 */
export const partnerOf = (
  unmatched: Unmatched,
  among: readonly Unmatched[],
  horizonMs: number,
): Unmatched | undefined => {
  let left = among;
  for (;;) {
    const candidate = nearest(unmatched, left, horizonMs);
    if (candidate === undefined) return undefined;
    const rival = nearest(candidate, among, horizonMs);
    if (rival === undefined || distance(rival, candidate) >= distance(unmatched, candidate)) return candidate;
    left = left.filter((each) => each !== candidate);
  }
};
