import type { HookCheck, HookReport } from '../records/hook-report.ts';
import { bytesOf, cutLines, cutVerdict, maxDocumentBytes } from './cut-verdict.ts';

/** How much of a report is kept. */
interface Size {
  readonly lines: number;
  readonly rules: number;
  readonly checks: number;
}

/** The last one fits whatever the lines hold: escaped, a character takes six bytes at most. */
const sizes: readonly Size[] = [
  { lines: 2000, rules: 500, checks: 500 },
  { lines: 500, rules: 100, checks: 200 },
  { lines: 100, rules: 20, checks: 100 },
  { lines: 20, rules: 5, checks: 50 },
  { lines: 5, rules: 1, checks: 5 },
];

/** Those that failed stay before those that did not. */
const cutChecks = (checks: readonly HookCheck[], { checks: most, lines }: Size): HookCheck[] => {
  const kept = new Set([...checks.filter(({ ok }) => !ok), ...checks.filter(({ ok }) => ok)].slice(0, most));
  return checks.filter((check) => kept.has(check)).map((check) => ({ ...check, lines: cutLines(check.lines, lines) }));
};

const cutTo = (report: HookReport, size: Size): HookReport => {
  const { lines, rules: mostRules, checks } = size;
  const { code, rules } = report.verdicts ?? {};
  const said = `the report was too long: it has at most ${checks} checks, ${lines} lines of each, and ${mostRules} rules that differ`;
  return {
    ...report,
    checks: cutChecks(report.checks, size),
    ...(report.verdicts && {
      verdicts: {
        ...(code && { code: cutVerdict(code, mostRules, lines) }),
        ...(rules && { rules: cutVerdict(rules, mostRules, lines) }),
      },
    }),
    notes: [...cutLines(report.notes, lines), said],
  };
};

/** The report, with as much of it as fits 350 KB; one that was cut says so in its notes. */
export const cutReport = (report: HookReport): HookReport => {
  let cut = report;
  for (const size of sizes) {
    if (bytesOf(cut) <= maxDocumentBytes) break;
    cut = cutTo(report, size);
  }
  return cut;
};
