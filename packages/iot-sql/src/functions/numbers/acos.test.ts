import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('acos', [
  ['acos(0)', '1.5707963267948966'],
  ['acos(1)', '0'],
  ["acos('0')", '1.5707963267948966'],
  ['acos(2)', ''],
  ['acos(-1.01)', ''],
  ...notNumbers('acos'),
]);
