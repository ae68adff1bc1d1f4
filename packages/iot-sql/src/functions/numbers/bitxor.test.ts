import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('bitxor', [
  ['bitxor(13, 5)', '8'],
  ["bitxor(13, '5')", '8'],
  ['bitxor(-1, 0)', '-1'],
  ['bitxor(5, n)', ''],
  ...notNumbers('bitxor', '5'),
]);
