import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('floor', [
  ['floor(1.2)', '1'],
  ['floor(-1.2)', '-2'],
  ['floor(w)', '10'],
  ["floor('-1.2')", '-2'],
  ['floor([1, 2, 3])', ''],
  ...notNumbers('floor'),
]);
