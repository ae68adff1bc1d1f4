import type { Verdict } from '../judge/verdict.ts';

/** An item holds 400 KB with all its names and values. */
export const maxDocumentBytes = 350 * 1024;

export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const longestLine = 1000;

const cutLine = (line: string): string => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);

export const cutLines = (lines: readonly string[], most: number): readonly string[] =>
  lines.slice(0, most).map(cutLine);

/** Its first rules and lines; the counts stay those of the whole. */
export const cutVerdict = (verdict: Verdict, mostRules: number, mostLines: number): Verdict => ({
  ...verdict,
  byRule: verdict.byRule.slice(0, mostRules),
  unseen: verdict.unseen.slice(0, mostRules),
  lines: cutLines(verdict.lines, mostLines),
});
