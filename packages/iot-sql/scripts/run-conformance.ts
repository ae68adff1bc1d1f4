import { readFileSync } from 'node:fs';
import { type ConformanceCase, runCase } from '../src/conformance.ts';

/** `node scripts/run-conformance.ts <file.json>`: how many of the file's cases pass, are refused, or fail. */
const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write('usage: run-conformance.ts <file of cases>\n');
  process.exit(2);
}
const cases = JSON.parse(readFileSync(path, 'utf8')) as ConformanceCase[];
const counts = { passed: 0, refused: 0, failed: 0 };
const passed: string[] = [];
for (const testCase of cases) {
  const result = runCase(testCase);
  counts[result.outcome] += 1;
  if (result.outcome === 'passed') passed.push(testCase.id);
  if (result.outcome === 'failed') {
    process.stdout.write(
      `${testCase.id} ${testCase.sql}\n  expected ${result.expected}\n  actual   ${result.actual}\n`,
    );
  }
}
process.stdout.write(`passed: ${passed.join(' ')}\n`);
process.stdout.write(
  `${cases.length} cases: ${counts.passed} passed, ${counts.refused} refused, ${counts.failed} failed\n`,
);
if (counts.failed > 0) process.exitCode = 1;
