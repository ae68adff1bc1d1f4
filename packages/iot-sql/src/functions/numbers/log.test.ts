import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('log', [
  ['log(100)', '2'],
  ['log(0.001)', '-3'],
  ["log('100')", '2'],
  ['log(0)', ''],
  ['log(-1)', ''],
  ...notNumbers('log'),
]);
