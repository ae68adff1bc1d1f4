import { describeFunction } from '../describe-function.ts';

describeFunction('isUndefined', [
  ['isUndefined(5)', 'false'],
  ['isUndefined(floor([1,2,3]))', 'true'],
  ['isUndefined(a)', 'false'],
  ['isUndefined(n)', 'false'],
  ['isUndefined(missing)', 'true'],
]);
