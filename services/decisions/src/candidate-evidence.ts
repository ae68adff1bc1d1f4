import { compareSequenceNumbers, type Decision } from '@signalbox/contracts';
import type { Position } from '@signalbox/decision-engine';

/**
 * What one side did while a release was under way, as a line of its evidence. `side` says whether the decision was sent (`live`) or only
 * evaluated (`other`); `hash` of which rule set it is. A failure without a rule is one of the whole side.
 */
export type EvidenceLine =
  | { readonly side: 'live' | 'other'; readonly hash: string; readonly decision: Decision }
  | {
      readonly side: 'failure';
      readonly hash: string;
      readonly rule?: string;
      readonly deviceId: string;
      readonly message: string;
      /** The state was dropped because it did not fit. */
      readonly tooLarge?: true;
    };

/** A line, the release that it belongs to, and the record that it came of. */
export interface Evidence {
  readonly releaseId: string;
  readonly position: Position;
  readonly line: EvidenceLine;
}

/** As much as a device, or a batch, may have to say; a candidate that decides on every reading is known by less. */
const mostEvidence = 20_000;

/** Adds as much as there is room for. @returns how much there was none for */
export const addEvidence = (into: Evidence[], more: readonly Evidence[]): number => {
  const room = mostEvidence - into.length;
  for (const each of more.length > room ? more.slice(0, room) : more) into.push(each);
  return Math.max(more.length - room, 0);
};

/** One object of evidence. */
export interface EvidenceObject {
  readonly key: string;
  readonly lines: readonly EvidenceLine[];
}

/** Where the evidence of a release lies. */
export const evidencePrefix = (releaseId: string): string => `releases/candidate/${releaseId}/`;

const byPosition = (one: Evidence, other: Evidence): number =>
  compareSequenceNumbers(one.position.sequenceNumber, other.position.sequenceNumber);

/**
 * Named by the records that the lines came of, not by those of the batch: what comes again of a batch that failed in part has other records,
 * so that no object overwrites another one's lines.
 */
const objectOf = (releaseId: string, shardId: string, evidence: readonly Evidence[]): EvidenceObject => {
  const ordered = evidence.toSorted(byPosition);
  const [first, last] = [ordered[0], ordered.at(-1)].map((each) => each?.position.sequenceNumber);
  const key = `${evidencePrefix(releaseId)}${shardId}-${first}-${last}.ndjson.gz`;
  return { key, lines: ordered.map(({ line }) => line) };
};

/** The objects that the evidence of a batch goes into: mostly one. */
export const evidenceObjects = (evidence: readonly Evidence[]): EvidenceObject[] => {
  const groups = Map.groupBy(evidence, ({ releaseId, position }) => `${releaseId}/${position.shardId}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [objectOf(first.releaseId, first.position.shardId, group)] : [];
  });
};

/** Keys in the order of the stream, shard by shard. What is no object of evidence comes first. */
export const compareEvidenceKeys = (one: string, other: string): number => {
  const [[shard, first], [otherShard, otherFirst]] = [placeOf(one), placeOf(other)];
  if (shard !== otherShard) return shard < otherShard ? -1 : 1;
  return compareSequenceNumbers(first, otherFirst);
};

const placeOf = (key: string): readonly [shardId: string, first: string] => {
  const [, shardId = '', first = ''] = /\/([^/]+)-(\d+)-\d+\.ndjson\.gz$/.exec(key) ?? [];
  return [shardId, first];
};
