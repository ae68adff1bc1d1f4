import { describeFunction } from '../describe-function.ts';

describeFunction('numbytes', [
  ['numbytes("hi")', '2'],
  ['numbytes("€")', '3'],
  ["numbytes('')", '0'],
  ['numbytes(true)', '4'],
  ['numbytes(n)', ''],
  ['numbytes(missing)', ''],
]);
