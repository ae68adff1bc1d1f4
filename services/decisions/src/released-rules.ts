import { ModelError } from '@signalbox/decision-engine';
import type { Models, SetsInForce } from '@signalbox/decision-engine/release';
import { errorMessage, TransientError } from '@signalbox/lambda-kit';
import { assignmentOf, entryAt, knownUntil, lastEntry, type RuleTimeline } from '@signalbox/releases';
import { type RuleSetPorts, ruleSetsAtHand } from './rule-sets-at-hand.ts';

/** What decides a record. */
export interface InForce {
  readonly sets: SetsInForce;
  /** Since when, epoch ms. */
  readonly effectiveAt: number;
  /** While a release is under way. */
  readonly releaseId?: string;
}

/** What decides the records of a device. */
export interface Deciding {
  readonly models: Models;
  /** @param appliedSeq what the device's states were saved by: it never goes back to an earlier entry */
  readonly inForce: (receivedAt: number, appliedSeq: number) => InForce;
}

/** What of a device and its records says which rule sets are needed. */
export interface DeviceQuestion {
  readonly deviceId: string;
  /** Epoch ms, of each record. */
  readonly receivedAt: readonly number[];
  /** What is kept of the device. */
  readonly kept?: {
    readonly releaseSeq?: number;
    readonly ruleSetHash: string;
    readonly other?: { readonly hash: string };
  };
}

/** Says by which rules records are decided. */
export interface ReleasedRules {
  /**
   * The timeline, as far as it matters to records received up to `receivedAt` (epoch ms); read only if what was read last does not reach
   * that far. Whatever reading throws, it does.
   */
  readonly timelineUntil: (receivedAt: number) => Promise<RuleTimeline> | RuleTimeline;
  /**
   * @throws {TransientError} RULES_UNAVAILABLE: a set that is to decide cannot be had or cannot be run, or the device has seen an entry
   * that the timeline does not have: nothing may be decided by other rules
   */
  readonly deciding: (timeline: RuleTimeline, question: DeviceQuestion) => Promise<Deciding> | Deciding;
}

/** The version's own rules decide as long as nothing was ever released. */
export interface ReleasedRulesPorts extends RuleSetPorts {
  readonly loadTimeline: () => Promise<RuleTimeline>;
  /** Epoch ms. */
  readonly now: () => number;
}

const unavailable = (message: string, cause?: unknown): TransientError<'RULES_UNAVAILABLE'> =>
  new TransientError('RULES_UNAVAILABLE', message, { cause });

const inForceOf = (timeline: RuleTimeline, ownHash: string, deviceId: string): Deciding['inForce'] => {
  const none: InForce = { sets: { seq: 0, live: ownHash }, effectiveAt: 0 };
  const bySeq = new Map<number, InForce>();
  return (receivedAt, appliedSeq) => {
    const entry = entryAt(timeline, receivedAt, appliedSeq);
    if (entry === undefined) return none;
    const known = bySeq.get(entry.seq);
    if (known) return known;
    const { candidate, effectiveAt, releaseId } = entry;
    const inForce = { sets: assignmentOf(entry, deviceId), effectiveAt, ...(candidate && { releaseId }) };
    bySeq.set(entry.seq, inForce);
    return inForce;
  };
};

/**
 * The rules that were released, as this process knows them. Mostly that costs nothing: the timeline is read every 25 s at most, and the set
 * that decides is that of this version.
 */
export const releasedRules = (ports: ReleasedRulesPorts): ReleasedRules => {
  const { loadTimeline, now, own } = ports;
  const sets = ruleSetsAtHand(ports);
  let known: { readonly timeline: RuleTimeline; readonly until: number } | undefined;
  let reading: Promise<RuleTimeline> | undefined;

  const read = async (): Promise<RuleTimeline> => {
    const until = knownUntil(now());
    const timeline = await loadTimeline();
    known = { timeline, until };
    sets.forgetMissing();
    return timeline;
  };
  const reread = (): Promise<RuleTimeline> => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  const choose = (timeline: RuleTimeline, { deviceId, kept, receivedAt }: DeviceQuestion) => {
    const inForce = inForceOf(timeline, own.ruleSet.hash, deviceId);
    const appliedSeq = kept?.releaseSeq ?? 0;
    const [live, beside] = [new Set<string>(), new Set<string>()];
    for (const at of receivedAt) {
      const { sets } = inForce(at, appliedSeq);
      live.add(sets.live);
      if (sets.other !== undefined) beside.add(sets.other);
    }
    // A state from before there were releases goes on as it always did: its set may never have been kept.
    if (kept?.releaseSeq !== undefined) beside.add(kept.ruleSetHash);
    if (kept?.other) beside.add(kept.other.hash);
    return { inForce, live, beside };
  };

  const models: Models = (hash) => {
    const why = sets.whyNot(hash);
    if (why instanceof ModelError) throw why;
    return sets.modelOf(hash);
  };

  const settle = ({ inForce, live }: ReturnType<typeof choose>): Deciding => {
    for (const hash of live) {
      if (sets.modelOf(hash)) continue;
      const why = sets.whyNot(hash);
      throw unavailable(`the rule set ${hash} cannot decide: ${errorMessage(why)}`, why);
    }
    return { inForce, models };
  };

  const deciding = (timeline: RuleTimeline, question: DeviceQuestion): Promise<Deciding> | Deciding => {
    const chosen = choose(timeline, question);
    const missing = [...new Set([...chosen.live, ...chosen.beside])].filter((hash) => !sets.has(hash));
    if (missing.length === 0) return settle(chosen);
    return Promise.all(missing.map(sets.ensure)).then(() => settle(chosen));
  };

  const decidingAnew = async (question: DeviceQuestion): Promise<Deciding> => {
    const timeline = await reread();
    const [seen, last] = [question.kept?.releaseSeq ?? 0, lastEntry(timeline)?.seq ?? 0];
    if (seen > last) {
      throw unavailable(
        `${question.deviceId} was decided by entry ${seen} of the rule timeline, which ends at ${last}`,
      );
    }
    return deciding(timeline, question);
  };

  return {
    timelineUntil: (receivedAt) => (known && receivedAt < known.until ? known.timeline : reread()),
    deciding: (timeline, question) => {
      // Another process read the timeline later than this one.
      const isAhead = (question.kept?.releaseSeq ?? 0) > (lastEntry(timeline)?.seq ?? 0);
      return isAhead ? decidingAnew(question) : deciding(timeline, question);
    },
  };
};
