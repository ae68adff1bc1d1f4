import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('round', [
  ['Round(1.2)', '1'],
  ['Round(1.5)', '2'],
  ['Round(1.7)', '2'],
  ['Round(-1.1)', '-1'],
  ['Round(-1.5)', '-2'],
  ['round(0.5)', '1'],
  ['round(2.5)', '3'],
  ['round(7)', '7'],
  ["round('1.5')", '2'],
  ['round(2.49999999999999999999)', '2'],
  ...notNumbers('round'),
]);
