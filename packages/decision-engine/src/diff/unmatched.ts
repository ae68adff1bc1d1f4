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

/** The nearest of the other side within the horizon; of two that are as near, the one that came first. */
const nearest = (to: Unmatched, among: readonly Unmatched[], horizonMs: number): Unmatched | undefined => {
  let found: Unmatched | undefined;
  for (const each of among) {
    if (each.side === to.side || distance(each, to) > horizonMs) continue;
    if (found === undefined || distance(each, to) < distance(found, to)) found = each;
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
