import { expectedRecords, golden } from '../../generated/golden.js';
import { archivedRecords } from '../adapters/archived-records.ts';
import { recentRecords } from '../adapters/recent-records.ts';
import { streamedRecords } from '../adapters/streamed-records.ts';
import type { IngestionPorts } from '../ingestion-diff/ingestion-ports.ts';
import { rawLineOf, rawLines } from '../ingestion-diff/raw-line.ts';
import type { Settings } from '../settings.ts';

const recentMs = 15 * 60_000;

/** In the embedded cloud, the hook may have a minute for all it does. */
const readingLimitMs = 8_000;
const askingLimitMs = 20_000;

/** How ingestions are compared, on AWS. */
export const ingestionPorts = ({ ARCHIVE_BUCKET, TELEMETRY_STREAM }: Settings): IngestionPorts => {
  const sources = {
    archive: archivedRecords({ bucket: ARCHIVE_BUCKET, parse: rawLines }),
    stream: streamedRecords({ streamName: TELEMETRY_STREAM }),
  };
  return {
    golden: golden.flatMap((line) => rawLineOf(JSON.parse(line)) ?? []),
    expected: expectedRecords,
    recent: () => {
      const to = Date.now();
      const bounds = { from: to - recentMs, to, mostRecords: 50_000, timeLimitMs: readingLimitMs };
      return recentRecords(sources, bounds);
    },
    timeLimitMs: askingLimitMs,
  };
};
