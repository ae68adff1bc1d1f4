import { PermanentError } from '@signalbox/lambda-kit';
import type { Shift } from '../app-spec.ts';
import { askProbe } from '../check-probes.ts';
import type { Functions } from '../ports.ts';
import { streamEvent } from '../probes/stream-event.ts';
import type { AskedRecord } from './asked-record.ts';
import { compareKept } from './compare-kept.ts';
import { type Kept, keptBy } from './kept.ts';
import type { RecordDifference } from './record-difference.ts';

/** What came of asking so far; it grows, so that whatever ends it, what was found counts. */
export class Findings {
  readonly differences: RecordDifference[] = [];
  /** Records that were compared. */
  records = 0;
  /** Readings that the current version stores or refuses. */
  readings = 0;
  /** What the current version has no answer to: for people. */
  readonly unasked: string[] = [];
  /** What the target does worse, whatever is declared: for people. */
  readonly problems: string[] = [];
}

export interface AskBoth {
  readonly functions: Pick<Functions, 'invoke'>;
  readonly shift: Shift & { readonly currentVersion: string };
  /** Whether both versions have a store. */
  readonly stores: boolean;
  readonly signal: AbortSignal;
}

/** A version that fails this often fails on others too. */
const mostFailures = 5;

type Answer = { readonly ok: true; readonly kept: Kept } | { readonly ok: false; readonly why: string };

const ask = async ({ functions, shift, stores }: AskBoth, version: string, records: readonly AskedRecord[]) => {
  const probe = { event: streamEvent(records), answers: { write: [], putLines: null } };
  try {
    const kept = keptBy(await askProbe(functions, shift.functionName, version, probe));
    return { ok: true, kept: stores ? kept : { ...kept, stored: [] } } satisfies Answer;
  } catch (error) {
    if (error instanceof PermanentError && error.code === 'PROBE_FAILED') {
      return { ok: false, why: error.message } satisfies Answer;
    }
    throw error;
  }
};

const failures = (records: readonly AskedRecord[], before: Kept, after: Kept): string[] => {
  const known = new Set(before.failed);
  return records
    .filter(({ sequenceNumber }) => after.failed.includes(sequenceNumber) && !known.has(sequenceNumber))
    .map(
      ({ deviceId, sequenceNumber }) => `${deviceId}: record ${sequenceNumber} would come again, and did not before`,
    );
};

/** Has both versions make of a batch what they would; if one fails, of its halves, until it is known on which record. */
export const askBoth = async (both: AskBoth, records: readonly AskedRecord[], findings: Findings): Promise<void> => {
  const { shift, signal, stores } = both;
  if (signal.aborted || findings.unasked.length >= mostFailures || findings.problems.length >= mostFailures) return;
  const [before, after] = await Promise.all([
    ask(both, shift.currentVersion, records),
    ask(both, shift.targetVersion, records),
  ]);
  if (signal.aborted) return;
  if (before.ok && after.ok) {
    findings.differences.push(...compareKept(records, before.kept, after.kept, stores));
    findings.problems.push(...failures(records, before.kept, after.kept));
    findings.records += records.length;
    findings.readings += before.kept.stored.length + before.kept.refused.length;
    return;
  }
  const [first] = records;
  if (records.length > 1) {
    const middle = records.length >> 1;
    await askBoth(both, records.slice(0, middle), findings);
    await askBoth(both, records.slice(middle), findings);
  } else if (!before.ok) findings.unasked.push(before.why);
  else if (!after.ok) findings.problems.push(`${first?.deviceId}: record ${first?.sequenceNumber}: ${after.why}`);
};
