import { describeFunction } from '../describe-function.ts';

describeFunction('regexp_matches', [
  ['regexp_matches("aaaa", "a{2,}")', 'true'],
  ['regexp_matches("aaaa", "b")', 'false'],
  ["regexp_matches('pump-7', '^pump-\\d+$')", 'true'],
  ["regexp_matches('PUMP', '(?i)pump')", 'true'],
  ["regexp_matches('a.b', 'a\\Q.\\Eb')", 'true'],
  ["regexp_matches('axb', '\\Aa\\p{Alpha}b\\z')", 'true'],
  ["regexp_matches('x', '[a-z&&[^x]]')", 'false'],
  ['regexp_matches(1234, 23)', 'true'],
  ['regexp_matches("a", "(")', ''],
  ['regexp_matches(n, "a")', ''],
  ['regexp_matches("a", missing)', ''],
]);
