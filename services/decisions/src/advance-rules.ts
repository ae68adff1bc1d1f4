import {
  currentRelease,
  promote,
  type RuleGateReport,
  type RuleRelease,
  type RuleTimeline,
  rollBack,
} from '@signalbox/releases';
import { compareEvidence } from './compare-evidence.ts';
import { handOverTicks, recentChange, releasesOf } from './hand-over-ticks.ts';
import type { Alarms, EvidenceStore, TickStream } from './ports.ts';
import { type Gate, type GateOutcome, type RuleReleaseSettings, ruleGate } from './rule-gate.ts';

/** What is known of rule releases. Every method may throw. */
export interface RuleReleases {
  readonly loadTimeline: () => Promise<RuleTimeline>;
  readonly saveTimeline: (next: RuleTimeline, before: RuleTimeline) => Promise<'saved' | 'conflict'>;
  readonly loadRuleRelease: (releaseId: string) => Promise<RuleRelease | undefined>;
  readonly saveGateReport: (report: RuleGateReport) => Promise<void>;
}

export interface AdvanceRulesPorts {
  readonly releases: RuleReleases;
  readonly evidence: Pick<EvidenceStore, 'keys' | 'read'>;
  readonly alarms: Alarms;
  readonly ticks: TickStream;
  readonly settings: RuleReleaseSettings;
  /** Epoch ms. */
  readonly now: () => number;
  /** Whether there is time to read more evidence. */
  readonly goOn: () => boolean;
}

export interface RulesAdvance {
  /** Absent: no release is under way. */
  readonly report?: RuleGateReport;
  readonly ticks: number;
  /** Codes of ticks that were not taken. */
  readonly refused: readonly string[];
}

type Sets = Parameters<typeof compareEvidence>[0];

const compare = async ({ evidence, goOn }: AdvanceRulesPorts, releaseId: string, sets: Sets) => {
  const comparing = compareEvidence(sets);
  for (const key of await evidence.keys(releaseId)) {
    if (!goOn()) return undefined;
    comparing.add(await evidence.read(key));
  }
  return comparing.end();
};

const reasonOf = (lines: readonly string[]): string => lines.join('; ').slice(0, 500);

/** The timeline with what the gate says. */
const stepped = (timeline: RuleTimeline, outcome: GateOutcome, { now, settings }: Gate): RuleTimeline => {
  const change = { now, by: 'automatic' };
  if (outcome.next === 'rollBack') return rollBack(timeline, { ...change, reason: reasonOf(outcome.lines) });
  const phase = currentRelease(timeline)?.phase;
  const reason = `${outcome.verdict?.identical ?? 0} decisions alike, ${outcome.verdict?.differences ?? 0} as declared`;
  const { cohortPercent } = settings;
  return promote(timeline, { ...change, reason, ...(phase === 'shadow' && { to: 'cohort' as const, cohortPercent }) });
};

const gateOf = async (ports: AdvanceRulesPorts, timeline: RuleTimeline): Promise<Gate | undefined> => {
  const entry = currentRelease(timeline);
  if (!entry) return undefined;
  const { alarms, releases, settings } = ports;
  const { candidate, releaseId, stable } = entry;
  const now = ports.now();
  const [release, firing] = await Promise.all([releases.loadRuleRelease(releaseId), alarms.firing()]);
  // Without a record of what was declared nothing may differ.
  const expected = release?.expected ?? [];
  const first = timeline.entries.find((each) => each.releaseId === releaseId) ?? entry;
  const comparison = await compare(ports, releaseId, { stable, candidate, expected, now });
  const startedAt = release?.startedAt ?? first.writtenAt;
  return { entry, expected, startedAt, alarms: firing, settings, now, ...(comparison && { comparison }) };
};

const outcomes = { wait: 'waiting', promote: 'promoted', rollBack: 'rolled-back' } as const;

const reportOf = (gate: Gate, outcome: GateOutcome, followed: RuleGateReport['outcome']): RuleGateReport => {
  const { releaseId, seq, phase } = gate.entry;
  const { candidateFailures, lines, nextStepAt, statesTooLarge, verdict } = outcome;
  return {
    ...{ releaseId, seq, phase, evaluatedAt: gate.now, outcome: followed, candidateFailures, statesTooLarge, lines },
    ...(followed === 'waiting' && { nextStepAt }),
    ...(verdict && { verdict }),
    alarms: gate.alarms.map(({ name }) => name),
  };
};

/** undefined: somebody else moved the release on meanwhile, and has decided. */
const saveStep = async (ports: AdvanceRulesPorts, timeline: RuleTimeline, outcome: GateOutcome, gate: Gate) => {
  if (outcome.next === 'wait') return outcomes.wait;
  const saved = await ports.releases.saveTimeline(stepped(timeline, outcome, gate), timeline);
  return saved === 'saved' ? outcomes[outcome.next] : undefined;
};

const advanceRelease = async (
  ports: AdvanceRulesPorts,
  timeline: RuleTimeline,
): Promise<RuleGateReport | undefined> => {
  const gate = await gateOf(ports, timeline);
  if (!gate) return undefined;
  const outcome = ruleGate(gate);
  const followed = await saveStep(ports, timeline, outcome, gate);
  // What the other one reported stands.
  if (followed === undefined) return undefined;
  const report = reportOf(gate, outcome, followed);
  await ports.releases.saveGateReport(report);
  return report;
};

const putTicks = async (ports: AdvanceRulesPorts, timeline: RuleTimeline): Promise<Omit<RulesAdvance, 'report'>> => {
  const now = ports.now();
  const change = recentChange(timeline, now);
  if (!change) return { ticks: 0, refused: [] };
  const fleets = new Map<string, string>();
  for (const releaseId of releasesOf(change)) {
    const found = await compare(ports, releaseId, { stable: '', candidate: '', expected: [], now });
    for (const [deviceId, fleet] of found?.fleets ?? []) fleets.set(deviceId, fleet);
  }
  const ticks = handOverTicks(change, fleets, now);
  const deliveries = ticks.length > 0 ? await ports.ticks.put(ticks) : [];
  const refused = deliveries.flatMap((delivery) => (delivery.ok ? [] : [delivery.code]));
  return { ticks: ticks.length - refused.length, refused };
};

/**
 * Takes the release of rules that is under way, if any, a step further or back: see {@link ruleGate}. After a change of the sets that decide it
 * puts a tick on the stream for each device in the evidence that is decided by another set now. Two that run at once do no harm: only one of them
 * writes the timeline.
 */
export const advanceRules = async (ports: AdvanceRulesPorts): Promise<RulesAdvance> => {
  const timeline = await ports.releases.loadTimeline();
  const ticked = await putTicks(ports, timeline);
  const report = await advanceRelease(ports, timeline);
  return { ...ticked, ...(report && { report }) };
};
