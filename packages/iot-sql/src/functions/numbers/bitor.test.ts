import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('bitor', [
  ['bitor(8, 5)', '13'],
  ["bitor('8.9', 5)", '13'],
  ['bitor(-8, 5)', '-3'],
  ['bitor(5, b)', ''],
  ...notNumbers('bitor', '5'),
]);
