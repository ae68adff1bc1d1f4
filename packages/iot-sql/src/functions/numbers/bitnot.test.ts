import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('bitnot', [
  ['bitnot(13)', '2'],
  ['bitnot(13.7)', '2'],
  ["bitnot('13')", '2'],
  ['bitnot(0)', '1'],
  ['bitnot(-14)', '13'],
  ...notNumbers('bitnot'),
]);
