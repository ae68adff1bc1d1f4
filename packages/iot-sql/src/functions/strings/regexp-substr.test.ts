import { describeFunction } from '../describe-function.ts';

describeFunction('regexp_substr', [
  ['regexp_substr("hihihello", "hi")', '"hi"'],
  ['regexp_substr("hihihello", "(hi)*")', '"hihi"'],
  ["regexp_substr('abc', 'x')", ''],
  ["regexp_substr('abc', '(b)(c)', '$2$1')", '"cb"'],
  ['regexp_substr(12345, "3.")', '"34"'],
  ["regexp_substr('a', '[')", ''],
  ["regexp_substr(n, 'a')", ''],
  ["regexp_substr('a', missing)", ''],
]);
