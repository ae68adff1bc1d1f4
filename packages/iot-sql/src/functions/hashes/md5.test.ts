import { describeFunction } from '../describe-function.ts';

describeFunction('md5', [
  ['md5("hello")', '"5d41402abc4b2a76b9719d911017c592"'],
  ["md5('iot123')", '"e37f81fb397e595c4aeb5645b8cbbbd1"'],
  ['md5(true)', '"b326b5062b2f0e69046810717534cb09"'],
  ['md5(n)', ''],
  ['md5(missing)', ''],
]);
