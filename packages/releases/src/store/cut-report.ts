import type { HookReport } from '../records/hook-report.ts';

/** An item holds 400 KB with all its names and values. */
const maxBytes = 350 * 1024;
const fewestLines = 20;
const fewestRules = 20;

const bytesOf = (report: HookReport): number => Buffer.byteLength(JSON.stringify(report));

const cutList = <T>(list: readonly T[], most: number): readonly T[] => list.slice(0, most);

const cutLine = (line: string): string => (line.length > 1000 ? `${line.slice(0, 1000)}…` : line);

const cutVerdict = <V extends { readonly byRule: readonly unknown[]; readonly lines: readonly string[] }>(
  verdict: V,
  mostRules: number,
  mostLines: number,
): V => ({
  ...verdict,
  byRule: cutList(verdict.byRule, mostRules),
  lines: cutList(verdict.lines, mostLines).map(cutLine),
});

const cutTo = (report: HookReport, mostRules: number, mostLines: number): HookReport => {
  const { code, rules } = report.verdicts ?? {};
  return {
    ...report,
    checks: report.checks.map((check) => ({ ...check, lines: cutList(check.lines, mostLines).map(cutLine) })),
    ...(report.verdicts && {
      verdicts: {
        ...(code && { code: cutVerdict(code, mostRules, mostLines) }),
        ...(rules && { rules: cutVerdict(rules, mostRules, mostLines) }),
      },
    }),
    notes: [
      ...cutList(report.notes, mostLines).map(cutLine),
      `the report was too long: cut to ${mostLines} lines a check and ${mostRules} rules a comparison`,
    ],
  };
};

/** The report, with as many lines and rules as fit 350 KB; one that was cut says so in its notes. */
export const cutReport = (report: HookReport): HookReport => {
  let cut = report;
  for (let lines = 2000, rules = 500; bytesOf(cut) > maxBytes; lines /= 2, rules /= 2) {
    if (lines < fewestLines / 2 || rules < fewestRules / 2)
      return cutTo({ ...report, checks: cutList(report.checks, 50) }, 1, 5);
    cut = cutTo(report, Math.round(rules), Math.round(lines));
  }
  return cut;
};
