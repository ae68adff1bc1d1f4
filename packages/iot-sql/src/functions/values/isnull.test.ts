import { describeFunction } from '../describe-function.ts';

describeFunction('isNull', [
  ['isNull(5)', 'false'],
  ['isNull(Null)', 'true'],
  ['isNull(s)', 'false'],
  ['isNull(o)', 'false'],
  ['isNull(n)', 'true'],
  ['isNull(missing)', 'false'],
  ['isNull()', ''],
]);
