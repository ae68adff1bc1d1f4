import { describeFunction } from '../describe-function.ts';

describeFunction('substring', [
  ['substring("012345", 0)', '"012345"'],
  ['substring("012345", 2)', '"2345"'],
  ['substring("012345", 2.745)', '"2345"'],
  ['substring(123, 2)', '"3"'],
  ['substring("012345", -1)', '"012345"'],
  ['substring(true, 1.2)', '"rue"'],
  ['substring(false, -2.411E247)', '"false"'],
  ['substring("012345", 1, 3)', '"12"'],
  ['substring("012345", -50, 50)', '"012345"'],
  ['substring("012345", 3, 1)', '""'],
  ['substring("012345", 3, 3)', '""'],
  ['substring("012345", 9)', '""'],
  ['substring("012345", 1, 1E300)', '"12345"'],
  ["substring('012345', '4')", '"45"'],
  ['substring(s, s)', ''],
  ['substring(s, 0, n)', ''],
  ['substring(n, 1)', ''],
  ['substring(s)', ''],
]);
