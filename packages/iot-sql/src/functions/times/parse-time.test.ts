import { describeFunction } from '../describe-function.ts';

describeFunction('parse_time', [
  ['parse_time("yyyy.MM.dd G \'at\' HH:mm:ss z", 100000000, "America/Belize")', '"1970.01.01 AD at 21:46:40 CST"'],
  ['parse_time("yyyy.MM.dd G \'at\' HH:mm:ss z", 1497028786000)', '"2017.06.09 AD at 17:19:46 UTC"'],
  ['parse_time("yyyy", timestamp(), "UTC")', '"2016"'],
  ["parse_time(\"yyyy-MM-dd'T'HH:mm:ss.SSSZZ\", 1481825251155, 'Europe/Paris')", '"2016-12-15T19:07:31.155+01:00"'],
  ["parse_time('EEEE EEE e D w x d MMMM MMM M', 1481825251155)", '"Thursday Thu 4 350 50 2016 15 December Dec 12"'],
  ["parse_time('h K k H a', 1481846851155)", '"12 0 24 0 AM"'],
  ["parse_time('yy C Y Z ZZZ S SSSSS', 1481825251155)", '"16 20 2016 +0000 UTC 1 15500"'],
  ["parse_time('z zzzz', 1481825251155, 'America/Los_Angeles')", '"PST Pacific Standard Time"'],
  ["parse_time('z', 1465000000000, 'Europe/Berlin')", '"CEST"'],
  ["parse_time('HH:mm', 0, '+05:30')", '"05:30"'],
  ["parse_time('YYYY G', -62198755200000)", '"0002 BC"'],
  ["parse_time(\"''yyyy''\", '0')", '"\'1970\'"'],
  ["parse_time('yyyy', 0, 'Mars/Olympus')", ''],
  ["parse_time('b', 0)", ''],
  ['parse_time("\'open", 0)', ''],
  ["parse_time('yyyy', s)", ''],
  ["parse_time('yyyy', 1E300)", ''],
  ['parse_time(n, 0)', ''],
]);
