import type { Decision } from '@signalbox/contracts';
import { createDecisionDiff, type DecisionDiff, type Difference, subjectOf } from '@signalbox/decision-engine/diff';
import type { ExpectedChange, Totals } from '@signalbox/releases';
import type { EvidenceLine } from './candidate-evidence.ts';

/** What is compared. */
export interface ComparedSets {
  /** Hashes. */
  readonly stable: string;
  readonly candidate: string;
  readonly expected: readonly ExpectedChange[];
  /** Epoch ms. */
  readonly now: number;
}

/** What the evidence of a release comes to. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** Decisions without a counterpart that may still come, for their rule is declared to move. */
  readonly open: number;
  readonly totals: Totals;
  /** How often a side could not be evaluated; a rule that fails under both sets is none of the candidate's. */
  readonly failures: readonly Failure[];
  /** Devices of which a state did not fit. */
  readonly tooLarge: ReadonlySet<string>;
  /** Devices that either side decided on, and their fleets. */
  readonly fleets: ReadonlyMap<string, string>;
}

export interface Failure {
  /** Absent: the whole side. */
  readonly rule?: string;
  readonly times: number;
  /** The first. */
  readonly deviceId: string;
  readonly message: string;
}

const hourMs = 3_600_000;

/** How far decide may be behind before an alarm says so: what is decided now may be that old. */
const lagMs = 60_000;

/** What the change of sets itself brought about follows from differences that were told before. */
const isHandOver = ({ cause }: Decision): boolean => cause.type === 'timer' && cause.timer === 'release';

/** By rule: how far apart the two decisions may lie that are declared to be one, ms. */
const declaredMoves = ({ candidate, expected }: ComparedSets): ReadonlyMap<string, number> => {
  const moves = new Map<string, number>();
  for (const { atMost, change, rule, ruleSet = '' } of expected) {
    if (change !== 'moved' || !candidate.startsWith(ruleSet)) continue;
    moves.set(rule, Math.max(moves.get(rule) ?? 0, atMost.byMs ?? hourMs));
  }
  return moves;
};

type FailureLine = Extract<EvidenceLine, { side: 'failure' }>;

const failuresOf = (lines: readonly FailureLine[], { candidate, stable }: ComparedSets): Failure[] => {
  const known = new Set(lines.flatMap(({ hash, rule }) => (hash === stable && rule !== undefined ? [rule] : [])));
  const counted = lines.filter(({ hash, rule }) =>
    rule === undefined ? true : hash === candidate && !known.has(rule),
  );
  const byRule = Map.groupBy(counted, ({ rule }) => rule);
  return [...byRule].flatMap(([rule, all]) => {
    const [first] = all;
    if (!first) return [];
    const { deviceId, message } = first;
    return [{ ...(rule !== undefined && { rule }), times: all.length, deviceId, message }];
  });
};

/**
 * Compares what the stable set and the candidate decided, device by device, while the lines of the evidence come: those of a device in the order
 * of the stream.
 */
export const compareEvidence = (sets: ComparedSets) => {
  const moves = declaredMoves(sets);
  const horizonMs = Math.max(hourMs, ...moves.values());
  const diffs = new Map<string, DecisionDiff>();
  const fleets = new Map<string, string>();
  const decisionsBefore: Record<string, number> = {};
  const differences: Difference[] = [];
  const failureLines: FailureLine[] = [];
  const tooLarge = new Set<string>();

  const addDecision = (hash: string, decision: Decision): void => {
    const { deviceId, fleet, rule } = decision;
    fleets.set(deviceId, fleet);
    if (isHandOver(decision) || (hash !== sets.stable && hash !== sets.candidate)) return;
    const diff = diffs.get(deviceId) ?? createDecisionDiff({ horizonMs });
    diffs.set(deviceId, diff);
    if (hash === sets.candidate) {
      differences.push(...diff.after(decision));
      return;
    }
    decisionsBefore[rule] = (Object.hasOwn(decisionsBefore, rule) ? (decisionsBefore[rule] ?? 0) : 0) + 1;
    differences.push(...diff.before(decision));
  };

  /** What is left over may still find its counterpart. */
  const isOpen = (difference: Difference): boolean => {
    if (difference.kind !== 'added' && difference.kind !== 'removed') return false;
    const { decidedAt, rule } = subjectOf(difference);
    const byMs = moves.get(rule);
    return byMs !== undefined && decidedAt + byMs + lagMs > sets.now;
  };

  return {
    add: (lines: readonly EvidenceLine[]): void => {
      for (const line of lines) {
        if (line.side !== 'failure') addDecision(line.hash, line.decision);
        else if (line.tooLarge) tooLarge.add(line.deviceId);
        else failureLines.push(line);
      }
    },
    /** Once, when there are no more lines. */
    end: (): Comparison => {
      const last = [...diffs.values()].flatMap((diff) => diff.end());
      const settled = last.filter((difference) => !isOpen(difference));
      const identical = [...diffs.values()].reduce((sum, diff) => sum + diff.identical, 0);
      return {
        differences: [...differences, ...settled],
        open: last.length - settled.length,
        totals: { identical, decisionsBefore },
        failures: failuresOf(failureLines, sets),
        tooLarge,
        fleets,
      };
    },
  };
};
