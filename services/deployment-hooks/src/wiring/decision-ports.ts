import type { ArchiveLine } from '@signalbox/contracts';
import type { RuleSet } from '@signalbox/decision-engine';
import { ruleSetsOf } from '@signalbox/releases/rule-sets';
import type { ReleaseStore } from '@signalbox/releases/store';
import { expectedChanges, golden } from '../../generated/golden.js';
import { archivedRecords } from '../adapters/archived-records.ts';
import { parseLines, recentRecords } from '../adapters/recent-records.ts';
import { storedStates } from '../adapters/stored-states.ts';
import { streamedRecords } from '../adapters/streamed-records.ts';
import { workerSandbox } from '../adapters/worker-sandbox.ts';
import type { DecisionPorts } from '../diff/decision-ports.ts';
import type { Functions } from '../ports.ts';
import type { Settings } from '../settings.ts';

const recentMs = 15 * 60_000;

/** Of the function's memory, some is for what it hands to the sandbox, and for itself. */
const sandboxMemoryMb = 900;

/** What all comparisons of a release have, one run after the other; the hook's own time is 15 minutes. */
const sandboxTimeLimitMs = 90_000;

/** How decisions are compared, on AWS. */
export const decisionPorts = (
  { ARCHIVE_BUCKET, DETECTOR_STATE_TABLE, TELEMETRY_STREAM }: Settings,
  functions: Functions,
  store: Pick<ReleaseStore, 'loadTimeline' | 'saveTimeline'>,
): DecisionPorts => {
  const ruleSets = ruleSetsOf({ bucket: ARCHIVE_BUCKET });
  const sources = {
    archive: archivedRecords({ bucket: ARCHIVE_BUCKET, parse: parseLines }),
    stream: streamedRecords({ streamName: TELEMETRY_STREAM }),
  };
  return {
    functions,
    sandbox: workerSandbox({ timeLimitMs: sandboxTimeLimitMs, memoryMb: sandboxMemoryMb }),
    golden: golden.map((line) => JSON.parse(line) as ArchiveLine),
    expected: expectedChanges,
    recent: () => {
      const to = Date.now();
      return recentRecords(sources, { from: to - recentMs, to, mostRecords: 50_000, timeLimitMs: 20_000 });
    },
    states: storedStates({ tableName: DETECTOR_STATE_TABLE }),
    timelines: { load: store.loadTimeline, save: store.saveTimeline },
    ruleSets: {
      get: async (hash) => JSON.stringify(await ruleSets.getRuleSet(hash)),
      put: ({ json }) => ruleSets.putRuleSet(JSON.parse(json) as RuleSet),
    },
    now: Date.now,
  };
};
