import { describeFunction } from '../describe-function.ts';

describeFunction('lpad', [
  ['lpad("hello", 2)', '"  hello"'],
  ['lpad(1, 3)', '"   1"'],
  ['lpad("x", 2.9)', '"  x"'],
  ['lpad("x","2")', '"  x"'],
  ['lpad("x", -5)', '"x"'],
  ['length(lpad("x", 5000))', '1001'],
  ['length(lpad("x", 1E300))', '1001'],
  ['lpad("x", s)', ''],
  ['lpad("x", b)', ''],
  ['lpad(n, 2)', ''],
  ['lpad(missing, 2)', ''],
]);
