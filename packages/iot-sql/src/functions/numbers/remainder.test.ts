import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('remainder', [
  ['remainder(8, 3)', '2'],
  ["remainder('8', '3')", '2'],
  ['remainder(0.3, 0.1)', '0'],
  ['remainder(8, 0)', ''],
  ...notNumbers('remainder', '3'),
]);
