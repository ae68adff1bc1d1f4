import { describeFunction } from '../describe-function.ts';

describeFunction('endswith', [
  ['endswith("cat","at")', 'true'],
  ['endswith("cat","ca")', 'false'],
  ['endswith(127, 7)', 'true'],
  ["endswith(s, '')", 'true'],
  ['endswith(n, "a")', ''],
  ['endswith("a", missing)', ''],
]);
