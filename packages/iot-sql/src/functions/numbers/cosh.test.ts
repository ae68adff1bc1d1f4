import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('cosh', [
  ['cosh(2.3)', '5.037220649268761'],
  ["cosh('2.3')", '5.037220649268761'],
  ['cosh(1000)', ''],
  ...notNumbers('cosh'),
]);
