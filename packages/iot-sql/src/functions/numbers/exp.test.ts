import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('exp', [
  ['exp(0)', '1'],
  ['exp(1)', '2.718281828459045'],
  ["exp('1')", '2.718281828459045'],
  ['exp(100)', '2.6881171418161356E+43'],
  ['exp(1000)', ''],
  ...notNumbers('exp'),
]);
