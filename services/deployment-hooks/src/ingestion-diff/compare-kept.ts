import type { RecordChangeKind } from '@signalbox/releases';
import type { AskedRecord } from './asked-record.ts';
import type { Kept, Refusal, StoredReading } from './kept.ts';
import { leftOver } from './left-over.ts';
import { type Pair, pairsOf, type Unmatched } from './pair-readings.ts';
import type { Fate, RecordDifference } from './record-difference.ts';

const momentOf = ({ deviceId, time }: StoredReading): string => JSON.stringify([deviceId, time]);

/** Readings of one device and time that both store, but not alike; takes them out of the lists. */
const storedOtherwise = (gone: StoredReading[], come: StoredReading[]): Pair[] => {
  const moments = Map.groupBy(come, momentOf);
  const left: StoredReading[] = [];
  const pairs: Pair[] = [];
  for (const before of gone) {
    const after = moments.get(momentOf(before))?.shift();
    if (after === undefined) left.push(before);
    else pairs.push(['stored-otherwise', before, after]);
  }
  gone.splice(0, gone.length, ...left);
  come.splice(0, come.length, ...[...moments.values()].flat());
  return pairs;
};

const placeOf = ({ sequenceNumber, reading }: Refusal): string => JSON.stringify([sequenceNumber, reading]);

/** Refused by both, for different things. */
const refusedOtherwise = (lost: readonly Refusal[], added: readonly Refusal[]) => {
  const after = new Map(added.map((refusal) => [placeOf(refusal), refusal]));
  const pairs: Pair[] = lost.flatMap((before): Pair[] => {
    const other = after.get(placeOf(before));
    return other === undefined ? [] : [['refused-otherwise', before, other]];
  });
  const paired = new Set(pairs.flatMap(([, , refusal]) => (refusal === undefined ? [] : placeOf(refusal as Refusal))));
  const isLeft = (refusal: Refusal): boolean => !paired.has(placeOf(refusal));
  return { pairs, lost: lost.filter(isLeft), added: added.filter(isLeft) };
};

const groupsOf = (
  keyOf: (fate: StoredReading | Refusal) => string,
  { gone, come, lost, added }: Unmatched,
): Iterable<Unmatched> => {
  const groups = new Map<string, Unmatched>();
  const groupOf = (fate: StoredReading | Refusal): Unmatched => {
    const key = keyOf(fate);
    const group = groups.get(key) ?? { gone: [], come: [], lost: [], added: [] };
    groups.set(key, group);
    return group;
  };
  for (const each of gone) groupOf(each).gone.push(each);
  for (const each of come) groupOf(each).come.push(each);
  for (const each of lost) groupOf(each).lost.push(each);
  for (const each of added) groupOf(each).added.push(each);
  return groups.values();
};

const isRefusal = (fate: Fate): fate is Refusal => fate !== undefined && 'code' in fate;

const codeOf = (change: RecordChangeKind, before: Fate, after: Fate): string | undefined => {
  if (change === 'dropped' || change === 'stored-otherwise') return undefined;
  const refusal = change === 'accepted' ? before : after;
  return isRefusal(refusal) ? refusal.code : undefined;
};

/**
 * Of which readings two versions do not make the same, over one batch. `stores` false: there is no store, and only what is
 * refused is to be seen. A row does not say which record it came from; its device and version (when that was received) do.
 */
export const compareKept = (
  asked: readonly AskedRecord[],
  before: Kept,
  after: Kept,
  stores: boolean,
): readonly RecordDifference[] => {
  const records = new Map(asked.map((record) => [record.sequenceNumber, record]));
  const types = new Map([...before.stored, ...after.stored].map(({ deviceId, deviceType }) => [deviceId, deviceType]));
  const recordKey = (deviceId: string, receivedAt: number): string => JSON.stringify([deviceId, receivedAt]);
  const keyOf = (fate: StoredReading | Refusal): string => {
    if (!isRefusal(fate)) return recordKey(fate.deviceId, fate.version);
    const { deviceId = 'unknown', receivedAt = 0 } = records.get(fate.sequenceNumber) ?? {};
    // The store demands a version of at least 1.
    return recordKey(deviceId, Math.max(receivedAt, 1));
  };

  const [gone, come] = leftOver(before.stored, after.stored, ({ content }) => content);
  const sameRefusal = (refusal: Refusal): string => `${placeOf(refusal)} ${refusal.code}`;
  const refusals = refusedOtherwise(...leftOver(before.refused, after.refused, sameRefusal));
  const pairs = [...storedOtherwise(gone, come), ...refusals.pairs];
  for (const group of groupsOf(keyOf, { ...refusals, gone, come })) {
    pairs.push(...pairsOf(group, stores));
  }
  return pairs.map(([change, one, other]) => {
    const known = one ?? other;
    const whose = isRefusal(known) ? records.get(known.sequenceNumber) : known;
    const row = [one, other].find((fate) => fate !== undefined && !isRefusal(fate)) as StoredReading | undefined;
    const { deviceId = 'unknown', fleet = 'unknown' } = row ?? whose ?? {};
    const [deviceType, code] = [types.get(deviceId), codeOf(change, one, other)];
    return {
      ...{ change, fleet, deviceId, before: one, after: other },
      ...(code !== undefined && { code }),
      ...(deviceType !== undefined && { deviceType }),
    };
  });
};
