import { errorMessage, type Log } from '@signalbox/lambda-kit';
import type { FailedRules } from './failed-rules.ts';

/** Says to the log of a device which rules failed for it. */
export type ReportFailedRules = (failedRules: FailedRules, log: Log) => void;

/** One line for each rule that fails in a batch: what fails for one device fails for a thousand. */
export const reportFailedRules = (): ReportFailedRules => {
  const said = new Set<string>();
  return (failedRules, log) => {
    for (const [rule, { error, times }] of failedRules.entries()) {
      if (said.has(rule)) continue;
      said.add(rule);
      log
        .child({ rule, times })
        .error('a rule failed', error instanceof Error ? error : { reason: errorMessage(error) });
    }
  };
};
