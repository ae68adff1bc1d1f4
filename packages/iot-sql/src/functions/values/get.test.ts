import { describeFunction } from '../describe-function.ts';

describeFunction('get', [
  ['get(["a", "b", "c"], 1)', '"b"'],
  ['get({"a":"b"}, "a")', '"b"'],
  ['get("abc", 1)', '"b"'],
  ['get(a, 1.9)', '2'],
  ["get(a, '1')", '2'],
  ['get(a, 2)', ''],
  ['get(a, -1)', ''],
  ['get(a, s)', ''],
  ['get(a, n)', ''],
  ['get(s, 3)', ''],
  ["get(o, 'k')", '1'],
  ["get(o, 'toString')", ''],
  ['get(o, 1)', ''],
  ['get(i, 0)', ''],
  ['get(missing, 0)', ''],
]);
