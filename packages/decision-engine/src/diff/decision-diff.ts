import type { Decision } from '@signalbox/contracts';
import { actionKey, contentOf } from './content.ts';
import type { Difference } from './difference.ts';
import { partnerOf, type Side, type Unmatched } from './unmatched.ts';

export interface DiffOptions {
  /** How far apart in time two decisions that do the same may lie and still be one that moved, ms. Default: an hour. */
  readonly horizonMs?: number;
  /** How many decisions without a counterpart may wait for one. The oldest is then given up early. Default: 1000. */
  readonly maxWaiting?: number;
  /** Whether another explanation for people is a difference. Default: it is not. */
  readonly reasons?: boolean;
}

/**
 * Compares the decisions of one device under two rule sets while they come. Each side's decisions are given in their order;
 * the sides may take turns in any way. What comes out depends on that order and on nothing else.
 *
 * Decisions of the same id are the same decision. What is left over waits until nothing that is still to come can be it at
 * another time, and at most `maxWaiting` do, so that memory is bounded whatever the streams do.
 */
export interface DecisionDiff {
  /** A decision of the rules that are compared with. */
  before(decision: Decision): readonly Difference[];
  /** A decision of the rules that are compared. */
  after(decision: Decision): readonly Difference[];
  /** Time went on: what both sides decide from now on is decided at `now` (epoch ms) or later. */
  advance(now: number): readonly Difference[];
  /** Nothing more comes. */
  end(): readonly Difference[];
  /** How many decisions were the same on both sides so far. */
  readonly identical: number;
}

const hourMs = 3_600_000;

/** One comparison serves one device; decisions of several would be matched with each other. */
export const createDecisionDiff = (options: DiffOptions = {}): DecisionDiff => {
  const { horizonMs = hourMs, maxWaiting = 1000, reasons = false } = options;
  /** By id, in the order in which they came. */
  const waiting = new Map<string, Unmatched>();
  const byAction = new Map<string, Unmatched[]>();
  let identical = 0;
  /** Nothing that waits was decided earlier, epoch ms. */
  let earliest = Number.POSITIVE_INFINITY;

  const forget = (unmatched: Unmatched): void => {
    waiting.delete(unmatched.decision.decisionId);
    const key = actionKey(unmatched.decision);
    const left = (byAction.get(key) ?? []).filter((each) => each !== unmatched);
    if (left.length === 0) byAction.delete(key);
    else byAction.set(key, left);
  };

  const wait = (unmatched: Unmatched): void => {
    waiting.set(unmatched.decision.decisionId, unmatched);
    earliest = Math.min(earliest, unmatched.decision.decidedAt);
    const key = actionKey(unmatched.decision);
    const others = byAction.get(key);
    if (others) others.push(unmatched);
    else byAction.set(key, [unmatched]);
  };

  const resolve = (unmatched: Unmatched): Difference => {
    const partner = partnerOf(unmatched, byAction.get(actionKey(unmatched.decision)) ?? [], horizonMs);
    forget(unmatched);
    if (partner === undefined) return alone(unmatched);
    forget(partner);
    return pair(unmatched, partner);
  };

  /** In the order of time, not of arrival: only so does it not matter how early what waits is looked at. */
  const resolveWhile = (isDue: (oldest: Unmatched) => boolean): Difference[] => {
    const differences: Difference[] = [];
    for (const unmatched of [...waiting.values()].sort(inTime)) {
      // One that was the partner of another does not wait any more.
      const waits = waiting.get(unmatched.decision.decisionId) === unmatched;
      if (waits && isDue(unmatched)) differences.push(resolve(unmatched));
    }
    return differences;
  };

  const advance = (now: number): Difference[] => {
    // A rival of a partner may lie two horizons away from a decision.
    const isOver = (decidedAt: number) => decidedAt + 2 * horizonMs < now;
    if (!isOver(earliest)) return [];
    const differences = resolveWhile(({ decision }) => isOver(decision.decidedAt));
    earliest = Math.min(...[...waiting.values()].map(({ decision }) => decision.decidedAt));
    return differences;
  };

  const add = (side: Side, decision: Decision): Difference[] => {
    const unmatched = { side, decision, content: contentOf(decision, { reasons }) };
    const same = waiting.get(decision.decisionId);
    // The same decision, told again.
    if (same?.side === side) return [];
    if (same === undefined) {
      wait(unmatched);
      return resolveWhile(() => waiting.size > maxWaiting);
    }
    forget(same);
    if (decision.decidedAt !== same.decision.decidedAt || unmatched.content !== same.content) {
      return [sameId(unmatched, same)];
    }
    identical += 1;
    return [];
  };

  return {
    before: (decision) => add('before', decision),
    after: (decision) => add('after', decision),
    advance,
    end: () => resolveWhile(() => true),
    get identical() {
      return identical;
    },
  };
};

const inTime = (one: Unmatched, other: Unmatched): number =>
  one.decision.decidedAt - other.decision.decidedAt ||
  one.side.localeCompare(other.side) ||
  one.decision.decisionId.localeCompare(other.decision.decisionId);

const sides = (one: Unmatched, other: Unmatched): { readonly before: Unmatched; readonly after: Unmatched } =>
  one.side === 'before' ? { before: one, after: other } : { before: other, after: one };

const alone = ({ side, decision }: Unmatched): Difference =>
  side === 'after' ? { kind: 'added', after: decision } : { kind: 'removed', before: decision };

const pair = (one: Unmatched, other: Unmatched): Difference => {
  const { before, after } = sides(one, other);
  const byMs = after.decision.decidedAt - before.decision.decidedAt;
  const decisions = { before: before.decision, after: after.decision };
  // Two causes at one moment, as of two readings of a message: nothing that anyone can tell apart but by the id.
  return { kind: 'moved', ...decisions, byMs, changed: before.content !== after.content };
};

const sameId = (one: Unmatched, other: Unmatched): Difference => {
  const { before, after } = sides(one, other);
  if (one.decision.decidedAt !== other.decision.decidedAt) return pair(one, other);
  return { kind: 'changed', before: before.decision, after: after.decision };
};
