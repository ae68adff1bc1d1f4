import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('trunc', [
  ['trunc(2.3, 0)', '2'],
  ['trunc(2.3123, 2)', '2.31'],
  ['trunc(2.888, 2)', '2.88'],
  ['trunc(2.00, 5)', '2'],
  ['trunc(-2.888, 2)', '-2.88'],
  ['trunc(2.888, -1)', '2'],
  ['trunc(2.888, 2.9)', '2.88'],
  ['trunc(2.5, 99)', '2.5'],
  ['trunc(7, 2)', '7'],
  ["trunc('2.888', 1)", '2.8'],
  ["trunc(2.888, '1')", ''],
  ['trunc(2.888, s)', ''],
  ['trunc(2.888)', ''],
  ...notNumbers('trunc', '2'),
]);
