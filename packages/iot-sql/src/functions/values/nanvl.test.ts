import { describeFunction } from '../describe-function.ts';

describeFunction('nanvl', [
  ['Nanvl(8, 3)', '8'],
  ['nanvl(n, 3)', '3'],
  ['nanvl(missing, s)', '"abc"'],
  ['nanvl(s, 3)', '"abc"'],
  ['nanvl(missing, n)', 'null'],
]);
