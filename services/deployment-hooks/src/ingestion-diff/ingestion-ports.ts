import type { ExpectedRecordChange } from '@signalbox/releases';
import type { RawLine } from './raw-line.ts';

export interface IngestionPorts {
  /** Records that every release is compared on. */
  readonly golden: readonly RawLine[];
  readonly expected: readonly ExpectedRecordChange[];
  /** Records of the last minutes; notes say what was left out, and why. */
  readonly recent: () => Promise<{ readonly lines: readonly RawLine[]; readonly notes: readonly string[] }>;
  /** How long both versions may be asked, ms. */
  readonly timeLimitMs: number;
}
