import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('ceil', [
  ['ceil(1.2)', '2'],
  ['ceil(-1.2)', '-1'],
  ['ceil(-0.5)', '0'],
  ['ceil(7)', '7'],
  ["ceil('1.2')", '2'],
  ['ceil(1.00000000000000000001)', '2'],
  ['ceil(1E40)', ''],
  ...notNumbers('ceil'),
]);
