import { describeFunction } from '../describe-function.ts';

describeFunction('indexof', [
  ['indexof("abcd", "bc")', '1'],
  ['indexof("abcd", "x")', '-1'],
  ['indexof(1234, 3)', '2'],
  ["indexof(s, '')", '0'],
  ["indexof(n, 'a')", ''],
  ["indexof('a', missing)", ''],
]);
