import type { ExpectedRecordChange } from '@signalbox/releases';
import { differenceLines, type Gathered } from './difference-lines.ts';
import { exceeded, matches, type Seen, seenOf } from './record-bounds.ts';
import type { RecordDifference } from './record-difference.ts';
import { suggestionLines } from './suggestion-lines.ts';

export interface RecordsVerdict {
  /** Whether every difference is declared. */
  readonly ok: boolean;
  /** For people. */
  readonly lines: readonly string[];
  /** Declared and not seen: worth a note, no failure. */
  readonly unseen: readonly ExpectedRecordChange[];
}

interface Judged {
  readonly declaration: ExpectedRecordChange;
  readonly seen: Seen;
  readonly excess: string | undefined;
}

const shownGroups = 30;

/** One declaration that allows it is enough; else the message is that of the last. */
const problemOf = (difference: RecordDifference, judged: readonly Judged[]): string | undefined => {
  let problem: string | undefined = 'not declared';
  for (const { declaration, excess } of judged) {
    if (!matches(declaration, difference)) continue;
    if (excess === undefined) return undefined;
    problem = `more than declared: ${excess}`;
  }
  return problem;
};

const groupKey = ({ deviceType, fleet, change, code }: RecordDifference, problem: string | undefined): string =>
  JSON.stringify([problem === undefined, deviceType ?? null, deviceType === undefined ? fleet : null, change, code]);

/** By device type (by fleet, where none is known), kind and code; what is not declared first, and of that what is most. */
const gather = (differences: readonly RecordDifference[], judged: readonly Judged[]): readonly Gathered[] => {
  const groups = new Map<string, Gathered & { readings: number; readonly devices: Set<string> }>();
  for (const example of differences) {
    const problem = problemOf(example, judged);
    const key = groupKey(example, problem);
    const group = groups.get(key) ?? { example, readings: 0, devices: new Set<string>(), ...(problem && { problem }) };
    groups.set(key, group);
    group.readings += 1;
    group.devices.add(example.deviceId);
  }
  return [...groups.values()].sort(
    (one, other) => Number(!one.problem) - Number(!other.problem) || other.readings - one.readings,
  );
};

/**
 * Whether each difference is declared. All bounds of a declaration hold over all that it speaks of; `total`: how many readings
 * were compared.
 */
export const judgeRecords = (
  differences: readonly RecordDifference[],
  total: number,
  expected: readonly ExpectedRecordChange[],
): RecordsVerdict => {
  const judged = expected.map((declaration): Judged => {
    const seen = seenOf(declaration, differences, total);
    return { declaration, seen, excess: exceeded(seen, declaration.atMost) };
  });
  const groups = gather(differences, judged);
  const undeclared = groups.filter(({ problem }) => problem !== undefined);
  const more = groups.length - shownGroups;
  const suggested = undeclared.slice(0, shownGroups).map(({ example }) => example);
  return {
    ok: undeclared.length === 0,
    lines: [
      ...groups.slice(0, shownGroups).flatMap(differenceLines),
      ...(more > 0 ? [`and ${more} more kinds of difference`] : []),
      ...(suggested.length > 0 ? suggestionLines(suggested, differences, total) : []),
    ],
    unseen: judged.filter(({ seen }) => seen.readings === 0).map(({ declaration }) => declaration),
  };
};
