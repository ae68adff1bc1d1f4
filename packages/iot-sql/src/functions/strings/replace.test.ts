import { describeFunction } from '../describe-function.ts';

describeFunction('replace', [
  ['replace("abcd", "bc", "x")', '"axd"'],
  ['replace("abcdabcd", "b", "x")', '"axcdaxcd"'],
  ["replace('a.b', '.', '$1')", '"a$1b"'],
  ['replace(1231, 1, b)', '"true23true"'],
  ['replace(n, "a", "b")', ''],
  ['replace("a", missing, "b")', ''],
  ['replace("a", "a", n)', ''],
]);
