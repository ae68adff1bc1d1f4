import { describeFunction } from '../describe-function.ts';

describeFunction('get_or_default', [
  ['get_or_default(i, 0)', '7'],
  ['get_or_default(missing, 0)', '0'],
  ["get_or_default(n, 'x')", '"x"'],
  ['get_or_default(missing)', ''],
  ['get_or_default(false, true)', 'false'],
  ['get_or_default(missing, n)', 'null'],
]);
