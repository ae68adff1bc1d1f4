import type { Decision } from '@signalbox/contracts';
import type { RuleFailure } from '@signalbox/decision-engine';
import type { Console } from '../../output/console.ts';
import { formatCount, formatInstant } from '../../output/number.ts';
import { printRecords } from '../../output/records.ts';
import { printable } from '../../output/table.ts';
import { effectText } from '../../start/decision-text.ts';
import type { TrialOutcome } from './trial.ts';

interface RuleRow {
  readonly rule: string;
  readonly devices: Set<string>;
  decisions: number;
  failures: number;
  lastAt: number | undefined;
}

/** Says what the rules would have done, as it comes and in the end. */
export interface TrialReport {
  tell(outcome: TrialOutcome): void;
  /** @param seen how much the rules have seen */
  summary(seen: { readonly records: number; readonly devices: number }): void;
}

const columns = [
  { heading: 'RULE', value: ({ rule }: RuleRow) => rule },
  { heading: 'DECISIONS', value: ({ decisions }: RuleRow) => formatCount(decisions), alignRight: true },
  { heading: 'DEVICES', value: ({ devices }: RuleRow) => formatCount(devices.size), alignRight: true },
  { heading: 'FAILURES', value: ({ failures }: RuleRow) => formatCount(failures), alignRight: true },
  { heading: 'LAST', value: ({ lastAt }: RuleRow) => formatInstant(lastAt) },
];

/** `2026-11-23T21:00:00.000Z  pump-7  pump-hot  set-fan {"speed":100}  temperature 95.5 >= 90`. */
const line = (decision: Decision): string => {
  const { decidedAt, deviceId, reason, rule } = decision;
  return printable([formatInstant(decidedAt), deviceId, rule, effectText(decision), reason].join('  '));
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @param rules their names: also one that decides nothing is in the summary */
export const openReport = (rules: readonly string[], console: Console, json: boolean): TrialReport => {
  const rows = new Map<string, RuleRow>(
    rules.map((rule) => [rule, { rule, devices: new Set<string>(), decisions: 0, failures: 0, lastAt: undefined }]),
  );

  const decided = (decision: Decision): void => {
    console.line(json ? JSON.stringify(decision) : line(decision));
    const row = rows.get(decision.rule);
    if (row === undefined) return;
    row.decisions += 1;
    row.devices.add(decision.deviceId);
    row.lastAt = decision.decidedAt;
  };

  const failed = ({ error, rule }: RuleFailure, deviceId: string): void => {
    const row = rows.get(rule);
    if (row === undefined) return;
    row.failures += 1;
    // A rule that fails does so with every record: it is said once.
    if (row.failures === 1) console.note(printable(`${rule} fails for ${deviceId}: ${messageOf(error)}`));
  };

  return {
    tell: ({ decisions, deviceId, failures }) => {
      for (const decision of decisions) decided(decision);
      for (const failure of failures) failed(failure, deviceId);
    },
    summary: ({ devices, records }) => {
      const seen = `records seen: ${formatCount(records)}, devices: ${formatCount(devices)}; nothing was sent`;
      if (json) return console.note(seen);
      console.line('');
      console.line(seen);
      printRecords(console, [...rows.values()], { json: false, columns, empty: '' });
    },
  };
};
