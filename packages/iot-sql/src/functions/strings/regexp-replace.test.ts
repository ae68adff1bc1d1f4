import { describeFunction } from '../describe-function.ts';

describeFunction('regexp_replace', [
  ['regexp_replace("abcd", "bc", "x")', '"axd"'],
  ['regexp_replace("abcd", "b(.*)d", "$1")', '"ac"'],
  ["regexp_replace('a1b22', '[0-9]+', '#')", '"a#b#"'],
  ["regexp_replace('john smith', '(\\w+) (\\w+)', '$2 $1')", '"smith john"'],
  ["regexp_replace('ab', '(?<x>a)', '${x}${x}')", '"aab"'],
  ["regexp_replace('a', 'a', '\\$')", '"$"'],
  ["regexp_replace('a', '(a)', '$12')", '"a2"'],
  ["regexp_replace('a', 'a', '$1')", ''],
  ["regexp_replace('a', 'a', '$')", ''],
  ["regexp_replace('a', '(', 'x')", ''],
  ['regexp_replace(n, "a", "b")', ''],
  ['regexp_replace("a", "a", n)', ''],
]);
