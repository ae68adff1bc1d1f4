import { describeFunction } from '../describe-function.ts';

describeFunction('startswith', [
  ['startswith("ranger","ran")', 'true'],
  ['startswith("ranger","anger")', 'false'],
  ["startswith(b, 'tr')", 'true'],
  ["startswith(a, '[')", 'true'],
  ['startswith(n,"a")', ''],
  ['startswith("a",missing)', ''],
]);
