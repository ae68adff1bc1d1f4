import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('ln', [
  ['ln(1)', '0'],
  ['ln(10)', '2.302585092994046'],
  ["ln('1')", '0'],
  ['ln(0)', ''],
  ['ln(-1)', ''],
  ...notNumbers('ln'),
]);
