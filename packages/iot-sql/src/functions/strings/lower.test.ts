import { describeFunction } from '../describe-function.ts';

describeFunction('lower', [
  ['lower("HELLO")', '"hello"'],
  ['lower(["HELLO"])', '"[\\"hello\\"]"'],
  ['lower(i)', '"7"'],
  ['lower(n)', ''],
  ['lower(missing)', ''],
]);
