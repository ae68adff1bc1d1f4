import { type DeviceStates, openDeviceStates } from '../alarms/device-states.ts';
import { type Ledger, openLedger } from '../commands/ledger.ts';
import type { Target } from '../target/target.ts';
import { readAlarmCounts } from './alarm-counts.ts';
import type { LoopCounts } from './live-view.ts';
import { type MetricTotals, ofFunctions, ofServices, openMetricTotals } from './metric-totals.ts';

/** Asks the deployed services' metrics, the command ledger and the devices' states how far the loop is. */
export interface LoopSampler {
  /** The last answers; what could not be asked is left out. */
  readonly counts: LoopCounts;
  /** Asks again, unless the last answers are still out; what kept it from asking is kept in `problem`. */
  sample(): Promise<void>;
  readonly problem: unknown;
  close(): void;
}

const metricNames = { stored: 'ReadingsStored', decisions: 'DecisionsMade', quarantined: 'RecordsRejected' } as const;

const readMetrics = async (metrics: MetricTotals, stage: string, fromMs: number, toMs: number): Promise<LoopCounts> => {
  const selections = [ofServices(stage, Object.values(metricNames)), ofFunctions(stage, ['Errors'])];
  const totals = await metrics.read(selections, fromMs, toMs);
  // Nobody has counted any: there were none.
  const { stored, decisions, quarantined } = metricNames;
  return {
    stored: totals[stored] ?? 0,
    decisions: totals[decisions] ?? 0,
    quarantined: totals[quarantined] ?? 0,
    functionErrors: totals['Errors'] ?? 0,
  };
};

/** As many times as long as it takes to ask is not asked. */
const askingShare = 9;

/** @param now epoch ms, of the cloud; totals count from the time that this is opened */
export const openLoopSampler = (target: Target, now: () => number): LoopSampler => {
  const metrics = openMetricTotals(target);
  const ledger: Ledger = openLedger(target);
  const states: DeviceStates = openDeviceStates(target);
  const fromMs = now();
  let counts: LoopCounts = {};
  let problem: unknown;
  let isAsking = false;
  let askAgainMs = 0;
  return {
    get counts() {
      return counts;
    },
    get problem() {
      return problem;
    },
    sample: async () => {
      const startMs = performance.now();
      if (isAsking || startMs < askAgainMs) return;
      isAsking = true;
      try {
        const [measured, commands, alarms] = await Promise.all([
          readMetrics(metrics, target.stage, fromMs, now()),
          ledger.countByStatus(),
          readAlarmCounts(states),
        ]);
        counts = { ...measured, commands, alarms };
        problem = undefined;
      } catch (error) {
        problem = error;
      } finally {
        isAsking = false;
        // With many devices the answers take a while, and asking must not become most of what the cloud does.
        askAgainMs = performance.now() + askingShare * (performance.now() - startMs);
      }
    },
    close: () => {
      metrics.close();
      ledger.close();
      states.close();
    },
  };
};
