import { describeFunction } from '../describe-function.ts';

describeFunction('trim', [
  ["Trim(' hi ')", '"hi"'],
  ['trim(d)', '"2.5"'],
  ['trim(o)', '"{\\"k\\":1}"'],
  ['trim(n)', ''],
  ['trim(missing)', ''],
]);
