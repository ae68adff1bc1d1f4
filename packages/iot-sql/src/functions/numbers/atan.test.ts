import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('atan', [
  ['atan(0)', '0'],
  ['atan(1)', '0.7853981633974483'],
  ["atan('1')", '0.7853981633974483'],
  ...notNumbers('atan'),
]);
