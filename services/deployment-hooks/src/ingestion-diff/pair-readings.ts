import type { RecordChangeKind } from '@signalbox/releases';
import type { Refusal, StoredReading } from './kept.ts';
import type { Fate } from './record-difference.ts';

/** A reading of which two versions do not make the same. */
export type Pair = readonly [RecordChangeKind, before: Fate, after: Fate];

/** Of one message: what only the version before makes of it, and what only the one after does. */
export interface Unmatched {
  readonly gone: StoredReading[];
  readonly come: StoredReading[];
  readonly lost: Refusal[];
  readonly added: Refusal[];
}

const isWhole = ({ reading }: Refusal): boolean => reading === undefined;

/** Refused now: a whole message with all of its readings, or one reading for another. */
const refusedNow = ({ gone, lost, added }: Unmatched): Pair[] => {
  const whole = added.find(isWhole);
  if (whole !== undefined) {
    const [stored, refused] = [gone.splice(0), lost.splice(0)];
    if (stored.length + refused.length === 0) return [['refused', undefined, whole]];
    return [
      ...stored.map((before): Pair => ['refused', before, whole]),
      ...refused.map((before): Pair => ['refused-otherwise', before, whole]),
    ];
  }
  const before = lost.find(isWhole);
  return added.map(
    (after): Pair => (before === undefined ? ['refused', gone.shift(), after] : ['refused-otherwise', before, after]),
  );
};

/** Refused before: where nothing is stored, readings that are not refused are taken. */
const refusedBefore = ({ come, lost, added }: Unmatched, stores: boolean): Pair[] => {
  const gone: RecordChangeKind = stores ? 'dropped' : 'accepted';
  const whole = lost.find(isWhole);
  if (whole === undefined) {
    return lost.map((before): Pair => {
      const after = come.shift();
      return [after === undefined ? gone : 'accepted', before, after];
    });
  }
  const taken = come.splice(0).map((after): Pair => ['accepted', whole, after]);
  return taken.length + added.length > 0 ? taken : [[gone, whole, undefined]];
};

const storedOnly = ({ gone, come }: Unmatched): Pair[] => {
  const both = Math.min(gone.length, come.length);
  const otherwise = gone.splice(0, both).map((before, index): Pair => ['stored-otherwise', before, come[index]]);
  return [
    ...otherwise,
    ...gone.map((before): Pair => ['dropped', before, undefined]),
    ...come.slice(both).map((after): Pair => ['accepted', undefined, after]),
  ];
};

/** Tells what became of each reading of a message. Takes it all out of the lists. `stores` as in compareKept. */
export const pairsOf = (unmatched: Unmatched, stores: boolean): Pair[] => [
  ...refusedNow(unmatched),
  ...refusedBefore(unmatched, stores),
  ...storedOnly(unmatched),
];
