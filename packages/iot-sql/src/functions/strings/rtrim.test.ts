import { describeFunction } from '../describe-function.ts';

describeFunction('rtrim', [
  ["rtrim(' h i ')", '" h i"'],
  ["rtrim('x 	')", '"x"'],
  ["rtrim('   ')", '""'],
  ['rtrim(b)', '"true"'],
  ['rtrim(n)', ''],
  ['rtrim(missing)', ''],
]);
