import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('sinh', [
  ['sinh(2.3)', '4.936961805545957'],
  ["sinh('0')", '0'],
  ['sinh(1000)', ''],
  ...notNumbers('sinh'),
]);
