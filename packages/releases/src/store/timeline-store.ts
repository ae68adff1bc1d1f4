import type { RuleGateReport } from '../records/rule-gate-report.ts';
import type { RuleRelease } from '../records/rule-release.ts';
import { parseTimeline } from '../timeline/parse-timeline.ts';
import { emptyTimeline, type RuleTimeline, type TimelineEntry } from '../timeline/timeline.ts';
import { cutGateReport } from './cut-gate-report.ts';
import { asDocument, documentOf, expiring } from './document.ts';
import { gateReportKey, historyKey, historyPartition, ruleReleaseKey, timelineKey } from './keys.ts';
import type { Table } from './table.ts';

const nothingIsStored = { ConditionExpression: 'attribute_not_exists(pk)' };
const storedIsWhatWasRead = (version: number) => ({
  ConditionExpression: '#version = :before',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':before': { N: String(version) } },
});

/** The rule timeline, and what belongs to its releases. */
export interface TimelineStore {
  /** Empty if nothing was ever released. @throws {ReleaseError} `UNREADABLE` */
  readonly loadTimeline: () => Promise<RuleTimeline>;
  /** Saves what an operation made of `before`; `conflict` when another writer was first: load it again. */
  readonly saveTimeline: (next: RuleTimeline, before: RuleTimeline) => Promise<'saved' | 'conflict'>;
  /** Every entry there ever was, also those that the timeline does not keep. */
  readonly history: () => Promise<readonly TimelineEntry[]>;
  readonly saveRuleRelease: (release: RuleRelease) => Promise<void>;
  readonly loadRuleRelease: (releaseId: string) => Promise<RuleRelease | undefined>;
  /** Only the last one is kept, cut to what an item holds. */
  readonly saveGateReport: (report: RuleGateReport) => Promise<void>;
  readonly loadGateReport: (releaseId: string) => Promise<RuleGateReport | undefined>;
}

export const timelineStore = (table: Table): TimelineStore => {
  const load = async (): Promise<RuleTimeline> => {
    const document = (await table.get(timelineKey))?.['document']?.S;
    return document === undefined ? emptyTimeline : parseTimeline(document);
  };

  /**
   * Before the timeline changes, and only what it held already: of two writers who are at it together one is refused, and what it
   * wanted to write was never there. Whatever the new timeline holds is remembered by a later writer, before it is dropped.
   */
  const remember = async (before: RuleTimeline, next: RuleTimeline): Promise<void> => {
    const oldest = next.entries[0]?.seq ?? 0;
    const last = before.entries.at(-1);
    for (const entry of before.entries.filter((each) => each === last || each.seq < oldest)) {
      await table.put({ ...historyKey(entry.seq), ...asDocument(entry) });
    }
  };

  return {
    loadTimeline: load,
    saveTimeline: async (next, before) => {
      if (next.version === before.version) return 'saved';
      const item = { ...timelineKey, version: { N: String(next.version) }, ...asDocument(next) };
      const condition = before.version === 0 ? nothingIsStored : storedIsWhatWasRead(before.version);
      await remember(before, next);
      return table.put(item, condition);
    },
    history: async () => {
      const bySeq = new Map<number, TimelineEntry>();
      for await (const item of table.query(historyPartition)) {
        const entry = documentOf<TimelineEntry>(item);
        bySeq.set(entry.seq, entry);
      }
      for (const entry of (await load()).entries) bySeq.set(entry.seq, entry);
      return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
    },
    saveRuleRelease: async (release) =>
      void (await table.put({ ...ruleReleaseKey(release.releaseId), ...asDocument(release) })),
    loadRuleRelease: async (releaseId) => {
      const item = await table.get(ruleReleaseKey(releaseId));
      return item && documentOf<RuleRelease>(item);
    },
    saveGateReport: async (report) =>
      void (await table.put({
        ...gateReportKey(report.releaseId),
        ...asDocument(cutGateReport(report)),
        ...expiring(report.evaluatedAt),
      })),
    loadGateReport: async (releaseId) => {
      const item = await table.get(gateReportKey(releaseId));
      return item && documentOf<RuleGateReport>(item);
    },
  };
};
