import { type Ledger, openLedger } from '../commands/ledger.ts';
import type { Target } from '../target/target.ts';
import type { LoopCounts } from './live-view.ts';
import { type MetricTotals, ofFunctions, ofServices, openMetricTotals } from './metric-totals.ts';

/** Asks the deployed services' metrics and the command ledger how far the loop is. */
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

/** @param now epoch ms, of the cloud; totals count from the time that this is opened */
export const openLoopSampler = (target: Target, now: () => number): LoopSampler => {
  const metrics = openMetricTotals(target);
  const ledger: Ledger = openLedger(target);
  const fromMs = now();
  let counts: LoopCounts = {};
  let problem: unknown;
  let isAsking = false;
  return {
    get counts() {
      return counts;
    },
    get problem() {
      return problem;
    },
    sample: async () => {
      if (isAsking) return;
      isAsking = true;
      try {
        const [measured, commands] = await Promise.all([
          readMetrics(metrics, target.stage, fromMs, now()),
          ledger.countByStatus(),
        ]);
        counts = { ...measured, commands };
        problem = undefined;
      } catch (error) {
        problem = error;
      } finally {
        isAsking = false;
      }
    },
    close: () => {
      metrics.close();
      ledger.close();
    },
  };
};
