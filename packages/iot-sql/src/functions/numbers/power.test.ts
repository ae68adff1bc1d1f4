import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('power', [
  ['power(2, 5)', '32'],
  ['power(2, -1)', '0.5'],
  ["power('2', '5')", '32'],
  ['power(-8, 0.5)', ''],
  ['power(10, 400)', ''],
  ['power(2, s)', ''],
  ...notNumbers('power', '2'),
]);
