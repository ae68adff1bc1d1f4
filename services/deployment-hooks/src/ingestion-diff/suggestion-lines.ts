import { reasonCodes } from '@signalbox/contracts';
import { type Seen, type Spoken, seenOf } from './record-bounds.ts';
import type { RecordDifference } from './record-difference.ts';

/** Of a code that the file does not know nothing is said: then whatever code is meant. */
const spokenOf = ({ change, code, deviceType, fleet }: RecordDifference): Spoken => {
  const known = reasonCodes.find((each) => each === code);
  return {
    ...(deviceType === undefined ? { fleet } : { deviceType }),
    ...{ change, ...(known !== undefined && { code: known }) },
  };
};

/** A quarter more than was seen: the next look is at other records. */
const boundOf = ({ percent }: Seen): number => Math.ceil(percent * 1.25);

const declarationOf = ({ change, code, deviceType, fleet }: Spoken, seen: Seen): string[] => [
  deviceType === undefined ? `  - fleet: ${JSON.stringify(fleet)}` : `  - deviceType: ${JSON.stringify(deviceType)}`,
  `    change: ${change}`,
  ...(code === undefined ? [] : [`    code: ${code}`]),
  `    atMost: { percent: ${boundOf(seen)} }`,
  '    reason: # say why',
];

/** What to write into the file of expected changes, if what differs is meant: YAML, but for the reasons. */
export const suggestionLines = (
  undeclared: readonly RecordDifference[],
  all: readonly RecordDifference[],
  total: number,
): string[] => [
  'if this is meant, declare it in releases/expected-changes.yaml:',
  'records:',
  ...undeclared.map(spokenOf).flatMap((spoken) => declarationOf(spoken, seenOf(spoken, all, total))),
];
