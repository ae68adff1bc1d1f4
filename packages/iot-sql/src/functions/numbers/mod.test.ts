import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('mod', [
  ['mod(8, 3)', '2'],
  ['mod("8", 3)', '2'],
  ['mod(-8, 3)', '-2'],
  ['mod(5.5, 2)', '1.5'],
  ['mod(8, 0)', ''],
  ['mod(8, s)', ''],
  ...notNumbers('mod', '3'),
]);
