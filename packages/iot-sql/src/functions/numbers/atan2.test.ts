import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('atan2', [
  ['atan2(1, 0)', '1.5707963267948966'],
  ['atan2(-1, 0)', '-1.5707963267948966'],
  ["atan2('0', 1)", '0'],
  ['atan2(0, s)', ''],
  ['atan2(1)', ''],
  ...notNumbers('atan2', '1'),
]);
