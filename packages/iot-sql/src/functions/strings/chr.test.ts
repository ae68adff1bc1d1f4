import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('chr', [
  ['chr(65)', '"A"'],
  ['chr(49)', '"1"'],
  ['chr(65.9)', '"A"'],
  ["chr('65')", '"A"'],
  ['chr(127)', '""'],
  ['chr(128)', ''],
  ['chr(-1)', ''],
  ...notNumbers('chr'),
]);
