import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('abs', [
  ['abs(-5)', '5'],
  ['abs(5)', '5'],
  ['abs(-2.5)', '2.5'],
  ["abs('-5.123')", '5.123'],
  ['abs(-12345678901234567890)', '12345678901234567890'],
  ['ABS(i)', '7'],
  ['abs()', ''],
  ['abs(1, 2)', ''],
  ...notNumbers('abs'),
]);
