import { describeFunction } from '../describe-function.ts';

describeFunction('length', [
  ['length("hi")', '2'],
  ['length(false)', '5'],
  ["length('€')", '1'],
  ["length('')", '0'],
  ['length(a)', '5'],
  ['length(n)', ''],
  ['length(missing)', ''],
]);
