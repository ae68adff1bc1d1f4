import { describeFunction } from '../describe-function.ts';

describeFunction('upper', [
  ['upper("hello")', '"HELLO"'],
  ['upper(["hello"])', '"[\\"HELLO\\"]"'],
  ['upper(b)', '"TRUE"'],
  ['upper(n)', ''],
  ['upper(missing)', ''],
]);
