import { describeFunction } from '../describe-function.ts';

describeFunction('concat', [
  ['concat()', ''],
  ['concat(1)', '"1"'],
  ["concat('a')", '"a"'],
  ['concat([1, 2, 3], 4)', '[1,2,3,4]'],
  ['concat([1, 2, 3], "hello")', '[1,2,3,"hello"]'],
  ['concat("con", "cat")', '"concat"'],
  ['concat(1, "hello")', '"1hello"'],
  ['concat("he","is","man")', '"heisman"'],
  ['concat([1, 2, 3], "hello", [4, 5, 6])', '[1,2,3,"hello",4,5,6]'],
  ['concat(a, n, missing)', '[1,2,null]'],
  ["concat('x', o)", '"x{\\"k\\":1}"'],
  ["concat('x', n)", ''],
  ["concat('x', missing)", ''],
  ['concat(1, 2)', ''],
]);
