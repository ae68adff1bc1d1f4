import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('tanh', [
  ['tanh(2.3)', '0.9800963962661914'],
  ["tanh('2.3')", '0.9800963962661914'],
  ['tanh(1000)', '1'],
  ...notNumbers('tanh'),
]);
