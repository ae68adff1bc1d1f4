import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('asin', [
  ['asin(0)', '0'],
  ['asin(1)', '1.5707963267948966'],
  ["asin('0.0')", '0'],
  ['asin(2)', ''],
  ...notNumbers('asin'),
]);
