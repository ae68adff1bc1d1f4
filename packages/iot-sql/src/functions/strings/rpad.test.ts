import { describeFunction } from '../describe-function.ts';

describeFunction('rpad', [
  ['rpad("hello", 2)', '"hello  "'],
  ['rpad(1, 3)', '"1   "'],
  ['rpad("x","2")', '"x  "'],
  ['length(rpad("x", 5000))', '1001'],
  ['rpad("x", -5)', '"x"'],
  ['rpad("x", s)', ''],
  ['rpad("x", n)', ''],
  ['rpad(n, 2)', ''],
]);
