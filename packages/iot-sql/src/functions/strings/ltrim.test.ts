import { describeFunction } from '../describe-function.ts';

describeFunction('ltrim', [
  ["Ltrim(' h i ')", '"h i "'],
  ["ltrim('	 x')", '"x"'],
  ['ltrim(i)', '"7"'],
  ['ltrim(a)', '"[1,2]"'],
  ['ltrim(n)', ''],
  ['ltrim(missing)', ''],
]);
