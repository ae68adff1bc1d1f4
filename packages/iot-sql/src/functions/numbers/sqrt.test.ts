import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('sqrt', [
  ['sqrt(9)', '3'],
  ['sqrt(2)', '1.4142135623730951'],
  ["sqrt('9')", '3'],
  ['sqrt(-1)', ''],
  ...notNumbers('sqrt'),
]);
